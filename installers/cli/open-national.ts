import { National } from '@balie/sync-server/national.ts';
import { homeFolder, openHome, PROGRAM, runningServer } from './balie-home.ts';

export interface OpenedNational {
  readonly national: National;
  /** In words, for the first line that a command prints. */
  readonly where: string;
}

/** The national database for a command: `COUCHDB_URL`, else that of the server on `$BALIE_HOME`, else the embedded one for itself. */
export async function openNational(log: (line: string) => void): Promise<OpenedNational> {
  const home = homeFolder();
  await openHome(home);
  const options = { home, program: PROGRAM, log };
  const couchUrl = process.env['COUCHDB_URL'];
  if (couchUrl)
    return { national: await National.open({ ...options, couchUrl }), where: 'the database of COUCHDB_URL' };
  const running = await runningServer(home);
  if (running)
    return {
      national: await National.open({ ...options, couchUrl: running.couchUrl }),
      where: `the server on ${running.url}`,
    };
  return { national: await National.open(options), where: `the embedded database in ${home}` };
}
