import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { GatewayClient } from '@balie/desktop/adapters/gateway-client.ts';
import { PouchStore } from '@balie/desktop/adapters/pouch-store.ts';
import { Heard, until } from '@balie/desktop/adapters/store-contract.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import { checkin, checkout } from '@balie/shared/testing/make-entry.ts';
import { type AppPorts, buildApp } from '@balie/sync-server/api/app.ts';
import { type Embedded, startEmbedded } from '@balie/sync-server/couch/embedded/embedded.ts';
import { NanoCouch } from '@balie/sync-server/couch/nano-couch.ts';
import { FoldedProgress } from '@balie/sync-server/gateway/folded-progress.ts';
import { LibraryFeeds } from '@balie/sync-server/gateway/library-feed.ts';
import {
  type DeskDocument,
  nationalDeskDoc,
  secretHash,
} from '@balie/sync-server/gateway/national-documents.ts';
import { Receiver } from '@balie/sync-server/gateway/receive.ts';
import { CouchRegistry } from '@balie/sync-server/gateway/registry.ts';
import { ed25519Verifier } from '@balie/sync-server/gateway/signature.ts';
import { TestDesk } from '@balie/sync-server/gateway/test-desk.ts';
import { Upstream } from '@balie/sync-server/gateway/upstream.ts';
import { rebuild } from '@balie/sync-server/resolver/rebuild.ts';
import { createLibrary, findLibrary } from '@balie/sync-server/resolver/registry.ts';
import { Resolver } from '@balie/sync-server/resolver/resolver.ts';

const root = mkdtempSync(join(tmpdir(), 'balie-pull-'));
const secret = 's'.repeat(43);
const TIMES = { pollMs: 300, marginMs: 2000, retryMs: { first: 20, last: 100 } };

let embedded: Embedded;
let couch: NanoCouch;
let upstream: Upstream;
let ports: AppPorts;
let app: ReturnType<typeof buildApp>;
let server: string;
/** How much later than now it is for the gateway: it keeps what it knows of a library for two seconds. */
let later = 0;
let libraries = 0;
let generations = 0;

beforeAll(async () => {
  embedded = await startEmbedded({ folder: join(root, 'couch'), synced: false });
  couch = new NanoCouch(embedded.url);
  upstream = new Upstream(embedded.url);
  const now = (): number => Date.now() + later;
  const registry = new CouchRegistry(couch, now);
  const progress = new FoldedProgress(couch, registry);
  ports = {
    couch,
    upstream,
    registry,
    receiver: new Receiver({ couch, registry, progress, now, verify: ed25519Verifier() }),
    feeds: new LibraryFeeds(couch),
    centre: { append: async () => undefined },
    now,
    program: 'balie test',
  };
  app = buildApp(ports);
  server = await app.listen({ host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await app.close();
  upstream.close();
  couch.close();
  await embedded.stop();
  rmSync(root, { recursive: true, force: true });
});

let isil: string;
let desk: TestDesk;
let client: GatewayClient;
let heard: Heard;
let store: PouchStore;
const names = { newGeneration: (): string => `g${++generations}` };

beforeEach(async () => {
  isil = `NL-08000700${++libraries + 10}`;
  await createLibrary({ couch, ...names }, { isil, name: 'Proef', timeZone: 'Europe/Amsterdam' });
  desk = new TestDesk(`noord-000${libraries}`, isil);
  const enrolled: DeskDocument = {
    _id: nationalDeskDoc(desk.id),
    name: 'Balie',
    key: desk.key,
    library: isil,
    branch: 'centrum',
    tokenHash: secretHash(`${desk.id}.${secret}`),
    revoked: false,
  };
  await couch.bulk(NATIONAL, [enrolled]);
  const token = `${desk.id}.${secret}`;
  client = new GatewayClient(server, token);
  heard = new Heard();
  const folder = join(root, desk.id);
  const damaged = (error: unknown): void => heard.lost(error);
  store = await PouchStore.open(
    { folder, server, token, boot: 'boot', index: 'index', times: TIMES, damaged },
    heard,
  );
});

afterEach(async () => {
  client.close();
  await store.close();
});

/** The desk does this, pushes it, and the resolver folds it into the library's current database. */
async function act(...drafts: readonly Pick<Draft, 'kind' | 'body'>[]): Promise<void> {
  const entries = drafts.map((draft) => desk.add({ ...draft, after: [] } as Draft).entry);
  const { streams, refused } = await client.push({ entries, payloads: [] });
  expect([refused, streams[desk.stream]!.received]).toEqual([[], entries.at(-1)!.seq]);
  const library = (await findLibrary(couch, isil))!;
  await new Resolver({ couch, now: Date.now, library }).step();
}

/** Asks how the centre is and follows what it names, as a desk does every few seconds. */
async function follow(): Promise<string> {
  const status = await client.status();
  store.follow(status);
  return status.generation;
}

/** Resolves when the replica holds what the library's current database holds, document by document. */
async function same(): Promise<readonly string[]> {
  const { database } = (await findLibrary(couch, isil))!;
  const there = await couch.range(database, { startkey: '', endkey: '\ufff0' });
  const revision = (id: string): string | undefined => heard.documents.get(id)?._rev;
  await until(
    () => there.every(({ _id, _rev }) => revision(_id) === _rev),
    () => heard.errors,
  );
  expect(await store.page(null, 100)).toEqual(there);
  return there.map(({ _id }) => _id);
}

it('a desk pulls what the resolver made of its entries, and follows each change', async () => {
  await act(checkin('b1'), checkin('b2'));
  const generation = await follow();
  expect(await same()).toEqual(expect.arrayContaining(['item:b1', 'item:b2']));
  expect([store.generation, heard.swaps]).toEqual([generation, [generation]]);
  const { database } = await client.status();
  await until(() => ports.feeds.of(database).reading);
  await act(checkout('b1', 'p1'), checkin('b3'));
  expect(await same()).toContain('item:b3');
  expect((await store.getMany(['item:b1'])).get('item:b1')).toMatchObject({
    state: { loan: { patron: 'p1' } },
  });
  const { streams } = await client.numbers([desk.stream]);
  expect(streams[desk.stream]).toEqual({ received: 4, folded: 4, safe: 0 });
  expect(heard.errors).toEqual([]);
});

it('a desk that is kept out of an older generation keeps what it has, and swaps when it hears of the new one', async () => {
  await act(checkin('b1'), checkin('b2'));
  const old = await follow();
  await same();
  const made = await rebuild({ couch, now: Date.now, ...names }, isil);
  later += 3000;
  await until(() => heard.errors.some((error) => (error as { code?: string }).code === 'not-your-database'));
  expect([store.generation, (await store.page(null, 100)).length > 0]).toEqual([old, true]);
  heard.documents.clear();
  heard.onSwapped = async () => {
    for (const document of await store.page(null, 100)) heard.documents.set(document._id, document);
  };
  expect(await follow()).toBe(made.generation);
  expect(await same()).toEqual(expect.arrayContaining(['item:b1', 'item:b2']));
  expect([store.generation, heard.swaps]).toEqual([made.generation, [old, made.generation]]);
  await act(checkout('b2', 'p2'));
  await same();
});

it('a gateway that closes does not wait for those who are connected and ask nothing', async () => {
  const closing = buildApp(ports);
  await closing.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect((closing.server.address() as AddressInfo).port, '127.0.0.1');
  const ended = once(socket, 'close');
  await once(closing.server, 'connection');
  await closing.close();
  await ended;
});
