import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Fact, type Facts, unite } from '../journal/fact.ts';
import { inOrder } from '../journal/order.ts';
import { withoutUndone } from '../journal/undo.ts';
import { COPIES, queueHistories, QUEUES } from '../testing/arbitrary-queue-facts.ts';
import { anyArrival, arriving, entriesNaming, factsNaming, type History } from '../testing/history.ts';
import type { QueueState } from './queue-state.ts';
import { queueOf } from './testing-queue.ts';

const DOCUMENTS = [...QUEUES, ...COPIES.map((item) => `item:${item}`)];

/** The documents of both titles; those of titles that were merged have one state. */
function queuesOf(
  byDocument: ReadonlyMap<string, Facts>,
  items: readonly string[] = COPIES,
): readonly QueueState[] {
  const facts = (document: string): Facts => byDocument.get(document) ?? {};
  return [queueOf(facts, items, QUEUES), queueOf(facts, items, QUEUES.toReversed())];
}

function documentsOf(history: History): ReadonlyMap<string, Facts> {
  return new Map(DOCUMENTS.map((document) => [document, factsNaming(document, history)]));
}

/** Placings that count: those that no undo took back. */
function placings(documents: ReadonlyMap<string, Facts>): readonly string[] {
  const facts = unite(documents.get(QUEUES[0])!, documents.get(QUEUES[1])!);
  const isPlacing = ({ kind }: Fact): boolean => kind === 'hold.place' || kind === 'hold.open';
  return withoutUndone(inOrder(facts), new Set()).live.flatMap(({ id, fact }) =>
    isPlacing(fact) ? [id] : [],
  );
}

const runs = { numRuns: 2000, seed: 20261123 };

describe('queues of two titles', () => {
  test('L1 arrival order, repetition and late anchors change nothing in a queue, whatever was done to it', () => {
    fc.assert(
      fc.property(queueHistories(), anyArrival, (history, arrival) => {
        const { clocks } = history;
        const gathered = new Map(
          DOCUMENTS.map((one) => [one, arriving(entriesNaming(one, history), clocks, arrival)]),
        );
        expect(queuesOf(gathered, COPIES.toReversed())).toEqual(queuesOf(documentsOf(history)));
      }),
      runs,
    );
  });

  test('H1 a queue never loses or doubles a hold, and a patron has one open hold', () => {
    fc.assert(
      fc.property(queueHistories(), (history) => {
        const documents = documentsOf(history);
        const queues = new Map(queuesOf(documents).map((queue) => [queue.id, queue]));
        const holds = [...queues.values()].flatMap((queue) => queue.holds);
        expect(holds.flatMap((hold) => [hold.id, ...hold.aliases]).toSorted()).toEqual(
          placings(documents).toSorted(),
        );
        for (const queue of queues.values()) {
          const open = queue.holds.filter((hold) => !hold.ended).map((hold) => hold.patron);
          expect(new Set(open).size).toBe(open.length);
        }
      }),
      { ...runs, seed: 11 },
    );
  });

  test('H3 a copy serves one hold, no hold has more copies than it asks for, and each claim is honoured or a task', () => {
    fc.assert(
      fc.property(queueHistories(), (history) => {
        const documents = documentsOf(history);
        const queues = [...new Map(queuesOf(documents).map((queue) => [queue.id, queue])).values()];
        const captures = queues.flatMap((queue) => queue.holds.flatMap((hold) => hold.captures));
        expect(new Set(captures.map((c) => c.item)).size).toBe(captures.length);
        for (const hold of queues.flatMap((queue) => queue.holds)) {
          expect(hold.captures.length + hold.wanted).toBeLessThanOrEqual(hold.copies);
          expect(hold.wanted).toBeGreaterThanOrEqual(0);
          expect(hold.wanted > 0).toBe(hold.status === 'waiting');
          expect(hold.ended !== null && hold.captures.length > 0).toBe(false);
        }
        const tasks = queues.flatMap((queue) => queue.findings).filter((f) => f.kind !== 'undo-refused');
        for (const { by } of captures) expect(tasks.some((task) => task.entry === by)).toBe(false);
        expect(new Set(tasks.map((task) => task.entry)).size).toBe(tasks.length);
      }),
      { ...runs, seed: 13 },
    );
  });

  test('M5 a charge stands once under its id, and is whole cents above nothing', () => {
    fc.assert(
      fc.property(queueHistories(), (history) => {
        const queues = new Map(queuesOf(documentsOf(history)).map((queue) => [queue.id, queue.charges]));
        const charges = [...queues.values()].flat();
        expect(new Set(charges.map((c) => c.id)).size).toBe(charges.length);
        for (const charge of charges)
          expect('cents' in charge && charge.cents > 0 && charge.cents % 25 === 0).toBe(true);
      }),
      { ...runs, seed: 17 },
    );
  });
});
