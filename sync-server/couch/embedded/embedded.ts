import { type ChildProcess, fork } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

export interface EmbeddedOptions {
  readonly folder: string;
  /** A free one when left out. */
  readonly port?: number;
  /** False leaves the moment of writing to the system: faster, and a power cut may take the last seconds. */
  readonly synced?: boolean;
}

export interface Embedded {
  readonly url: string;
  readonly pid: number;
  /** Settles when the process has ended, with what it said last. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** Starts the database of a single machine in a process of its own, on 127.0.0.1 only. Resolves when it answers. */
export async function startEmbedded({ folder, port = 0, synced = true }: EmbeddedOptions): Promise<Embedded> {
  await mkdir(`${folder}/data`, { recursive: true });
  const main = fileURLToPath(new URL('./embedded-main.ts', import.meta.url));
  const child = fork(main, [folder, String(port), synced ? 'synced' : 'unsynced'], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const ended = endOf(child);
  const ready = new Promise<{ readonly port: number }>((resolve) =>
    child.once('message', (message) => resolve(message as { port: number })),
  );
  const first = await Promise.race([ready, ended]);
  if (typeof first === 'string')
    throw new Error(`The embedded database did not start in ${folder}: ${first}`);
  return {
    url: `http://127.0.0.1:${first.port}`,
    pid: child.pid!,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function endOf(child: ChildProcess): Promise<string> {
  let last = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    last = (last + text).slice(-2000);
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(last.trim() || `ended with ${signal ?? code}`));
  });
}
