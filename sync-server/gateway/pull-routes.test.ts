import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../api/app.ts';
import type { CouchDocument } from '../couch/couch.ts';
import { type Embedded, startEmbedded } from '../couch/embedded/embedded.ts';
import { NanoCouch } from '../couch/nano-couch.ts';
import { LibraryFeeds } from './library-feed.ts';
import { secretHash } from './national-documents.ts';
import { Receiver } from './receive.ts';
import { CouchRegistry } from './registry.ts';
import { ed25519Verifier } from './signature.ts';
import { Upstream } from './upstream.ts';

interface Pouch {
  info(): Promise<{ doc_count: number; update_seq: number | string }>;
  get(id: string, options?: object): Promise<CouchDocument & Record<string, unknown>>;
  close(): Promise<void>;
}
interface Replication extends Promise<{
  docs_written: number;
  docs_read: number;
  last_seq: number | string;
}> {
  on(event: string, listener: (value: unknown) => void): Replication;
  cancel(): void;
}
interface PouchConstructor {
  new (name: string, options?: object): Pouch;
  replicate(source: Pouch, target: Pouch, options?: object): Replication;
}
const PouchDB = createRequire(import.meta.url)('pouchdb') as PouchConstructor;

const LIBRARY = 'library-nl-1-g1';
const tokens = {
  centrum: `centrum-0001.${'a'.repeat(43)}`,
  noord: `noord-0002.${'b'.repeat(43)}`,
  other: `elders-0003.${'c'.repeat(43)}`,
  gone: `gone-0004.${'d'.repeat(43)}`,
};
const documents = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => ({
    _id: `item:${String(from + i).padStart(6, '0')}`,
    state: { due: '2026-12-01' },
  }));

let folder: string;
let embedded: Embedded;
let couch: NanoCouch;
let app: FastifyInstance;
let base: string;
let requests: string[];
let replicas = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-pull-'));
  embedded = await startEmbedded({ folder: join(folder, 'server'), synced: false });
  couch = new NanoCouch(embedded.url);
  for (const name of ['national', LIBRARY, 'library-nl-2-g1']) await couch.createDatabase(name);
  const desk = (token: string, library: string, revoked = false) => ({
    _id: `desk:${token.split('.')[0]}`,
    ...{ name: 'Desk', key: '', library, branch: 'centrum', tokenHash: secretHash(token), revoked },
  });
  const library = (isil: string) => ({
    _id: `library:${isil}`,
    isil,
    name: isil,
    generation: 'g1',
    database: `library-${isil.toLowerCase()}-g1`,
    timeZone: 'Europe/Amsterdam',
  });
  await couch.bulk('national', [
    ...[
      desk(tokens.centrum, 'NL-1'),
      desk(tokens.noord, 'NL-1'),
      desk(tokens.other, 'NL-2'),
      desk(tokens.gone, 'NL-1', true),
    ],
    ...[library('NL-1'), library('NL-2')],
  ]);
  await couch.bulk(LIBRARY, documents(0, 2500));
  const registry = new CouchRegistry(couch, Date.now);
  const progress = { settled: async () => new Map() };
  app = buildApp({
    couch,
    registry,
    upstream: new Upstream(embedded.url),
    receiver: new Receiver({ couch, registry, progress, now: Date.now, verify: ed25519Verifier() }),
    feeds: new LibraryFeeds(couch),
    centre: { append: async () => undefined },
    now: Date.now,
    program: 'balie test',
  });
  requests = [];
  app.addHook('onRequest', async (request) => void requests.push(`${request.method} ${request.url}`));
  base = await app.listen({ port: 0, host: '127.0.0.1' });
});

afterAll(async () => {
  await app.close();
  couch.close();
  await embedded.stop();
  await rm(folder, { recursive: true, force: true });
});

const headers = (token: string) => ({ authorization: `Bearer ${token}` });
function remote(token: string, name = LIBRARY): Pouch {
  const fetch = (url: string, options: RequestInit) =>
    globalThis.fetch(url, {
      ...options,
      headers: { ...Object.fromEntries(new Headers(options.headers)), ...headers(token) },
    });
  return new PouchDB(`${base}/db/${name}`, { skip_setup: true, fetch });
}
const replica = () => new PouchDB(join(folder, `replica-${++replicas}`));
const ask = (token: string, path: string, options: RequestInit = {}) =>
  fetch(`${base}/db/${path}`, {
    ...options,
    headers: { 'content-type': 'application/json', ...headers(token) },
  });

