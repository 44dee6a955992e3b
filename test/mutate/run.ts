import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Mutation, mutated, nameOf } from './mutation.ts';
import { mutations as mutationsOfSimulation } from '../simulation/mutations.ts';
import { mutations } from './mutations.ts';

/**
 * `npm run mutate -- [--json] [<rule>...]`: breaks the rules one by one and runs their tests, which must go red for each; then, where no
 * rule is named, makes the mistakes that the simulation has to notice. Ends with 1 if one survives. Some ten minutes on two cores.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const AT_ONCE = 2;
const LONGEST_MS = 300_000;

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const chosen = mutations.filter(({ rule }) => !positionals.length || positionals.includes(rule));
for (const mutation of chosen) mutated(readFileSync(`${root}/${mutation.file}`, 'utf8'), mutation);

const survived: string[] = [];
const waiting = [...chosen];
await Promise.all(Array.from({ length: AT_ONCE }, work));
const simulated = positionals.length ? [] : mutationsOfSimulation.filter(({ name }) => !isOfRules(name));
for (const { name } of simulated) tell(name, await simulationNotices(name));
const count = chosen.length + simulated.length;
if (values.json) console.log(JSON.stringify({ mutations: count, survived: survived.sort() }));
else console.log(`${count} mutations, ${survived.length} survived`);
process.exitCode = survived.length ? 1 : 0;

async function work(): Promise<void> {
  for (let mutation = waiting.shift(); mutation; mutation = waiting.shift()) {
    const noticed =
      (await goesRed(mutation, [dirname(mutation.file)])) || (await goesRed(mutation, ['shared']));
    tell(nameOf(mutation), noticed);
  }
}

function tell(name: string, noticed: boolean): void {
  if (!noticed) survived.push(name);
  console.error(`${noticed ? 'noticed ' : 'SURVIVED'}  ${name}`);
}

function isOfRules(name: string): boolean {
  return mutations.some((one) => nameOf(one) === name);
}

/** A test of the simulation says so: it is green when some world comes out wrong. */
function simulationNotices(name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const args = ['run', '--project', 'unit', 'test/simulation/mutations.test.ts', '-t', `'${name}'`];
    const vitest = spawn(`${root}/node_modules/.bin/vitest`, args, {
      cwd: root,
      stdio: 'ignore',
      env: { ...process.env, BALIE_MUTATIONS: name },
    });
    vitest.on('error', reject);
    vitest.on('close', (code) => resolve(code === 0));
  });
}

/** Whether a test fails over the mistake. The tests beside it come first, for they mostly do. */
function goesRed(mutation: Mutation, filter: readonly string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const config = `${root}/test/mutate/vitest.config.ts`;
    const vitest = spawn(
      `${root}/node_modules/.bin/vitest`,
      ['run', '--config', config, '--root', root, '--passWithNoTests', '--reporter=json', ...filter],
      {
        cwd: root,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, BALIE_MUTATION: nameOf(mutation) },
        // One that turns for ever stops with its threads, and counts as noticed.
        timeout: LONGEST_MS,
        killSignal: 'SIGKILL',
      },
    );
    let output = '';
    vitest.stdout.on('data', (part: Buffer) => (output += part.toString()));
    vitest.on('error', reject);
    vitest.on('close', (code) => {
      if (code === 0) return resolve(false);
      // A run that broke down before any test is no proof that a test noticed.
      const { numFailedTests = 0, numFailedTestSuites = 0 } = (JSON.parse(output || '{}') ?? {}) as Record<
        string,
        number
      >;
      if (numFailedTests + numFailedTestSuites > 0 || code === null) resolve(true);
      else reject(new Error(`the tests did not run over: ${nameOf(mutation)}\n${output}`));
    });
  });
}
