import { startServer } from '@balie/sync-server/server.ts';
import { announceServer, homeFolder, openHome, PROGRAM, runningServer } from '../balie-home.ts';
import {
  type Command,
  CommandError,
  interrupted,
  OK,
  print,
  readArguments,
  wholeNumber,
} from '../command.ts';

const help = `
usage: npx balie server [--host 127.0.0.1] [--port 8480] [--json]

Runs the national server: gateway, resolver and API. With COUCHDB_URL it uses that CouchDB 3.x, otherwise an embedded database
in $BALIE_HOME. Ctrl+C stops it. --json prints one line {"url","couchUrl","pid"} when it listens.
`;

export const command: Command = {
  summary: 'runs the national server',
  help,
  async run(args) {
    const { values } = readArguments(args, {
      host: { type: 'string' },
      port: { type: 'string' },
      json: { type: 'boolean' },
    });
    const home = homeFolder();
    await openHome(home);
    const other = await runningServer(home);
    if (other)
      throw new CommandError(`a server is running on ${home} already: ${other.url}, process ${other.pid}`);
    const couchUrl = process.env['COUCHDB_URL'];
    const stopped = interrupted();
    const server = await startServer({
      home,
      host: values.host ?? '127.0.0.1',
      port: wholeNumber('port', values.port, 8480),
      program: PROGRAM,
      log: (line) => console.error(line),
      ...(couchUrl ? { couchUrl } : {}),
    });
    const address = { url: server.url, couchUrl: server.national.couchUrl, pid: process.pid };
    const withdraw = await announceServer(home, address);
    await print(
      values.json
        ? JSON.stringify({ ...address, couchUrl: withoutPassword(address.couchUrl) })
        : `national server: ${server.url}\nCtrl+C stops it.`,
    );
    await stopped;
    await withdraw();
    await server.stop();
    return OK;
  },
};

function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  shown.username = '';
  return shown.href;
}
