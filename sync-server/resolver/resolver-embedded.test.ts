import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATALOGUE } from '@balie/shared/protocol/databases.ts';
import { itemDoc, titleQueue } from '@balie/shared/protocol/document-ids.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Embedded, startEmbedded } from '../couch/embedded/embedded.ts';
import { NanoCouch } from '../couch/nano-couch.ts';
import { compareDatabases } from './compare-databases.ts';
import { rebuild } from './rebuild.ts';
import { createLibrary, type LibraryDocument } from './registry.ts';
import { Resolver } from './resolver.ts';
import { deliver, ISIL, JOURNAL, START, TestingDesk } from './testing-desk.ts';

const real = process.env['COUCHDB_URL'];
let folder: string;
let embedded: Embedded | undefined;
let couch: NanoCouch;
let library: LibraryDocument;
const newGeneration = (): string => `t${randomBytes(6).toString('hex')}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-resolver-'));
  if (!real) embedded = await startEmbedded({ folder });
  couch = new NanoCouch(real ?? embedded!.url);
  for (const kind of ['journal', 'personal', 'library']) {
    for (const database of await couch.listDatabases(JOURNAL.replace(/^journal-(.*)\d{6}$/, `${kind}-$1`)))
      await couch.dropDatabase(database);
  }
  library = await createLibrary(
    { couch, newGeneration },
    { isil: ISIL, name: 'Test', timeZone: 'Europe/Amsterdam' },
  );
});

afterAll(async () => {
  couch.close();
  await embedded?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function drain(): Promise<Resolver> {
  const resolver = new Resolver({ couch, now: () => START, library, batch: 20 });
  while ((await resolver.step()).more);
  return resolver;
}

/** On the embedded database, or on the CouchDB of COUCHDB_URL, where this library's databases are dropped first. */
test('folds, joins conflicts, reads a restored journal again, and rebuilds the same on a real database', async () => {
  const a = new TestingDesk('balie-1.aaa');
  const b = new TestingDesk('balie-2.bbb');
  await couch.bulk(CATALOGUE, [{ _id: 'title:t.1', v: 1, record: { title: 'Max Havelaar' } } as never]);
  a.patron(0, 'p-1', { familyName: 'Jansen', email: 'j@example.org' });
  for (let i = 0; i < 30; i++) a.item(i, `B${i}`, 't.1');
  const hold = b.hold(40, titleQueue('t.1'), 'p-1');
  for (let i = 0; i < 30; i++) (i % 2 ? a : b).lend(50 + i, `B${i}`, `p-${i % 4}`);
  a.takeBack(100, 'B3', { hold: hold._id, queue: titleQueue('t.1'), patron: 'p-1' });
  b.takeBack(101, 'B4', { hold: hold._id, queue: titleQueue('t.1'), patron: 'p-1' });
  await deliver(couch, [...a.written.slice(0, 40), ...b.written]);
  await drain();

  const [before] = (await couch.getMany<StateDocument>(library.database, [itemDoc('B3')])).values();
  const stray = { ...before!.winner, _rev: '1-ffffffffffffffffffffffffffffffff' };
  await couch.bulk(library.database, [stray], { newEdits: false });
  await deliver(couch, a.written);
  const resolver = await drain();
  expect(resolver.folded('balie-1.aaa')).toBe(a.tip.seq);
  const [item] = (await couch.getMany<StateDocument>(library.database, [itemDoc('B3')])).values();
  expect(item!.conflicts).toEqual([]);
  const exceptions = await couch.rangeIds(library.database, {
    startkey: 'exception:',
    endkey: 'exception:\ufff0',
  });
  expect(exceptions.map(({ id }) => id.split(':')[1])).toEqual(['captured-twice']);

  const late = new TestingDesk('balie-3.ccc');
  late.lend(200, 'B5', 'p-9');
  await couch.dropDatabase(JOURNAL);
  await deliver(couch, [...late.written, ...a.written, ...b.written]);
  expect((await drain()).folded('balie-3.ccc')).toBe(1);

  const { database } = await rebuild({ couch, now: () => START, newGeneration }, ISIL);
  expect(await compareDatabases(couch, library.database, database)).toEqual([]);
});
