import type { AccountState } from '@balie/shared/accounts/fold-account.ts';
import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import type { QueueState } from '@balie/shared/holds/queue-state.ts';
import { entryId } from '@balie/shared/journal/ids.ts';

import { accountDoc, titleQueue } from '@balie/shared/protocol/document-ids.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import { describe, expect, test } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { compareDatabases } from './compare-databases.ts';
import { rebuild } from './rebuild.ts';
import { createLibrary } from './registry.ts';
import { Resolver } from './resolver.ts';
import {
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
const Q = titleQueue('t.1');
const LIBRARY = { isil: ISIL, generation: 'gen1', database: 'library-nl-0800070000-gen1' };

const tipsOf = (...desks: readonly TestingDesk[]): Record<string, string[]> =>
  Object.fromEntries(desks.map(({ tip }) => [tip.stream, [entryId(tip.stream, tip.seq, tip.hash!)]]));

/** Two hundred days of two desks, with a horizon at two of them, and a third desk that comes back after all of them. */
function aLongTime(): { readonly all: readonly Written[]; readonly late: readonly Written[] } {
  const [a, b] = [new TestingDesk('balie-1.aaa', { clockError: DAY }), new TestingDesk('balie-2.bbb')];
  const [centre, away] = [new TestingDesk('centre.aaa'), new TestingDesk('balie-3.ccc')];
  for (const desk of [a, b, centre, away]) desk.open(0);
  for (const desk of [a, b, centre]) desk.anchor(1);
  for (let i = 0; i < 12; i++) a.item(10 + i, `B${i}`, `t.${i % 3}`);
  const hold = b.hold(20, Q, 'p-2');
  for (let i = 0; i < 12; i++) (i % 2 ? a : b).lend(DAY + i, `B${i}`, `p-${i % 3}`);
  away.lend(DAY + 20, 'B3', 'p-away');
  away.takeBack(2 * DAY, 'B3');
  for (let i = 0; i < 9; i++) a.takeBack((20 + i) * DAY, `B${i}`);
  a.takeBack(30 * DAY, 'B1', { hold: hold._id, queue: Q, patron: 'p-2' });
  b.lend(31 * DAY, 'B1', 'p-2');
  b.takeBack(40 * DAY, 'B1');
  b.write(41 * DAY, {
    kind: 'pay',
    body: {
      ...{
        patron: 'p-2',
        method: 'cash',
        cents: 50,
        roundingCents: 0,
        till: null,
        terminal: null,
        receipt: 1,
      },
      lines: [{ charge: `lending:${a.written[15]!.entry._id}`, cents: 50, item: 'B5' }],
    },
  });
  b.write(42 * DAY, { kind: 'item.merge', body: { item: 'B8', into: 'B7' } });
  a.lend(99 * DAY, 'B2', 'p-1');
  centre.write(100 * DAY, { kind: 'horizon.set', body: { before: START + 60 * DAY, cut: tipsOf(a, b) } });
  for (let i = 0; i < 6; i++) b.takeBack((101 + i) * DAY, `B${i + 6}`);
  const second = a.hold(110 * DAY, Q, 'p-1');
  b.cancel(111 * DAY, Q, second._id);
  a.lend(120 * DAY, 'B4', 'p-0');
  centre.write(200 * DAY, {
    kind: 'horizon.set',
    body: { before: START + 150 * DAY, cut: tipsOf(a, b, centre) },
  });
  a.takeBack(201 * DAY, 'B4');
  away.anchor(210 * DAY);
  away.lend(211 * DAY, 'B5', 'p-away');
  return {
    all: [...a.written, ...b.written, ...centre.written, ...away.written],
    late: away.written.slice(1, 3),
  };
}

async function fresh(): Promise<MemoryCouch> {
  const couch = new MemoryCouch();
  await createLibrary(
    { couch, newGeneration: () => 'gen1' },
    { isil: ISIL, name: 'Test', timeZone: 'Europe/Amsterdam' },
  );
  await couch.createDatabase(JOURNAL);
  return couch;
}

const resolverOf = (couch: MemoryCouch, batch = 1000): Resolver =>
  new Resolver({ couch, now: () => START, library: LIBRARY, batch });

/** The documents of all of these, delivered at once. */
async function documentsOf(all: readonly Written[]): Promise<Record<string, StateDocument>> {
  const couch = await fresh();
  await deliver(couch, all);
  await drain(resolverOf(couch));
  return (await contentOf(couch, LIBRARY.database)) as Record<string, StateDocument>;
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  let x = seed;
  const random = (): number => (x = (x * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return list
    .map((value) => ({ value, key: random() }))
    .sort((p, q) => p.key - q.key)
    .map(({ value }) => value);
}

describe('the horizon', () => {
  test('[L7] what is over is let go with the names in it; what stands and what is owed stays as it was', async () => {
    const { all } = aLongTime();
    const before = await documentsOf(all.filter(({ entry }) => entry.kind !== 'horizon.set'));
    const after = await documentsOf(all.filter(({ entry }) => !entry.stream.startsWith('balie-3')));
    const whole = await documentsOf(
      all.filter(({ entry }) => entry.kind !== 'horizon.set' && !entry.stream.startsWith('balie-3')),
    );
    const books = Object.keys(after).filter((id) => id.startsWith('item:'));
    for (const id of books) {
      const [now, then] = [after[id]!.state as ItemState, whole[id]!.state as ItemState];
      expect({ ...now, ...PAST }, id).toEqual({ ...then, ...PAST });
      expect(Object.keys(after[id]!.facts).length, id).toBeLessThan(Object.keys(before[id]!.facts).length);
    }
    expect(JSON.stringify(after['item:B1'])).not.toContain('p-2');
    for (const id of ['p-0', 'p-1', 'p-2'].map(accountDoc)) {
      const { newest: _, ...now } = after[id]!.state as AccountState;
      expect(now).toEqual({ ...(whole[id]!.state as AccountState), newest: undefined });
    }
    expect((whole[Q]!.state as QueueState).holds).toHaveLength(2);
    expect(after[Q]).toMatchObject({ facts: {}, state: { holds: [], findings: [] } });
  });

  test('[L7] what comes too late counts nowhere, is kept, and makes one exception each', async () => {
    const { all, late } = aLongTime();
    const documents = await documentsOf(all);
    for (const { entry } of late)
      expect(documents[`exception:before-horizon:${entry._id}`]).toMatchObject({
        about: 'item:B3',
        params: { act: entry.kind },
      });
    expect(Object.keys(documents['item:B3']!.late!).sort()).toEqual(
      late.map(({ entry }) => entry._id).sort(),
    );
    expect(documents['item:B3']!.state).toMatchObject({ loan: null });
    expect(documents['item:B5']!.state).toMatchObject({ loan: { patron: 'p-away' } });
    expect(documents[accountDoc('p-away')]!.state).toMatchObject({ charges: [{ cents: 50 }] });
  });

  test('[L7] the same documents follow in whatever order and batches the acts come; again they write nothing', async () => {
    const { all } = aLongTime();
    const wanted = await documentsOf(all);
    for (let seed = 1; seed <= 10; seed++) {
      const couch = await fresh();
      const resolver = resolverOf(couch, 1 + (seed % 9));
      let rest = shuffled(all, seed);
      while (rest.length) {
        const part = rest.slice(0, 1 + ((seed * 5) % 23));
        rest = rest.slice(part.length);
        await deliver(couch, part);
        await resolver.step();
      }
      const last = seed % 2 ? resolver : resolverOf(couch);
      await drain(last);
      expect(await contentOf(couch, LIBRARY.database), `seed ${seed}`).toEqual(wanted);
      await last.rewind();
      expect(await drain(last)).toBe(0);
    }
  });

  test('[L7] a step that stops anywhere on the way is healed by the next', async () => {
    const { all } = aLongTime();
    const wanted = await documentsOf(all);
    for (let stop = 0; stop < 30; stop++) {
      const couch = await fresh();
      await deliver(couch, all);
      let bulks = 0;
      couch.faults = {
        bulk: () =>
          bulks++ % 30 === stop
            ? { write: (_, index) => (index + stop) % 3 === 0, answer: stop % 2 ? 'thrown' : 'rows' }
            : undefined,
      };
      const resolver = resolverOf(couch, 20);
      for (let i = 0; i < 40; i++) await resolver.step().catch(() => undefined);
      couch.faults = {};
      await drain(stop % 3 ? resolver : resolverOf(couch));
      expect(await contentOf(couch, LIBRARY.database), `stopped at ${stop}`).toEqual(wanted);
    }
  });

  test('[L7] a library that lived through its horizons is the same when it is rebuilt', async () => {
    const { all } = aLongTime();
    const couch = await fresh();
    const inTime = [...all].sort((x, y) => x.entry.mono - y.entry.mono);
    const resolver = resolverOf(couch);
    for (let from = 0; from < inTime.length; from += 7) {
      await deliver(couch, inTime.slice(from, from + 7));
      await drain(resolver);
    }
    const { database } = await rebuild({ couch, now: () => START, newGeneration: () => 'gen2' }, ISIL);
    expect(await compareDatabases(couch, LIBRARY.database, database)).toEqual([]);
    expect(await contentOf(couch, database)).toEqual(await documentsOf(all));
  });

  test('[L7] a horizon whose cut has not come waits for it, and lets nothing go meanwhile', async () => {
    const { all } = aLongTime();
    const couch = await fresh();
    const missing = all[5]!;
    await deliver(
      couch,
      all.filter((one) => one !== missing),
    );
    const resolver = resolverOf(couch);
    await drain(resolver);
    const documents = (await contentOf(couch, LIBRARY.database)) as Record<string, StateDocument>;
    expect(Object.values(documents).some(({ base, late }) => base ?? late)).toBe(false);
    await deliver(couch, [missing]);
    await drain(resolver);
    expect(await contentOf(couch, LIBRARY.database)).toEqual(await documentsOf(all));
  });
});

/** What a document lets go. */
const PAST = { history: [], claims: [], fulfilments: [], charges: [], findings: [], newest: null };
