// `npm start` and `npm test` on a machine that has Node 20 and nothing else: brings what is missing, then hands over.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareElectron } from './electron-runtime.mjs';
import { preparePackages, projectNode } from './packages.mjs';
import { progress, SetupError } from './progress.mjs';
import { prepareSystem } from './system-packages.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const programs = {
  start: ['installers/cli/balie.ts', 'start'],
  test: ['test/run-all.ts'],
};

const [purpose = '', ...rest] = process.argv.slice(2);
if (!Object.hasOwn(programs, purpose)) {
  console.error('usage: bootstrap.mjs start|test [arguments]');
  process.exit(2);
}

try {
  const step = progress(3);
  await step('Packages', () => preparePackages(root));
  await step('System packages', () => prepareSystem(purpose));
  await step('Electron', prepareElectron);
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  if (purpose === 'test') console.log('0 passed, 1 failed');
  process.exit(1);
}
handOver([...programs[purpose], ...rest]);

/** Runs the program under the project's Node with its tools in reach, passes signals on and ends as it ends. */
function handOver([script, ...args]) {
  const bin = join(root, 'node_modules', '.bin');
  const path = process.platform === 'win32' ? `${bin};${process.env.Path}` : `${bin}:${process.env.PATH}`;
  const child = spawn(projectNode(root), [join(root, script), ...args], {
    stdio: 'inherit',
    env: { ...process.env, [process.platform === 'win32' ? 'Path' : 'PATH']: path },
  });
  passOn('SIGINT', child);
  passOn('SIGTERM', child);
  passOn('SIGHUP', child);
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('close', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/** One key press can reach us twice, from the terminal and through npm; the second within a second is the same. */
function passOn(signal, child) {
  let last = 0;
  process.on(signal, () => {
    const now = Date.now();
    if (now - last > 1000) child.kill(signal);
    last = now;
  });
}
