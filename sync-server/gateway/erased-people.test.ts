import type { AnyEntry, Payload } from '@balie/shared/journal/entry.ts';
import { factOf } from '@balie/shared/journal/fact.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { beforeEach, expect, test } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { libraryDoc, type LibraryDocument } from './national-documents.ts';
import { Receiver } from './receive.ts';
import { TestDesk } from './test-desk.ts';

const LIBRARY = 'NL-0800070000';
const DATABASE = 'library-nl-0800070000-gen1';
const PERSONAL = 'personal-nl-0800070000-202611';
const JOURNAL = 'journal-nl-0800070000-202611';
const REGISTERED: LibraryDocument = {
  ...{ _id: libraryDoc(LIBRARY), v: 1, isil: LIBRARY, name: 'Test', timeZone: 'Europe/Amsterdam' },
  ...{ generation: 'gen1', database: DATABASE },
};

let couch: CountingCouch;
let now: number;
let desk: TestDesk;
let gateway: Receiver;

class CountingCouch extends MemoryCouch {
  /** How often the library's documents were asked for. */
  asked = 0;

  override getMany: MemoryCouch['getMany'] = (database, ids) => {
    if (database === DATABASE) this.asked += 1;
    return super.getMany(database, ids);
  };
}

beforeEach(() => {
  couch = new CountingCouch();
  now = Date.parse('2026-11-22T12:00:00Z');
  desk = new TestDesk('centrum-0001', LIBRARY);
  gateway = new Receiver({
    couch,
    now: () => now,
    verify: () => true,
    registry: {
      desk: async (id) => ({ desk: id, key: '', library: LIBRARY, branch: 'x', revoked: false }),
      library: async () => REGISTERED,
    },
    progress: { settled: async () => new Map() },
  });
});

interface Edited {
  readonly entry: AnyEntry;
  readonly payload: Payload;
}

function edit(patron: string, name: string): Edited {
  const body = { patron, set: {}, fields: ['familyName'] };
  const personal = { familyName: name };
  const { entry, payload } = desk.add({ kind: 'patron.edit', body, after: [], personal });
  return { entry, payload: payload! };
}

/** The resolver has folded the erasing of this id. */
async function erase(patron: string): Promise<AnyEntry> {
  const { entry } = desk.add({ kind: 'patron.erase', body: { patron, why: 'request' }, after: [] });
  await couch.createDatabase(DATABASE);
  const facts = { [entry._id]: factOf(entry, new Map())! };
  await couch.bulk(DATABASE, [stateDocument(`patron:${patron}`, { facts })]);
  return entry;
}

const push = (entries: readonly AnyEntry[], payloads: readonly Payload[], erased: readonly string[] = []) =>
  gateway.push(LIBRARY, { entries: [...entries], payloads: [...payloads], erased: [...erased] });

async function stored(database: string): Promise<readonly string[]> {
  return (await couch.rangeIds(database, { startkey: '', endkey: '\ufff0' })).map(({ id }) => id);
}

test('A1 an entry about an erased id is taken without its payload, whether that is brought or not', async () => {
  const erased = await erase('p-1');
  const [brought, without, other] = [edit('p-1', 'Ada'), edit('p-1', 'Ida'), edit('p-2', 'Bob')];
  const entries = [erased, brought.entry, without.entry, other.entry];
  const answer = await push(entries, [brought.payload, other.payload]);
  expect(answer).toMatchObject({ streams: { [desk.stream]: { received: 4 } }, refused: [] });
  expect(await stored(PERSONAL)).toEqual([other.payload._id]);
});

test('A1 who was erased is asked once a push, and only where a new entry has a payload', async () => {
  await erase('p-1');
  await push(desk.entries(3), []);
  expect(couch.asked).toBe(0);
  const people = ['p-2', 'p-3'].map((patron) => edit(patron, 'Bob'));
  for (let again = 0; again < 2; again++) {
    await push(
      people.map(({ entry }) => entry),
      people.map(({ payload }) => payload),
    );
    expect(couch.asked).toBe(1);
  }
});

test('A1 a payload that was deleted does not come back with its entry, next month neither', async () => {
  const { entry, payload } = edit('p-1', 'Ada');
  await push([entry], [payload]);
  await couch.bulk(PERSONAL, [{ _id: payload._id, _rev: payload._rev, _deleted: true }]);
  await push([entry], [payload]);
  now = Date.parse('2026-12-01T00:00:00Z');
  await push([entry], [payload]);
  expect(await stored(PERSONAL)).toEqual([]);
  expect(await couch.listDatabases('personal-')).toEqual([PERSONAL]);
});

test('A1 a desk that says that a payload was erased is believed, by a centre too that knows of no erasing', async () => {
  const [gone, lacking] = [edit('p-1', 'Ada'), edit('p-1', 'Ada')];
  const answer = await push([gone.entry, lacking.entry], [], [gone.entry._id]);
  expect(await stored(JOURNAL)).toEqual([gone.entry._id]);
  expect(answer.refused).toMatchObject([{ id: lacking.entry._id, code: 'payload-missing' }]);
});

test('A1 a payload is stored while the library’s documents are not there, and left to the resolver', async () => {
  await erase('p-1');
  await couch.dropDatabase(DATABASE);
  const { entry, payload } = edit('p-1', 'Ada');
  expect((await push([entry], [payload])).refused).toEqual([]);
  expect(await stored(PERSONAL)).toEqual([payload._id]);
});