describe('a pull with PouchDB through the gateway', () => {
  it('brings everything, resumes at its checkpoint, and wakes at a write', async () => {
    const target = replica();
    const first = await PouchDB.replicate(remote(tokens.centrum), target, { batch_size: 1000 });
    expect(first.docs_written).toBe(2500);
    expect((await target.info()).doc_count).toBe(2500);
    expect(await target.get('item:001234')).toMatchObject({ state: { due: '2026-12-01' } });

    await couch.bulk(LIBRARY, documents(2500, 10));
    requests.length = 0;
    expect((await PouchDB.replicate(remote(tokens.centrum), target, { batch_size: 1000 })).docs_read).toBe(
      10,
    );
    expect(requests.find((url) => url.includes('_changes'))).not.toContain('since=0&');

    const live = PouchDB.replicate(remote(tokens.centrum), target, {
      live: true,
      heartbeat: false,
      timeout: 20_000,
    });
    const ended = live.then(() => undefined);
    await new Promise<void>((resolve) => void live.on('paused', () => resolve()));
    await couch.bulk(LIBRARY, documents(2510, 1));
    await expect.poll(async () => (await target.info()).doc_count, { timeout: 5000 }).toBe(2511);
    live.cancel();
    await ended;
    await target.close();
  });

  it('brings given revisions, deletions and conflicts as they are', async () => {
    const rev = (digit: string) => `1-${digit.repeat(32)}`;
    await couch.bulk(
      LIBRARY,
      [
        { _id: 'item:twice', _rev: rev('1') },
        { _id: 'item:twice', _rev: rev('2') },
        { _id: 'item:old', _rev: rev('3') },
      ],
      { newEdits: false },
    );
    await couch.bulk(LIBRARY, [{ _id: 'item:old', _rev: rev('3'), _deleted: true }]);
    const target = replica();
    await PouchDB.replicate(remote(tokens.noord), target, { batch_size: 1000, checkpoint: 'target' });
    expect(await target.get('item:twice', { conflicts: true })).toMatchObject({
      _rev: rev('2'),
      _conflicts: [rev('1')],
    });
    await expect(target.get('item:old')).rejects.toMatchObject({ status: 404, reason: 'deleted' });
    await target.close();
  });
});

describe('the gateway keeps', () => {
  it('checkpoints of each desk apart', async () => {
    const put = (token: string, body: object) =>
      ask(token, `${LIBRARY}/_local/same%3D`, { method: 'PUT', body: JSON.stringify(body) });
    const written = await put(tokens.centrum, { last_seq: 7 });
    expect([written.status, await written.json()]).toMatchObject([
      201,
      { ok: true, id: '_local/same=', rev: '0-1' },
    ]);
    expect((await ask(tokens.noord, `${LIBRARY}/_local/same%3D`)).status).toBe(404);
    expect((await ask(tokens.noord, `${LIBRARY}/_local/centrum-0001~same%3D`)).status).toBe(404);
    const read = await ask(tokens.centrum, `${LIBRARY}/_local/same%3D`);
    expect(await read.json()).toEqual({ _id: '_local/same=', _rev: '0-1', last_seq: 7 });
    expect((await put(tokens.centrum, { _rev: '0-1', last_seq: 8 })).status).toBe(201);
  });

  it.each([
    ['no token', '', LIBRARY, 401],
    ['a token with another secret', `${tokens.centrum.slice(0, -1)}z`, LIBRARY, 401],
    ['a revoked desk', tokens.gone, LIBRARY, 403],
    ['a desk of another library', tokens.other, LIBRARY, 403],
    ['a journal', tokens.centrum, 'national', 403],
    ['an older generation', tokens.centrum, 'library-nl-1-g0', 403],
  ])('%s out', async (_, token, name, status) => {
    for (const path of ['', '/_changes', '/_local/x', '/item:000001']) {
      const answer = await ask(token, `${name}${path}`);
      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject({
        error: { code: expect.any(String), message: expect.any(String) },
      });
    }
    expect((await ask(token, `${name}/_bulk_get`, { method: 'POST', body: '{"docs":[]}' })).status).toBe(
      status,
    );
  });

  it.each([
    ['PUT', 'item:000001', '{}', 405],
    ['POST', '_bulk_docs', '{"docs":[]}', 405],
    ['POST', '_find', '{"selector":{}}', 405],
    ['DELETE', '', undefined, 405],
    ['GET', '_all_docs', undefined, 404],
    ['GET', '_security', undefined, 404],
    ['GET', '_design%2Fx', undefined, 404],
    ['GET', '_changes?filter=x', undefined, 400],
    ['GET', '_changes?include_docs=true', undefined, 400],
    ['POST', '_changes', '{"doc_ids":["a"]}', 400],
    ['POST', '_bulk_get', '{"docs":[{"id":"\\u005flocal/centrum-0001~same="}]}', 400],
    ['POST', '_bulk_get', 'no json', 400],
  ])('to what a pull needs: %s %s', async (method, path, body, status) => {
    const answer = await ask(tokens.centrum, `${LIBRARY}/${path}`, {
      method,
      ...(body === undefined ? {} : { body }),
    });
    expect(answer.status).toBe(status);
  });

  it('a POST of _changes and open_revs of one document going', async () => {
    const changes = await ask(tokens.centrum, `${LIBRARY}/_changes?limit=2`, { method: 'POST', body: '{}' });
    expect((await changes.json()).results).toHaveLength(2);
    const [{ ok }] = await (
      await ask(tokens.centrum, `${LIBRARY}/item:000001?open_revs=all&revs=true`)
    ).json();
    expect(ok).toMatchObject({ _id: 'item:000001', _revisions: { start: 1 } });
  });
});
