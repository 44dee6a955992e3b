import { createRequire } from 'node:module';
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { itemDocument, itemFacts } from '@balie/desktop/adapters/document-fixtures.ts';
import { PouchStore } from '@balie/desktop/adapters/pouch-store.ts';
import { Replica } from '@balie/desktop/adapters/replica.ts';
import { Heard, until } from '@balie/desktop/adapters/store-contract.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { type Embedded, startEmbedded } from '@balie/sync-server/couch/embedded/embedded.ts';
import { CouchSource } from './couch-source.ts';
import { SourceLine } from './source-line.ts';

interface Level {
  open(done: (error?: Error) => void): void;
  close(done: (error?: Error) => void): void;
  del(key: Buffer, done: (error?: Error) => void): void;
  iterator(options: object): {
    next(done: (error: Error | null, key?: Buffer) => void): void;
    end(done: () => void): void;
  };
}
const leveldown = createRequire(import.meta.resolve('@balie/desktop/adapters/replica.ts'))('leveldown') as (
  path: string,
) => Level;

/** Takes a document out of the files as if it had never been stored, which PouchDB has no way to do. */
async function loseFromDisk(path: string, id: string): Promise<void> {
  const level = leveldown(path);
  const done = (act: (end: (error?: Error) => void) => void) =>
    new Promise<void>((resolve, reject) => act((error) => (error ? reject(error) : resolve())));
  await done((end) => level.open(end));
  const iterator = level.iterator({ values: false });
  const keys: Buffer[] = [];
  await done((end) => {
    const step = (): void =>
      iterator.next((error, key) => {
        if (error || !key) return end(error ?? undefined);
        if (key.includes(`document-store`) && key.includes(id)) keys.push(key);
        step();
      });
    step();
  });
  await done((end) => iterator.end(end));
  for (const key of keys) await done((end) => level.del(key, end));
  await done((end) => level.close(end));
  if (keys.length !== 1) throw new Error(`${keys.length} keys of ${id}`);
}

const root = mkdtempSync(join(tmpdir(), 'balie-faults-'));
const items = (count: number) => Array.from({ length: count }, (_, i) => itemDocument({ barcode: `b${i}` }));
let couch: Embedded;

beforeAll(async () => {
  couch = await startEmbedded({ folder: join(root, 'couch'), synced: false });
});
afterAll(async () => {
  await couch.stop();
  rmSync(root, { recursive: true, force: true });
});

