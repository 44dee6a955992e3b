import type { AccountState } from '@balie/shared/accounts/fold-account.ts';
import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import type { QueueState } from '@balie/shared/holds/queue-state.ts';
import type { TurnsState } from '@balie/shared/journal/fold-turns.ts';
import { type Draft, seal } from '@balie/shared/journal/seal.ts';
import { RULES } from '@balie/shared/protocol/api.ts';
import { itemDoc, titleQueue, TURNS_DOC } from '@balie/shared/protocol/document-ids.ts';
import { CATALOGUE, NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import { checkout, terms } from '@balie/shared/testing/make-entry.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import type { ResolverFinding } from './finding.ts';
import { createLibrary, type LibraryDocument } from './registry.ts';
import { Resolver } from './resolver.ts';
import {
  aDay,
  contentOf,
  deliver,
  drain,
  ISIL,
  JOURNAL,
  START,
  TestingDesk,
  type Written,
} from './testing-desk.ts';

const DAY = 86_400_000;

let couch: MemoryCouch;
let library: LibraryDocument;
let findings: ResolverFinding[];
let generations: number;

const newGeneration = (): string => `gen${++generations}`;

beforeEach(async () => {
  couch = new MemoryCouch();
  generations = 0;
  findings = [];
  library = await createLibrary(
    { couch, newGeneration },
    { isil: ISIL, name: 'Test', timeZone: 'Europe/Amsterdam' },
  );
  await couch.createDatabase(JOURNAL);
});

function newResolver(batch = 1000, on = couch): Resolver {
  return new Resolver({
    couch: on,
    now: () => START,
    library,
    batch,
    report: (finding) => findings.push(finding),
  });
}

async function state<T>(id: string, database = library.database): Promise<T> {
  const found = await couch.getMany<StateDocument>(database, [id]);
  return found.get(id)?.winner.state as T;
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  let x = seed;
  const random = (): number => (x = (x * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return list
    .map((value) => ({ value, key: random() }))
    .sort((p, q) => p.key - q.key)
    .map(({ value }) => value);
}

/** The documents that one delivery in order gives, in one step. */
async function expected(all: readonly Written[]): Promise<Record<string, unknown>> {
  const other = new MemoryCouch();
  await other.createDatabase(NATIONAL);
  await other.createDatabase(CATALOGUE);
  await other.createDatabase(library.database);
  await deliver(other, all);
  await drain(newResolver(10_000, other));
  return contentOf(other, library.database);
}

describe('Resolver', () => {
  test('[L2] folds entries into documents, queues, persons and exceptions', async () => {
    const { all, a, b } = aDay();
    await deliver(couch, all);
    const resolver = newResolver();
    await drain(resolver);
    const lent = await state<ItemState>(itemDoc('B0'));
    expect(lent.loan?.patron).toBe('p-1');
    expect(lent.history[0]?.ended?.how).toBe('presumed-returned');
    const queue = await state<QueueState>(titleQueue('t.1'));
    expect(queue.holds[0]).toMatchObject({ status: 'captured', copy: { item: 'B1' } });
    expect(queue.findings).toMatchObject([{ kind: 'captured-twice' }]);
    const documents = await contentOf(couch, library.database);
    expect(Object.keys(documents).filter((id) => id.startsWith('exception:'))).toHaveLength(2);
    expect(documents['patron:p-1']).toMatchObject({
      personal: { [a.written[1]!.entry._id]: { familyName: 'Jansen', pin: 'scrypt' } },
    });
    expect(documents['contact:p-1']).toMatchObject({
      personal: { [a.written[1]!.entry._id]: { street: 'Dorpsstraat 1' } },
    });
    expect(resolver.folded('balie-2.bbb')).toBe(b.tip.seq);
    expect(await resolver.step()).toEqual({ read: 0, written: 0, more: false });
  });

  test('[L1] any order of arrival, in any batches, by any number of steps, gives the same documents', async () => {
    const { all } = aDay();
    const wanted = await expected(all);
    for (let seed = 1; seed <= 12; seed++) {
      couch = new MemoryCouch();
      await createLibrary(
        { couch, newGeneration: () => library.generation },
        { isil: ISIL, name: 'Test', timeZone: 'UTC' },
      );
      const resolver = newResolver(1 + (seed % 7));
      let rest = shuffled(all, seed);
      while (rest.length) {
        const part = rest.slice(0, 1 + ((seed * 3) % 11));
        rest = rest.slice(part.length);
        await deliver(couch, part, seed % 2 && rest.length % 2 ? 'journal-nl-0800070000-202602' : JOURNAL);
        await resolver.step();
      }
      await drain(seed % 3 ? resolver : newResolver());
      expect(await contentOf(couch, library.database), `seed ${seed}`).toEqual(wanted);
    }
  });

  test('[L1] a repeated, rewound and reordered feed gives the same documents and writes nothing again', async () => {
    const { all } = aDay();
    await deliver(couch, all);
    const wanted = await expected(all);
    let n = 0;
    couch.faults = {
      rewind: (_, since) => (n++ % 3 === 0 ? '0' : since),
      deliver: (_, rows) => shuffled([...rows, ...rows.slice(0, 3)], n),
    };
    const resolver = newResolver(7);
    for (let i = 0; i < 40; i++) await resolver.step();
    couch.faults = {};
    await drain(resolver);
    expect(await contentOf(couch, library.database)).toEqual(wanted);
    await resolver.rewind();
    expect(await drain(resolver)).toBe(0);
    expect(await drain(newResolver())).toBe(0);
  });

  test('a journal that was restored to an earlier day is read again from its beginning', async () => {
    const { all } = aDay();
    await deliver(couch, all.slice(0, 30));
    const before = couch.snapshot();
    await deliver(couch, all.slice(30));
    const resolver = newResolver();
    await drain(resolver);
    const positions = await couch.getMany(NATIONAL, [`feed:${ISIL}:gen1`]);
    couch.restore(
      new Map([
        [JOURNAL, before.get(JOURNAL)!],
        ...[...couch.snapshot()].filter(([name]) => name !== JOURNAL),
      ]),
    );
    const late = new TestingDesk('balie-3.ccc');
    late.open(500);
    late.lend(501, 'B3', 'p-9');
    await deliver(couch, late.written);
    await drain(newResolver());
    expect(findings.map((f) => f.kind)).toContain('journal-rewound');
    expect((await state<ItemState>(itemDoc('B3'))).loan?.patron).toBe('p-9');
    expect(positions.size).toBe(1);
  });

  test('a bulk that is written in part, or whose answer is lost, is healed by the next step, wherever it stops', async () => {
    const { all } = aDay();
    const wanted = await expected(all);
    for (let stop = 0; stop < 12; stop++) {
      couch = new MemoryCouch();
      await createLibrary(
        { couch, newGeneration: () => library.generation },
        { isil: ISIL, name: 'Test', timeZone: 'UTC' },
      );
      const resolver = newResolver(9);
      let bulks = 0;
      let failed = 0;
      await deliver(couch, all);
      couch.faults = {
        bulk: () => {
          if (bulks++ % 12 !== stop) return undefined;
          failed++;
          return { write: (_, index) => (index + stop) % 3 === 0, answer: stop % 2 ? 'thrown' : 'rows' };
        },
      };
      for (let i = 0; i < 60; i++) await resolver.step().catch(() => undefined);
      couch.faults = {};
      await drain(stop % 3 ? resolver : newResolver());
      expect(failed).toBeGreaterThan(0);
      expect(await contentOf(couch, library.database), `stopped at ${stop}`).toEqual(wanted);
    }
  });

  test('an act by rules that are not known here is kept, counted nowhere and reported; so is the turn to such rules', async () => {
    const desk = new TestingDesk('balie-1.aaa');
    desk.open(0);
    desk.item(1, 'B1');
    const centre = new TestingDesk('centre.aaa');
    centre.open(0);
    const turn = centre.write(5, { kind: 'rules.activate', body: { rules: RULES + 1 } });
    const newer = seal(
      { ...checkout('B1', 'p-1'), after: [] } as unknown as Draft,
      { library: ISIL, branch: 'centrum', staff: null, session: null, rules: RULES + 1, policy: '' },
      { wall: START + 9, mono: 9, boot: desk.tip.stream },
      desk.tip,
      () => '',
      '',
    );
    await deliver(couch, [...desk.written, ...centre.written, newer]);
    const resolver = newResolver();
    await drain(resolver);
    expect(await state<ItemState>(itemDoc('B1'))).toMatchObject({ loan: null });
    expect(resolver.folded('balie-1.aaa')).toBe(3);
    expect(await state<TurnsState>(TURNS_DOC)).toMatchObject({ rules: { number: RULES + 1, by: turn._id } });
    const told = findings.filter(({ kind }) => kind === 'rules-unknown').map(({ id }) => id);
    expect(told.sort()).toEqual([newer.entry._id, turn._id]);
  });

  test('a late anchor times again what was folded, of its stream and of the one before', async () => {
    const first = new TestingDesk('balie-1.aaa', { clockError: -86_400_000 });
    first.open(0);
    first.lend(1000, 'B1', 'p-late');
    const next = new TestingDesk('balie-1.bbb', { clockError: -86_400_000 });
    next.open(2000, first.tip);
    const other = new TestingDesk('balie-2.ccc');
    other.open(0);
    other.anchor(1);
    other.lend(500, 'B1', 'p-early');
    const resolver = newResolver();
    await deliver(couch, [...first.written, ...next.written, ...other.written]);
    await drain(resolver);
    expect((await state<ItemState>(itemDoc('B1'))).loan?.patron).toBe('p-early');
    next.anchor(3000);
    await deliver(couch, next.written.slice(-1));
    await drain(resolver);
    const item = await state<ItemState>(itemDoc('B1'));
    expect(item.loan).toMatchObject({ patron: 'p-late', openedAt: START + 1000, provisional: false });
    expect(await contentOf(couch, library.database)).toEqual(
      await expected([...first.written, ...next.written, ...other.written]),
    );
  });

  test('an account of which nothing is said any more, since a clock was wrong, goes', async () => {
    const desk = new TestingDesk('balie-1.aaa', { clockError: 30 * DAY });
    desk.open(0);
    desk.item(1, 'B1');
    const late = {
      ...{ days: 'calendar' as const, graceDays: 0, maximumCents: null, patronMaximumCents: null },
      rate: { by: 'period' as const, every: 'day' as const, cents: 20 },
    };
    const body = { item: 'B1', patron: 'p-1', due: '2026-01-10', again: 'renew' as const };
    desk.write(2, { kind: 'checkout', body: { ...body, terms: { ...terms, late } } });
    desk.takeBack(3, 'B1');
    await deliver(couch, desk.written);
    await drain(newResolver());
    expect((await state<AccountState>('account:p-1')).charges[0]?.reason).toBe('late');
    desk.anchor(4);
    await deliver(couch, desk.written);
    await drain(newResolver());
    expect(await state('account:p-1')).toBeUndefined();
    expect(await contentOf(couch, library.database)).toEqual(await expected(desk.written));
  });

  test('both sides of a fork are folded, in one order, and the stream says so', async () => {
    const desk = new TestingDesk('balie-1.aaa');
    desk.open(0);
    desk.anchor(1);
    const clone = new TestingDesk('balie-1.aaa');
    clone.tip = desk.tip;
    for (let i = 0; i < 5; i++) desk.lend(10 + i, `B${i}`, 'p-1');
    for (let i = 0; i < 4; i++) clone.lend(5 + 3 * i, `B${i}`, 'p-2');
    const all = [...desk.written, ...clone.written];
    const resolver = newResolver();
    await deliver(couch, desk.written);
    await drain(resolver);
    await deliver(couch, clone.written);
    await drain(resolver);
    expect(await contentOf(couch, library.database)).toEqual(await expected(all));
    const stream = resolver.streams().get('balie-1.aaa')!;
    expect(stream).toMatchObject({ forks: [3, 4, 5, 6], holes: [], tip: { seq: 7 }, plain: 2, highest: 7 });
    expect(resolver.folded('balie-1.aaa')).toBe(7);
    expect((await state<ItemState>(itemDoc('B1'))).history).toHaveLength(1);
  });

  test('a hole stops nothing but the number that is folded without gaps', async () => {
    const desk = new TestingDesk('balie-1.aaa');
    for (let i = 0; i < 6; i++) desk.lend(10 + i, `B${i}`, 'p-1');
    const resolver = newResolver();
    await deliver(
      couch,
      desk.written.filter((_, i) => i !== 2),
    );
    await drain(resolver);
    expect(resolver.streams().get('balie-1.aaa')).toMatchObject({
      holes: [3],
      tip: { seq: 2 },
      highest: 6,
      plain: 2,
    });
    expect((await state<ItemState>(itemDoc('B5'))).loan).not.toBeNull();
    await deliver(couch, desk.written.slice(2, 3));
    await drain(resolver);
    expect(resolver.streams().get('balie-1.aaa')).toMatchObject({
      holes: [],
      tip: { seq: 6, hash: desk.tip.hash },
      plain: 6,
    });
  });

  test('conflicting revisions of a document are joined into one', async () => {
    const { all } = aDay();
    await deliver(couch, all);
    const resolver = newResolver();
    await drain(resolver);
    const id = itemDoc('B2');
    const stray = new TestingDesk('balie-9.zzz');
    stray.lend(120, 'B2', 'p-7');
    const leaf = {
      _rev: '9-ffffffffffffffffffffffffffffffff',
      ...((await expected(stray.written))[id] as StateDocument),
    };
    await couch.bulk(library.database, [leaf], { newEdits: false });
    const later = new TestingDesk('balie-8.yyy');
    later.takeBack(500, 'B2');
    await deliver(couch, later.written);
    await drain(resolver);
    const found = (await couch.getMany<StateDocument>(library.database, [id])).get(id)!;
    expect(found.conflicts).toHaveLength(0);
    const { _rev, ...joined } = found.winner;
    expect(joined).toEqual((await expected([...all, ...stray.written, ...later.written]))[id]);
    expect(findings.filter((f) => f.kind === 'conflict-united')).toHaveLength(1);
  });

  test('two resolvers at work at once give what one gives', async () => {
    const { all } = aDay();
    const wanted = await expected(all);
    const one = newResolver(5);
    const two = newResolver(8);
    for (let i = 0; i < all.length; i += 4) {
      await deliver(couch, all.slice(i, i + 4));
      await Promise.allSettled([one.step(), two.step()]);
    }
    for (let i = 0; i < 10; i++) await Promise.allSettled([one.step(), two.step()]);
    await drain(one);
    expect(await contentOf(couch, library.database)).toEqual(wanted);
  });

  test('a leaf that does not match its id is left out and reported; the entry beside it counts', async () => {
    const desk = new TestingDesk('balie-1.aaa');
    const entry = desk.lend(10, 'B1', 'p-1');
    const forged = {
      ...entry,
      body: { ...entry.body, patron: 'p-evil' },
      _rev: '5-ffffffffffffffffffffffffffffffff',
    };
    await deliver(couch, desk.written);
    await couch.bulk(JOURNAL, [forged], { newEdits: false });
    await drain(newResolver());
    expect((await state<ItemState>(itemDoc('B1'))).loan?.patron).toBe('p-1');
    expect(findings.map((f) => f.kind)).toEqual(['bad-leaf']);
  });

  test('an entry of a later version is counted and kept, not folded', async () => {
    const desk = new TestingDesk('balie-1.aaa');
    desk.lend(1, 'B1', 'p-1');
    const place = { library: ISIL, branch: 'x', staff: null, session: null, rules: 9, policy: 'later' };
    const draft = { kind: 'item.teleport', body: { item: 'B1' }, after: [] } as never;
    const later = seal(draft, place, { wall: START, mono: 1, boot: 'b' }, desk.tip, () => '', '');
    const resolver = newResolver();
    await deliver(couch, [...desk.written, later]);
    await drain(resolver);
    expect(resolver.folded('balie-1.aaa')).toBe(2);
    expect(findings.map(({ kind }) => kind)).toEqual(['rules-unknown']);
  });
});
