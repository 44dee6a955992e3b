#!/usr/bin/env node
import { type Command, CommandError, FAILED, OK, WRONG_USE, WrongUse } from './command.ts';

/** Loaded only when asked for, so that `--help` answers at once. */
const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  start: () => import('./commands/start.ts'),
  server: () => import('./commands/server.ts'),
  desk: () => import('./commands/desk.ts'),
  device: () => import('./commands/device.ts'),
  import: () => import('./commands/import.ts'),
  verify: () => import('./commands/verify.ts'),
  person: () => import('./commands/person.ts'),
  access: () => import('./commands/access.ts'),
  simulate: () => import('./commands/simulate.ts'),
};

async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(await overview());
    return name === undefined ? WRONG_USE : OK;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) throw new WrongUse(`there is no command "${name}"; npx balie --help lists them`);
  const { command } = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(command.help.trim());
    return OK;
  }
  return command.run(rest);
}

async function overview(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(commands).map(
      async ([name, load]) => `  ${name.padEnd(10)} ${(await load()).command.summary}`,
    ),
  );
  return [
    'usage: npx balie <command> [options]',
    '',
    ...lines,
    '',
    'npx balie <command> --help tells more. Exit codes: 0 ok, 1 failed, 2 wrong use.',
  ].join('\n');
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const known = error instanceof WrongUse || error instanceof CommandError;
  console.error(known ? `balie: ${error.message}` : error);
  process.exitCode = error instanceof WrongUse ? WRONG_USE : FAILED;
}