describe('a PouchStore that things happen to', () => {
  let made = 0;
  let folder: string;
  let target: { database: string; generation: string };
  let source: CouchSource;
  let line: SourceLine;
  let heard: Heard;
  let store: PouchStore;

  beforeEach(async () => {
    folder = join(root, `desk-${++made}`);
    target = { database: `library-${made}`, generation: 'one' };
    source = new CouchSource(couch.url);
    line = await SourceLine.open(couch.url);
    await source.create(target.database);
    await open();
  });
  afterEach(async () => {
    await store.close();
    await line.close();
  });

  async function open(boot = 'boot', token = line.token): Promise<void> {
    heard = new Heard();
    const times = { pollMs: 300, marginMs: 200, stuckMs: 1500, retryMs: { first: 20, last: 100 } };
    store = await PouchStore.open(
      { folder, server: line.url, token, boot, index: 'index', times, damaged: () => undefined },
      heard,
    );
  }
  async function copy(count: number): Promise<void> {
    await source.write(target.database, items(count));
    store.follow(target);
    await until(
      () => heard.documents.size === count && heard.progress.at(-1) === null,
      () => heard.errors,
    );
  }

  it('notices a source that takes requests and never answers, and goes on when it does', async () => {
    line.state = 'silent';
    await source.write(target.database, items(3));
    store.follow(target);
    await until(() => heard.errors.length >= 2);
    expect(heard.errors[0]).toMatchObject({
      message: expect.stringContaining('was silent for 500 ms') as string,
    });
    line.state = 'up';
    line.cut();
    await until(() => heard.documents.size === 3);
  });

  it('begins again when PouchDB itself does nothing any more', async () => {
    await copy(3);
    line.state = 'dripping';
    // A busy machine may hold the drops back for so long that the line counts as silent first.
    await until(
      () =>
        heard.errors.some((error) => (error as Error).message === 'the replication did nothing for 1500 ms'),
      () => heard.errors,
    );
    line.state = 'up';
    line.cut();
    await source.write(target.database, [itemDocument({ barcode: 'new' })]);
    await until(() => heard.documents.has('item:new'));
  });

  it('notices a source that falls silent in the middle of a long poll', async () => {
    await copy(3);
    line.state = 'silent';
    await until(() => heard.errors.length >= 1);
    line.state = 'up';
    line.cut();
    await source.write(target.database, [itemDocument({ barcode: 'new' })]);
    await until(() => heard.documents.has('item:new'));
  });

  it('closes at once while a source is silent', async () => {
    line.state = 'silent';
    store.follow(target);
    await until(() => line.seen.length > 0);
    const begin = Date.now();
    await store.close();
    expect(Date.now() - begin).toBeLessThan(250);
  });

  it('asks for documents in bulk after failures too, and never makes a database at its source', async () => {
    await source.write(target.database, items(3));
    line.state = 'refusing';
    store.follow(target);
    await until(() => heard.errors.length >= 3);
    line.state = 'up';
    await until(() => heard.documents.size === 3);
    expect([...new Set(line.seen)].sort()).toEqual(['GET /', 'GET _changes', 'POST _bulk_get']);
  });

  it('tries again after its token was refused', async () => {
    await store.close();
    await open('boot', 'another-token');
    await source.write(target.database, items(3));
    store.follow(target);
    await until(() => heard.errors.length >= 2);
    await store.close();
    await open();
    store.follow(target);
    await until(() => heard.documents.size === 3);
  });

  it.each([
    ['CURRENT', 'cut off'],
    ['MANIFEST', 'cut off'],
  ])('puts a replica aside whose %s is %s, says so, and pulls another', async (name) => {
    await copy(50);
    await store.close();
    const replica = join(folder, 'replica-one');
    const file = readdirSync(replica).find((one) => one.startsWith(name))!;
    truncateSync(join(replica, file), 5);
    await open();
    await until(() => heard.swaps.length === 1);
    expect(heard.errors[0]).toMatchObject({ code: 'replica-damaged' });
    expect(readdirSync(folder)).toContain('put-aside');
    store.follow(target);
    await until(() => heard.documents.size === 50 && heard.progress.at(-1) === null);
  });

  it('puts a replica aside that was found broken in use', async () => {
    await copy(5);
    await store.close();
    writeFileSync(join(folder, 'damaged'), '');
    await open();
    store.follow(target);
    await until(() => heard.documents.size === 5);
    expect(heard.errors[0]).toMatchObject({ code: 'replica-damaged' });
    await store.close();
    await open();
    expect((await store.page(null, 10)).length).toBe(5);
  });

  it('after a power cut compares all it has with the source, and fetches what the disk lost', async () => {
    await copy(5);
    await store.close();
    await loseFromDisk(join(folder, 'replica-one'), 'item:b3');
    writeFileSync(join(folder, 'running'), 'boot before the cut');
    await open('boot after the cut');
    expect((await store.getMany(['item:b3'])).size).toBe(0);
    store.follow(target);
    await until(() => heard.documents.has('item:b3'));
    expect((await store.getMany(['item:b3'])).size).toBe(1);
  });

  it('drops leaves that add nothing, and keeps the bodies of winners only', async () => {
    const facts = itemFacts({ barcode: 'b1', patron: 'p1' });
    await source.fork(target.database, {
      ...stateDocument('item:b1', { facts: itemFacts({ barcode: 'b1' }) }),
      _rev: `4-${'a'.repeat(32)}`,
    } as never);
    await source.fork(target.database, {
      ...stateDocument('item:b1', { facts }),
      _rev: `9-${'b'.repeat(32)}`,
    } as never);
    store.follow(target);
    await until(() => heard.progress.at(-1) === null && heard.documents.size === 1);
    for (let i = 0; i < 10; i++) {
      await source.write(target.database, [itemDocument({ barcode: 'b2', seq: i + 1 })]);
      await until(() =>
        JSON.stringify(heard.documents.get('item:b2') ?? '').includes(`${i + 1}`.padStart(16, '0')),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    await store.close();
    const replica = await Replica.open('one', join(folder, 'replica-one'));
    expect((await replica.handle.get('item:b1', { conflicts: true }))._conflicts).toBeUndefined();
    const { _revisions } = await replica.handle.get('item:b2', { revs: true });
    const older = `${_revisions!.start - 1}-${_revisions!.ids[1]}`;
    await expect(replica.handle.get('item:b2', { rev: older })).rejects.toMatchObject({ status: 404 });
    await replica.close();
  });

  it('leaves a replica alone that is open already', async () => {
    await copy(3);
    const second = PouchStore.open(
      { folder, server: line.url, token: 't', boot: 'boot', index: 'i', damaged: () => undefined },
      new Heard(),
    );
    // Within one process PouchDB shares the files; another process is refused by LevelDB's own lock, which is no damage.
    await (await second).close();
    await open();
    expect(readdirSync(folder)).not.toContain('put-aside');
  });
});
