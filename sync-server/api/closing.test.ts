import { once } from 'node:events';
import http from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { LibraryFeeds } from '../gateway/library-feed.ts';
import { secretHash } from '../gateway/national-documents.ts';
import { CouchRegistry } from '../gateway/registry.ts';
import { Upstream } from '../gateway/upstream.ts';
import { buildApp } from './app.ts';
import type { Grace } from './closing.ts';

const DATABASE = 'library-nl-1-g1';
const TOKEN = `balie-0001.${'a'.repeat(43)}`;
const DESKS = 20;
const AN_HOUR = 3_600_000;
const desk = {
  _id: 'desk:balie-0001',
  ...{ name: 'Balie', key: '', library: 'NL-1', branch: 'centrum', revoked: false },
  tokenHash: secretHash(TOKEN),
};
const library = {
  _id: 'library:NL-1',
  ...{ isil: 'NL-1', name: 'Proef', generation: 'g1', database: DATABASE, timeZone: 'Europe/Amsterdam' },
};
const pushed = { streams: {}, refused: [], forks: [], serverTime: 0 };

let app: FastifyInstance;
let asked: string[];
/** Lets the push go that is under way. */
let finishPush: () => void;

afterEach(() => app.close());

/** A server whose pushes wait for `finishPush` and whose numbers never come. */
async function listening(grace?: Grace): Promise<void> {
  const couch = new MemoryCouch();
  for (const name of ['national', DATABASE]) await couch.createDatabase(name);
  await couch.bulk('national', [desk, library]);
  asked = [];
  app = buildApp({
    couch,
    registry: new CouchRegistry(couch, Date.now),
    upstream: new Upstream('http://127.0.0.1:9'),
    receiver: {
      push: () => new Promise((resolve) => (finishPush = () => resolve(pushed))),
      numbers: () => new Promise(() => undefined),
    },
    feeds: new LibraryFeeds(couch),
    centre: { append: async () => undefined },
    now: Date.now,
    program: 'balie test',
    ...(grace ? { grace } : {}),
  });
  app.addHook('preHandler', async ({ url }) => void asked.push(url));
  await app.listen({ host: '127.0.0.1', port: 0 });
}

const port = () => (app.server.address() as AddressInfo).port;
const ask = (path: string, body?: object) =>
  fetch(`http://127.0.0.1:${port()}${path}`, {
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  });
const push = () => ask('/v1/push', { entries: [], payloads: [] });

async function isRefused(at: number): Promise<boolean> {
  const socket = connect(at, '127.0.0.1');
  return once(socket, 'connect').then(
    () => (socket.destroy(), false),
    () => true,
  );
}

describe('a server that closes', () => {
  it('waits for nobody whom it need not answer: silent connections, idle ones and long polls end before any grace does', async () => {
    await listening({ readMs: AN_HOUR, writeMs: AN_HOUR });
    const desks = Array.from({ length: DESKS });
    const silent = desks.map(() => connect(port(), '127.0.0.1').resume());
    const agent = new http.Agent({ keepAlive: true });
    const idle = desks.map(async () => {
      const [answer] = (await once(
        http.get(`http://127.0.0.1:${port()}/v1/version`, { agent }),
        'response',
      )) as [http.IncomingMessage];
      await once(answer.resume(), 'end');
    });
    const polls = desks.map(() => ask(`/db/${DATABASE}/_changes?feed=longpoll&timeout=50000`));
    await Promise.all([...silent.map((socket) => once(socket, 'connect')), ...idle]);
    await expect.poll(() => asked.length).toBe(2 * DESKS);

    const hungUp = silent.map((socket) => once(socket, 'close'));
    await app.close();
    await Promise.all(hungUp);
    for (const poll of polls) expect(await (await poll).json()).toEqual({ results: [], last_seq: 0 });
    agent.destroy();
  });

  it('takes nobody new, answers the push that is under way, and hangs up on who asks for too long', async () => {
    await listening({ readMs: 0, writeMs: 20_000 });
    const at = port();
    const answer = push();
    const read = expect(ask('/v1/numbers', { streams: [] })).rejects.toThrow('fetch failed');
    await expect.poll(() => asked.length).toBe(2);

    const closed = app.close();
    await expect.poll(() => isRefused(at)).toBe(true);
    finishPush();
    expect(await (await answer).json()).toEqual(pushed);
    await closed;
    await read;
  });

  it('hangs up on a push that does not end either', async () => {
    await listening({ readMs: 0, writeMs: 0 });
    const cut = expect(push()).rejects.toThrow('fetch failed');
    await expect.poll(() => asked.length).toBe(1);
    await app.close();
    await cut;
  });
});
