import { homeFolder } from '../balie-home.ts';
import { type Command, interrupted, OK, portNumber, print, readArguments } from '../command.ts';
import { NATIONAL_PORT, openNationalServer } from '../national-server.ts';

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
    const { host = '127.0.0.1' } = values;
    const port = portNumber('port', values.port, NATIONAL_PORT);
    const stopped = interrupted();
    const server = await openNationalServer(homeFolder(), { host, port });
    const { url, couchUrl } = server;
    await print(
      values.json
        ? JSON.stringify({ url, couchUrl: withoutPassword(couchUrl), pid: process.pid })
        : `national server: ${url}\nCtrl+C stops it.`,
    );
    await stopped;
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
