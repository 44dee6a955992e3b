import { JournalBook } from '@balie/desktop/core/journal-book.ts';
import { Sync } from '@balie/desktop/core/sync.ts';
import { FakeClock } from '@balie/desktop/core/testing-ports.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { personOf } from '@balie/shared/privacy/erasure.ts';
import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import { MemoryCouch } from '@balie/sync-server/couch/memory-couch.ts';
import { CouchRegistry } from '@balie/sync-server/gateway/registry.ts';
import { Receiver } from '@balie/sync-server/gateway/receive.ts';
import { rebuild } from '@balie/sync-server/resolver/rebuild.ts';
import { createLibrary } from '@balie/sync-server/resolver/registry.ts';
import { type FeedDocument, feedDoc } from '@balie/sync-server/resolver/resolver-memory.ts';
import { ISIL, START, TestingDesk, type Written } from '@balie/sync-server/resolver/testing-desk.ts';
import { beforeEach, expect, test } from 'vitest';

let couch: MemoryCouch;
let generations: number;
let refused: string[];

const newGeneration = (): string => `gen${++generations}`;

beforeEach(async () => {
  couch = new MemoryCouch();
  generations = 0;
  refused = [];
  const library = { isil: ISIL, name: 'Test', timeZone: 'Europe/Amsterdam' };
  await createLibrary({ couch, newGeneration }, library);
});

function edit(desk: TestingDesk, at: number, patron: string): AnyEntry {
  const body = { patron, set: {}, fields: ['familyName'] };
  return desk.write(at, { kind: 'patron.edit', body, personal: { familyName: 'Jansen' } });
}

/** One round of a desk that starts now, at a gateway that does: all of its entries go, those about `erased` without their payload. */
async function pushes(written: readonly Written[], erased: string | null = null): Promise<void> {
  const book = new JournalBook();
  for (const record of written) book.add(record);
  book.erase(new Set(written.flatMap(({ entry }) => (personOf(entry.body) === erased ? entry._id : []))));
  const desk = async (id: string) => ({ desk: id, key: '', library: ISIL, branch: 'x', revoked: false });
  const registry = new CouchRegistry(couch, () => START);
  const receiver = new Receiver({
    ...{ couch, now: () => START, verify: () => true },
    registry: { desk, library: (isil) => registry.library(isil) },
    progress: { settled: async () => new Map() },
  });
  const sync = new Sync({
    ...{ book, clock: new FakeClock(), store: { follow: () => undefined } },
    gateway: {
      status: async () => ({
        ...{ protocol: 1, library: ISIL, generation: 'one', database: 'library', serverTime: START },
      }),
      push: async (request) => {
        const answer = await receiver.push(ISIL, request);
        refused.push(...answer.refused.map(({ code }) => code));
        return answer;
      },
      numbers: (streams) => receiver.numbers(ISIL, streams),
    },
    anchor: async () => undefined,
    checkClock: async () => undefined,
    changed: () => undefined,
    report: (error) => expect.unreachable(String(error)),
  });
  await sync.round();
}

/** Of the generation that all journals are folded into now. */
async function waiting(): Promise<readonly string[]> {
  const { generation } = await rebuild({ couch, now: () => START, newGeneration }, ISIL);
  const id = feedDoc({ isil: ISIL, generation });
  const feed = (await couch.getMany<FeedDocument>(NATIONAL, [id])).get(id);
  return Object.keys(feed?.winner.waiting ?? {});
}

test('A1 a centre that was restored from before everything gets all of a desk that has erased, and waits for nothing', async () => {
  const [a, b] = [new TestingDesk('balie-1.aaa'), new TestingDesk('balie-2.bbb')];
  const about = edit(a, 1, 'p-1');
  const other = edit(a, 2, 'p-2');
  b.write(3, { kind: 'patron.erase', body: { patron: 'p-1', why: 'request' } });
  await pushes(a.written, 'p-1');
  expect(refused).toEqual([]);
  expect(await waiting()).toEqual([about._id]);
  await pushes(b.written);
  expect(await waiting()).toEqual([]);
  const kept: string[] = [];
  for (const database of await couch.listDatabases('personal-'))
    for (const { id } of await couch.rangeIds(database, { startkey: '', endkey: '\ufff0' })) kept.push(id);
  expect(kept).toEqual([`personal:${other._id}`]);
  const journals = await couch.listDatabases('journal-');
  expect(await couch.rangeIds(journals[0]!, { startkey: '', endkey: '\ufff0' })).toHaveLength(3);
});

test('A1 a desk that never started since brings the payload again, and it does not stay', async () => {
  const [a, b] = [new TestingDesk('balie-1.aaa'), new TestingDesk('balie-2.bbb')];
  edit(a, 1, 'p-1');
  b.write(3, { kind: 'patron.erase', body: { patron: 'p-1', why: 'request' } });
  for (const order of [
    [a, b],
    [b, a],
  ]) {
    const before = couch.snapshot();
    for (const desk of order) {
      await pushes(desk.written);
      await waiting();
    }
    const [personal] = await couch.listDatabases('personal-');
    const kept = personal ? await couch.rangeIds(personal, { startkey: '', endkey: '\ufff0' }) : [];
    expect([kept, refused, await waiting()]).toEqual([[], [], []]);
    couch.restore(before);
  }
});
