import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parts } from './architecture/parts.ts';
import { runChecks } from './architecture/run-checks.ts';
import type { Summary } from './summary-reporter.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const nothing: Summary = { passed: 0, failed: 0, skipped: 0, reasons: [] };
const scratch = mkdtempSync(join(tmpdir(), 'balie-test-'));
/** What programs that tests start compiled once, the next ones load. */
const compiled = join(scratch, 'compiled');

type Say = (output: string | Uint8Array) => void;
const aloud: Say = (output) => void process.stdout.write(output);

/** Runs one Vitest project. A run that leaves no count, or ends badly with a clean one, counts as a failure. */
async function runTests(project: string, say = aloud): Promise<Summary> {
  const file = join(scratch, `${project}.json`);
  const vitest = join(root, 'node_modules', '.bin', 'vitest');
  const reporters = ['--reporter=default', '--reporter=./test/summary-reporter.ts'];
  const code = await new Promise<number | null>((done) => {
    const child = spawn(vitest, ['run', '--project', project, ...reporters], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
        BALIE_TEST_SUMMARY: file,
        NODE_COMPILE_CACHE: compiled,
      },
    });
    child.stdout.on('data', say);
    child.stderr.on('data', say);
    child.on('error', () => done(null)).on('close', done);
  });
  const summary = readSummary(file);
  if (summary === undefined) return { ...nothing, failed: 1 };
  return code !== 0 && summary.failed === 0 ? { ...summary, failed: 1 } : summary;
}

function readSummary(file: string): Summary | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Summary;
  } catch {
    return undefined;
  }
}

/** What breaks down altogether is one failure more, and the rest is still run. */
async function counted(work: () => Promise<Partial<Summary>>): Promise<Summary> {
  try {
    return { ...nothing, ...(await work()) };
  } catch (error) {
    console.error(error);
    return { ...nothing, failed: 1 };
  }
}

// Windows mostly wait: all else gets the time that they leave, and what they say is held until the rest has spoken.
const held: (string | Uint8Array)[] = [];
const inWindows = counted(() => runTests('e2e', (output) => void held.push(output)));
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
console.log('\nChecks');
const checks = await counted(() => runChecks(parts(root)));
console.log('\nTests without windows');
const unit = await counted(() => runTests('unit'));
const whole = await inWindows;
console.log('\nTests of the whole, in real windows');
for (const output of held) aloud(output);
rmSync(scratch, { recursive: true, force: true });

const skipped = [...unit.reasons, ...whole.reasons];
for (const reason of new Set(skipped)) {
  console.log(`skipped ${skipped.filter((other) => other === reason).length}: ${reason}`);
}
const passed = checks.passed + unit.passed + whole.passed;
const failed = checks.failed + unit.failed + whole.failed;
console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
process.exitCode = failed === 0 ? 0 : 1;
