import type { AnyEntry, Payload } from '@balie/shared/journal/entry.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { Receiver } from './receive.ts';
import type { EnrolledDesk } from './registry.ts';
import { ed25519Verifier } from './signature.ts';
import { noted, TestDesk } from './test-desk.ts';

const LIBRARY = 'NL-0800070000';
const NOVEMBER = Date.parse('2026-11-22T12:00:00Z');
const DECEMBER = Date.parse('2026-12-01T00:00:00Z');
const all = { startkey: '', endkey: '\ufff0' };

let couch: MemoryCouch;
let now: number;
let desk: TestDesk;
let enrolled: Map<string, EnrolledDesk>;

function receiver(): Receiver {
  return new Receiver({
    couch,
    now: () => now,
    verify: ed25519Verifier(),
    registry: { desk: async (id) => enrolled.get(id) ?? null, library: async () => null },
    progress: {
      settled: async (_, streams) => new Map(streams.map((stream) => [stream, { folded: 1, safe: 0 }])),
    },
  });
}
const enrol = (who: TestDesk) =>
  enrolled.set(who.id, {
    desk: who.id,
    key: who.key,
    library: who.library,
    branch: 'centrum',
    revoked: false,
  });
const push = (to: Receiver, entries: readonly unknown[], payloads: readonly Payload[] = []) =>
  to.push(LIBRARY, { entries: [...entries], payloads: [...payloads] });
const stored = async (database: string) => (await couch.range(database, all)).map((doc) => doc._id);
const ids = (entries: readonly AnyEntry[]) => entries.map((entry) => entry._id);

beforeEach(() => {
  couch = new MemoryCouch();
  now = NOVEMBER;
  desk = new TestDesk('centrum-0001', LIBRARY);
  enrolled = new Map();
  enrol(desk);
});

describe('push', () => {
  it('writes entries as they are into the journal of the month of receipt, and answers with the numbers', async () => {
    const entries = desk.entries(3);
    const answer = await push(receiver(), entries);
    expect(answer).toEqual({
      streams: { [desk.stream]: { received: 3, folded: 1, safe: 0 } },
      refused: [],
      forks: [],
      serverTime: NOVEMBER,
    });
    expect(await couch.range('journal-nl-0800070000-202611', all)).toEqual(entries);
  });

  it('takes what comes twice, in pieces, and out of order', async () => {
    const to = receiver();
    const entries = desk.entries(6);
    expect((await push(to, [entries[4], entries[1]])).streams[desk.stream]?.received).toBe(0);
    expect((await push(to, [entries[0], entries[2], entries[2]])).streams[desk.stream]?.received).toBe(3);
    expect(await push(to, entries)).toMatchObject({ streams: { [desk.stream]: { received: 6 } }, forks: [] });
    expect(await stored('journal-nl-0800070000-202611')).toEqual(ids(entries));
  });

  it('knows after a restart what the journals of all months hold, and writes none of it again', async () => {
    const entries = desk.entries(4);
    await push(receiver(), entries.slice(0, 2));
    now = DECEMBER;
    const restarted = receiver();
    expect((await restarted.numbers(LIBRARY, [desk.stream, 'other.e1'])).streams).toMatchObject({
      [desk.stream]: { received: 2 },
      'other.e1': { received: 0 },
    });
    expect((await push(restarted, entries)).streams[desk.stream]?.received).toBe(4);
    expect(await stored('journal-nl-0800070000-202612')).toEqual(ids(entries.slice(2)));
  });

  it('does not count the journals of a library whose ISIL goes on where this one ends', async () => {
    await couch.createDatabase('journal-nl-0800070000-9-202611');
    const [entry] = desk.entries(1);
    await couch.bulk('journal-nl-0800070000-9-202611', [entry!], { newEdits: false });
    expect((await receiver().numbers(LIBRARY, [desk.stream])).streams[desk.stream]?.received).toBe(0);
  });

  it('takes a number that is taken with another hash, and reports the fork', async () => {
    const to = receiver();
    desk.entries(1);
    const tip = desk.remembered();
    const [one] = desk.entries(1);
    desk.rewindTo(tip);
    const other = desk.add(noted({ clone: true })).entry;
    expect((await push(to, [one])).forks).toEqual([]);
    now = DECEMBER;
    expect((await push(to, [other])).forks).toEqual([{ stream: desk.stream, seq: 2 }]);
    expect((await push(receiver(), [one])).forks).toEqual([{ stream: desk.stream, seq: 2 }]);
    expect(await stored('journal-nl-0800070000-202612')).toEqual([other._id]);
  });

  it('does not count another branch’s entry for one that could not be written', async () => {
    const to = receiver();
    const [shared] = desk.entries(1);
    const tip = desk.remembered();
    const [one] = desk.entries(1);
    desk.rewindTo(tip);
    const other = desk.add(noted({ clone: true })).entry;
    await push(to, [shared, one]);
    couch.faults = { bulk: () => ({ write: () => false, answer: 'rows' }) };
    expect((await push(to, [other])).streams[desk.stream]?.received).toBe(1);
    couch.faults = {};
    expect((await push(to, [other])).streams[desk.stream]?.received).toBe(2);
    expect(await stored('journal-nl-0800070000-202611')).toContain(other._id);
  });

  it('takes both branches of a fork that come together', async () => {
    const [one] = desk.entries(1);
    desk.rewindTo({ stream: desk.stream, seq: 0, hash: null });
    const other = desk.add(noted({ clone: true })).entry;
    expect(await push(receiver(), [one, other])).toMatchObject({
      forks: [{ stream: desk.stream, seq: 1 }],
      refused: [],
    });
  });

  it('takes what another desk of the library brings', async () => {
    const sibling = new TestDesk('noord-0002', LIBRARY);
    enrol(sibling);
    const answer = await push(receiver(), [...desk.entries(2), ...sibling.entries(1)]);
    expect(answer.streams).toMatchObject({
      [desk.stream]: { received: 2 },
      [sibling.stream]: { received: 1 },
    });
  });

  it('counts rightly when pushes overlap', async () => {
    const to = receiver();
    const entries = desk.entries(60);
    await Promise.all([0, 20, 40, 10].map((from) => push(to, entries.slice(from, from + 20))));
    expect((await to.numbers(LIBRARY, [desk.stream])).streams[desk.stream]?.received).toBe(60);
    expect((await receiver().numbers(LIBRARY, [desk.stream])).streams[desk.stream]?.received).toBe(60);
  });
});

