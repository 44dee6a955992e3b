import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join, sep } from 'node:path';
import { type Handler, longPollTimeout } from './long-poll-timeout.ts';
import { syncedLevel } from './synced-level.ts';

/** The embedded database's own process: `embedded-main.ts <folder> <port> <synced|unsynced>`. It ends with its parent. */
const [folder, port, writes] = process.argv.slice(2) as [string, string, string];
process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
// Ctrl+C reaches every process of a terminal; the parent still writes while it stops, and then ends this one.
process.on('SIGINT', () => undefined);

const require = createRequire(import.meta.url);
const express = require('express') as () => { use(handler: Handler): void };
const expressPouch = require('express-pouchdb') as (
  options: object,
) => Handler & { setPouchDB(pouch: unknown): Promise<void> };

const pouchdb = require('pouchdb') as {
  defaults(options: object): { allDbs?(): Promise<readonly string[]> };
};

const Pouch = pouchdb.defaults({
  prefix: `${join(folder, 'data')}${sep}`,
  ...(writes === 'synced' ? { db: syncedLevel } : {}),
});
const couch = expressPouch({
  mode: 'minimumForPouchDB',
  overrideMode: { exclude: ['compression'] },
  logPath: join(folder, 'log.txt'),
  configPath: join(folder, 'config.json'),
});
const app = express();
app.use(longPollTimeout);
app.use(couch);
const server = createServer(app as unknown as RequestListener);
server.keepAliveTimeout = 65_000;

/** Opens the list of databases first: a folder that another process holds is found out now, not at the first request. */
await couch.setPouchDB(Pouch);
await Pouch.allDbs?.();
server.listen(Number(port), '127.0.0.1', () =>
  process.send?.({ port: (server.address() as AddressInfo).port }),
);
