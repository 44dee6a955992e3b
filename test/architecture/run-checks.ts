import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Part, parts } from './parts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const atOnce = 2;

/** Runs one part to its end. Its output is kept and given back; a part that cannot be started has failed. */
export function runPart(part: Part, cwd: string): Promise<{ passed: boolean; output: string }> {
  const [tool = '', ...args] = part.command;
  const bin = join(root, 'node_modules', '.bin');
  return new Promise((done) => {
    const child = spawn(join(bin, tool), args, {
      cwd,
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}`, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', (error) => done({ passed: false, output: error.message }));
    child.on('close', (code) => done({ passed: code === 0, output }));
  });
}

/** Runs the parts two at a time with a line for each, and says how many passed and failed. */
export async function runChecks(chosen: readonly Part[]): Promise<{ passed: number; failed: number }> {
  const waiting = [...chosen];
  const count = { passed: 0, failed: 0 };
  const worker = async (): Promise<void> => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const begin = Date.now();
      const { passed, output } = await runPart(part, root);
      const seconds = ((Date.now() - begin) / 1000).toFixed(1);
      console.log(`${passed ? '✓' : '✗'} ${part.name.padEnd(24)} ${seconds.padStart(5)} s`);
      if (!passed) console.log(output.trimEnd().replace(/^/gm, '    '));
      count[passed ? 'passed' : 'failed'] += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return count;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const groups = process.argv.slice(2);
  const all = parts(root);
  const unknown = groups.filter((group) => !all.some((part) => part.group === group));
  if (unknown.length > 0) {
    console.error(
      `There is no check "${unknown.join(', ')}"; there are types, lint, format, imports, unused.`,
    );
    process.exit(2);
  }
  const { failed } = await runChecks(
    all.filter((part) => groups.length === 0 || groups.includes(part.group)),
  );
  process.exitCode = failed > 0 ? 1 : 0;
}
