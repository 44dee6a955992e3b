import { spawn } from 'node:child_process';

/** The numbered lines of a set-up: `[2/4] Electron ... 33.2.1, carried by a registry package (7 s)`. */
export function progress(total) {
  let number = 0;
  return async function step(title, work) {
    number += 1;
    process.stdout.write(`[${number}/${total}] ${title} ... `);
    const begin = Date.now();
    const said = await work().catch((error) => {
      process.stdout.write('failed\n');
      throw error;
    });
    const seconds = Math.round((Date.now() - begin) / 1000);
    process.stdout.write(`${said}${seconds > 0 ? ` (${seconds} s)` : ''}\n`);
  };
}

/** A thing that the person at the machine can put right: said in a sentence, without a stack. */
export class SetupError extends Error {}

/** Runs a command quietly; what it said is only shown when it fails. Gives what it wrote to its standard output. */
export function run(command, args, options = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      shell: process.platform === 'win32',
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    let all = '';
    child.stdout.on('data', (data) => {
      out += data;
      all += data;
    });
    child.stderr.on('data', (data) => (all += data));
    child.on('error', (error) => fail(new SetupError(`${command} cannot be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) done(out);
      else
        fail(
          new SetupError(
            `${command} ${args.join(' ')} ended with ${code ?? signal}:\n${all.trimEnd().slice(-4000)}`,
          ),
        );
    });
  });
}