describe('what push refuses', () => {
  const stranger = new TestDesk('elders-0009', LIBRARY);
  const foreign = new TestDesk('centrum-0001', 'NL-0800070001');
  const wrongHash = (entry: AnyEntry) => ({ ...entry, body: { number: 99 } });
  const wrongSignature = (entry: AnyEntry) => ({ ...entry, sig: stranger.signature('0'.repeat(64)) });

  it.each<[string, string, () => unknown]>([
    ['no entry at all', 'entry-malformed', () => ({ _id: 'x' })],
    ['nothing', 'entry-malformed', () => null],
    ['a changed body', 'entry-hash', () => wrongHash(desk.entries(1)[0]!)],
    [
      'a body that does not fit its kind',
      'entry-body',
      () => desk.add({ kind: 'clock.anchor', body: { server: 'noon' }, after: [] } as unknown as Draft).entry,
    ],
    ['too large an entry', 'entry-too-large', () => desk.add(noted({ text: 'x'.repeat(70_000) })).entry],
    ['another library', 'wrong-library', () => foreign.entries(1)[0]],
    ['a desk that is not enrolled', 'unknown-desk', () => stranger.entries(1)[0]],
    [
      "a setting of the library, signed with a desk's key",
      'centre-only',
      () =>
        desk.add({
          kind: 'staff.set',
          body: { staff: 'x', name: 'x', mayOverride: true, pin: 'x' },
          after: [],
        }).entry,
    ],
    ['another signature', 'bad-signature', () => wrongSignature(desk.entries(1)[0]!)],
  ])('%s: %s', async (_, code, make) => {
    const bad = make();
    const good = desk.entries(1)[0]!;
    const answer = await push(receiver(), [bad, good]);
    expect(answer.refused).toMatchObject([{ code }]);
    expect(await stored('journal-nl-0800070000-202611')).toEqual([good._id]);
  });

  it('a desk of another library that carries the same name', async () => {
    enrolled.set(desk.id, { ...enrolled.get(desk.id)!, library: 'NL-0800070001' });
    expect((await push(receiver(), desk.entries(1))).refused).toMatchObject([{ code: 'unknown-desk' }]);
  });
});

