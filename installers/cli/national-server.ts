import { type RunningServer, startServer } from '@balie/sync-server/server.ts';
import { announceServer, openHome, PROGRAM, runningServer } from './balie-home.ts';
import { CommandError } from './command.ts';

/** Where it listens unless somebody says otherwise. */
export const NATIONAL_PORT = 8480;

interface AnnouncedServer extends RunningServer {
  readonly couchUrl: string;
}

interface Place {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
}

/**
 * The national server on a home, with the database of `COUCHDB_URL` or an embedded one. Other commands find it until it stops. Rejects with
 * a CommandError where one runs on this home, or nothing can listen there.
 */
export async function openNationalServer(home: string, at: Place): Promise<AnnouncedServer> {
  await openHome(home);
  const other = await runningServer(home);
  if (other)
    throw new CommandError(`a server is running on ${home} already: ${other.url}, process ${other.pid}`);
  const couch = process.env['COUCHDB_URL'];
  const log = (line: string): void => console.error(line);
  const options = { home, ...at, program: PROGRAM, log, ...(couch ? { couchUrl: couch } : {}) };
  const server = await startServer(options).catch((error: unknown) => {
    throw cannotListen(error, at) ?? error;
  });
  const { couchUrl } = server.national;
  const withdraw = await announceServer(home, { url: server.url, couchUrl, pid: process.pid });
  return {
    ...server,
    couchUrl,
    async stop() {
      await withdraw();
      await server.stop();
    },
  };
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has that port. End it, or give another one with --port',
  EACCES: 'this user may not use that port. Give one above 1023 with --port',
  EADDRNOTAVAIL: 'this machine has no such address. Give one of its own with --host',
  ENOTFOUND: 'nobody knows that name. Give an address of this machine with --host',
};

function cannotListen(error: unknown, { host, port }: Place): CommandError | null {
  const { code, syscall } = error as NodeJS.ErrnoException;
  const isListening = syscall === 'listen' || syscall === 'getaddrinfo';
  const reason = isListening && code !== undefined ? REASONS[code] : undefined;
  return reason ? new CommandError(`the server cannot listen on ${host}, port ${port}: ${reason}.`) : null;
}
