import { generateKeyPairSync } from 'node:crypto';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { PushAnswer } from '@balie/shared/protocol/api.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { Receiver } from './receive.ts';
import { noted, TestDesk } from './test-desk.ts';

const LIBRARY = 'NL-0800070000';
const NOVEMBER = Date.parse('2026-11-22T12:00:00Z');
const DECEMBER = Date.parse('2026-12-01T00:00:00Z');
const KEYS = generateKeyPairSync('ed25519');

let couch: MemoryCouch;
let now: number;
let gateway: Receiver;

/** A gateway that has just started: it knows what the journals hold and nothing else. */
function restart(): void {
  const desk = async (id: string) => ({ desk: id, key: '', library: LIBRARY, branch: 'x', revoked: false });
  const registry = { desk, library: async () => null };
  const progress = { settled: async () => new Map() };
  gateway = new Receiver({ couch, now: () => now, verify: () => true, registry, progress });
}

beforeEach(() => {
  couch = new MemoryCouch();
  now = NOVEMBER;
  restart();
});

/** All that a machine and its copy wrote in one stream: the same up to `common`, then so many of their own. */
function twins(common: number, own: number, others: number): readonly [AnyEntry[], AnyEntry[]] {
  const desk = new TestDesk('centrum-0001', LIBRARY, KEYS);
  const shared = desk.entries(common);
  const tip = desk.remembered();
  const mine = desk.entries(own);
  desk.rewindTo(tip);
  const theirs = Array.from({ length: others }, (_, i) => desk.add(noted({ copy: i })).entry);
  return [
    [...shared, ...mine],
    [...shared, ...theirs],
  ];
}

const push = (entries: readonly AnyEntry[]): Promise<PushAnswer> =>
  gateway.push(LIBRARY, { entries: [...entries], payloads: [] });
const received = async (entries: readonly AnyEntry[]): Promise<number> =>
  (await push(entries)).streams[entries[0]!.stream]!.received;

async function storedIds(): Promise<ReadonlySet<string>> {
  const journals = await couch.listDatabases('journal-');
  const range = { startkey: '', endkey: '\ufff0' };
  const rows = await Promise.all(journals.map((journal) => couch.rangeIds(journal, range)));
  return new Set(rows.flat().map(({ id }) => id));
}
const idsOf = (...branches: readonly (readonly AnyEntry[])[]): ReadonlySet<string> =>
  new Set(branches.flat().map(({ _id }) => _id));