describe('payloads', () => {
  it('are written beside the journal, before their entry', async () => {
    const { entry, payload } = desk.person('Ada');
    const order: string[] = [];
    couch.faults = { bulk: (database) => void order.push(database) };
    expect((await push(receiver(), [entry], [payload])).streams[desk.stream]?.received).toBe(1);
    expect(order).toEqual(['personal-nl-0800070000-202611', 'journal-nl-0800070000-202611']);
    expect(await couch.range('personal-nl-0800070000-202611', all)).toEqual([payload]);
  });

  it('must be there and fit, or their entry is not taken', async () => {
    const ada = desk.person('Ada');
    const bob = desk.person('Bob');
    const forged = { ...bob.payload, fields: { name: 'Eve' } };
    const answer = await push(receiver(), [ada.entry, bob.entry], [forged]);
    expect(answer.refused).toMatchObject([
      { id: ada.entry._id, code: 'payload-missing' },
      { id: bob.entry._id, code: 'payload-mismatch' },
    ]);
    expect(await couch.listDatabases('')).toEqual([]);
  });

  it('may have come earlier, and follow their entry into its month', async () => {
    const { entry, payload } = desk.person('Ada');
    couch.faults = {
      bulk: (database) =>
        database.startsWith('journal-') ? { write: () => false, answer: 'thrown' } : undefined,
    };
    await expect(push(receiver(), [entry], [payload])).rejects.toMatchObject({ name: 'CouchError' });
    couch.faults = {};
    now = DECEMBER;
    expect((await push(receiver(), [entry])).streams[desk.stream]?.received).toBe(1);
    expect(await stored('personal-nl-0800070000-202612')).toEqual([payload._id]);
  });

  it('need not come again with an entry that is here', async () => {
    const { entry, payload } = desk.person('Ada');
    await push(receiver(), [entry], [payload]);
    expect((await push(receiver(), [entry])).refused).toEqual([]);
  });
});

describe('a database that fails', () => {
  it('is never said to have what it lost', async () => {
    const to = receiver();
    const entries = desk.entries(4);
    couch.faults = { bulk: () => ({ write: (_, index) => index !== 1, answer: 'lost' }) };
    expect((await push(to, entries)).streams[desk.stream]?.received).toBe(1);
    couch.faults = {};
    expect((await push(to, entries)).streams[desk.stream]?.received).toBe(4);
  });

  it('keeps an entry out whose payload it lost', async () => {
    const { entry, payload } = desk.person('Ada');
    couch.faults = {
      bulk: (database) =>
        database.startsWith('personal-') ? { write: () => false, answer: 'lost' } : undefined,
    };
    const answer = await push(receiver(), [entry], [payload]);
    expect(answer.streams[desk.stream]?.received).toBe(0);
    expect(await couch.listDatabases('journal-')).toEqual([]);
  });

  it('may break off half-way: the push fails, the next one finds out what is there', async () => {
    const to = receiver();
    const entries = desk.entries(4);
    couch.faults = { bulk: () => ({ write: (_, index) => index < 2, answer: 'thrown' }) };
    await expect(push(to, entries)).rejects.toMatchObject({ name: 'CouchError' });
    couch.faults = {};
    expect(await push(to, entries)).toMatchObject({ streams: { [desk.stream]: { received: 4 } }, forks: [] });
  });

  it('may lose a whole journal: it is made again, and no longer said to hold what it lost', async () => {
    const to = receiver();
    const entries = desk.entries(2);
    await push(to, entries.slice(0, 1));
    await couch.dropDatabase('journal-nl-0800070000-202611');
    await expect(push(to, entries.slice(1))).rejects.toMatchObject({ status: 404 });
    expect(await push(to, entries.slice(1))).toMatchObject({ streams: { [desk.stream]: { received: 0 } } });
    expect(await push(to, entries)).toMatchObject({ streams: { [desk.stream]: { received: 2 } } });
  });
});
