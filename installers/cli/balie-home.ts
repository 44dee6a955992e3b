import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CommandError } from './command.ts';

/** Name and version that journals and the server tell of themselves. */
export const PROGRAM = 'balie/0.1.0';

const MARK = 'balie-home.txt';

export interface ServerAddress {
  readonly url: string;
  readonly couchUrl: string;
  readonly pid: number;
}

/** `$BALIE_HOME`, or `.balie` where the command is given. */
export function homeFolder(): string {
  return resolve(process.env['BALIE_HOME'] ?? '.balie');
}

/** Makes the folder and marks it as Balie's, so that `--fresh` never empties another one. */
export async function openHome(home: string): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  await writeFile(
    join(home, MARK),
    'The state of a Balie on this machine. npm start -- --fresh begins again.\n',
  );
}

/** Empties the folder, when it is one of ours. */
export async function clearHome(home: string): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(home);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (names.length && !names.includes(MARK))
    throw new CommandError(`${home} holds something else than Balie's state; it is left as it is`);
  const running = await runningServer(home);
  if (running)
    throw new CommandError(`a server is running on ${home} (process ${running.pid}); stop it first`);
  for (const name of names) await rm(join(home, name), { recursive: true, force: true });
}

/** The server that runs on this home, or null. */
export async function runningServer(home: string): Promise<ServerAddress | null> {
  let address: ServerAddress;
  try {
    address = JSON.parse(await readFile(join(home, 'server.json'), 'utf8')) as ServerAddress;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  return isAlive(address.pid) ? address : null;
}

/** Tells other commands where the server is, until it stops. */
export async function announceServer(home: string, address: ServerAddress): Promise<() => Promise<void>> {
  const file = join(home, 'server.json');
  await writeFile(file, `${JSON.stringify(address)}\n`, { mode: 0o600 });
  return () => rm(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