describe('an entry that stands on the other side of a fork', () => {
  it('is kept, and its stream is said not to be received, so that the desk begins it anew', async () => {
    const [one, other] = twins(2, 3, 3);
    expect(await received(one)).toBe(5);
    expect(await received(other.slice(3))).toBe(0);
    expect(await storedIds()).toEqual(idsOf(one, other.slice(3)));
  });

  it('stands on whole ground once the desk has sent its stream from the beginning; then both branches are whole', async () => {
    const [one, other] = twins(2, 3, 3);
    await push(one);
    await push(other.slice(4));
    const answer = await push(other);
    const { stream } = one[0]!;
    expect(answer.streams[stream]!.received).toBe(5);
    expect(answer.forks.map(({ seq }) => seq)).toEqual([3, 4, 5]);
    expect(await storedIds()).toEqual(idsOf(one, other));
    expect(await received(one.slice(4))).toBe(5);
  });

  it('is noticed when the fork is known already, and so is what stands on such an entry', async () => {
    const [one, other] = twins(2, 3, 5);
    await push(one);
    expect(await received(other.slice(0, 3))).toBe(5);
    expect(await received(other.slice(4, 5))).toBe(0);
    expect(await received(other.slice(5))).toBe(0);
  });

  it('is noticed too when what it stands on came, and what that stands on did not', async () => {
    const [one, other] = twins(2, 3, 4);
    await push(one);
    now = DECEMBER;
    expect(await received(other.slice(4, 5))).toBe(0);
    restart();
    expect(await received(other.slice(5))).toBe(0);
    restart();
    expect(await received(other)).toBe(6);
  });

  it('is noticed when no number is taken twice, however late its writer asks', async () => {
    for (const restarts of [false, true]) {
      couch = new MemoryCouch();
      restart();
      const [one, other] = twins(1, 1, 3);
      await push(one);
      expect(await received(other.slice(2))).toBe(0);
      if (restarts) restart();
      expect(await received(other.slice(3))).toBe(0);
      expect(await received(other)).toBe(4);
    }
  });

  it('is noticed when it came before the other side did', async () => {
    const [one, other] = twins(1, 1, 2);
    await push(other.slice(0, 1));
    expect(await received(other.slice(2))).toBe(1);
    expect(await received(one)).toBe(3);
    expect(await received(other.slice(2))).toBe(0);
  });

  it('is noticed in the middle of a push', async () => {
    const [one, other] = twins(2, 3, 3);
    await push(one);
    expect(await received([other[2]!, other[4]!])).toBe(0);
  });

  it('is noticed from the first number on: two machines may have nothing in common', async () => {
    const [one, other] = twins(0, 3, 3);
    await push(one);
    expect(await received(other.slice(1))).toBe(0);
    expect(await received(other)).toBe(3);
  });

  it('says nothing about another stream of the same push', async () => {
    const [one, other] = twins(1, 2, 2);
    const sibling = new TestDesk('noord-0002', LIBRARY, KEYS);
    await push(one);
    const { streams } = await push([...sibling.entries(2), ...other.slice(2)]);
    expect(streams).toMatchObject({
      [sibling.stream]: { received: 2 },
      [one[0]!.stream]: { received: 0 },
    });
  });
});

describe('a hole is no fork', () => {
  it('the numbers below it are received, and the desk sends what is missing', async () => {
    const [one] = twins(6, 0, 0);
    expect(await received(one.slice(0, 2))).toBe(2);
    expect(await received(one.slice(4))).toBe(2);
    expect(await received(one.slice(5))).toBe(2);
    expect(await received(one.slice(2, 4))).toBe(6);
  });

  it('and a branch that is whole down to a hole is not asked for again', async () => {
    const [one, other] = twins(4, 3, 3);
    await push(one.filter(({ seq }) => seq !== 3));
    expect(await received(other.slice(4))).toBe(2);
    expect(await received(other.slice(3))).toBe(2);
    expect(await received(other.slice(2, 3))).toBe(7);
  });
});

/** Pushes in pieces from a number on, as a desk does, and from the beginning when nothing is received. */
async function send(
  entries: readonly AnyEntry[],
  from: number,
  size: number,
): Promise<{ readonly begun: number; readonly received: number }> {
  let [begun, last] = [0, 0];
  for (let next = from - 1; next < entries.length;) {
    last = await received(entries.slice(next, next + size));
    begun += last > 0 ? 0 : 1;
    if (begun > entries.length) break;
    next = last > 0 ? next + size : 0;
  }
  return { begun, received: last };
}

it('a desk that hears that all its numbers are received has its branch whole there, and began it anew once at the most', async () => {
  const length = fc.integer({ min: 1, max: 8 });
  const sending = fc.record({
    copy: fc.boolean(),
    from: fc.nat(20),
    size: fc.integer({ min: 1, max: 6 }),
    restarts: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(fc.nat(8), length, length),
      fc.array(sending, { minLength: 2, maxLength: 7 }),
      async (lengths, sendings) => {
        couch = new MemoryCouch();
        restart();
        const branches = twins(...lengths);
        for (const { copy, from, size, restarts } of sendings) {
          if (restarts) restart();
          const branch = branches[copy ? 1 : 0];
          const answer = await send(branch, (from % branch.length) + 1, size);
          expect(answer.begun).toBeLessThan(2);
          if (answer.received < branch.length) continue;
          const stored = await storedIds();
          expect([...idsOf(branch)].filter((id) => !stored.has(id))).toEqual([]);
        }
      },
    ),
    { numRuns: 200, seed: 31 },
  );
});
