import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinClocks, type StreamClock } from '../clock/timing.ts';
import { type Fact, factOf, type Facts, retime, unite } from '../journal/fact.ts';
import type { AnyEntry } from '../journal/entry.ts';
import { inOrder } from '../journal/order.ts';
import { withoutUndone } from '../journal/undo.ts';
import type { Draft } from '../journal/seal.ts';
import { documentsNamedBy } from '../protocol/document-ids.ts';
import {
  checkin,
  checkout,
  holdCancel,
  holdCancelByLibrary,
  holdExpire,
  holdMove,
  holdNotOnShelf,
  holdOpen,
  holdPlaceAs,
  holdResume,
  holdSuspend,
  TestStream,
  titleMerge,
  undoOf,
} from '../testing/make-entry.ts';
import type { QueueState } from './queue-state.ts';
import { Q, queueOf } from './testing-queue.ts';

const OTHER = 'queue:title:t2';
const ITEMS = ['b1', 'b2', 'b3'] as const;
const PATRONS = ['anna', 'bram', 'school'] as const;
const ENDS = ['not-collected', 'not-filled', 'subscription-ended'] as const;
const fees = { placingCents: 50, pickupCents: 75, uncollectedCents: 200 };

type Written = Pick<Draft, 'kind' | 'body'>;

const steps = fc.array(
  fc.record({
    desk: fc.nat(2),
    act: fc.nat(15),
    patron: fc.nat(2),
    item: fc.nat(2),
    pick: fc.nat(7),
    pause: fc.integer({ min: 1, max: 50 }),
  }),
  { minLength: 1, maxLength: 40 },
);
const clocksOf = fc.tuple(
  ...[0, 1, 2].map(() =>
    fc.record({ wrong: fc.integer({ min: -300, max: 300 }), anchored: fc.boolean(), late: fc.boolean() }),
  ),
);
type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never;
type Clocks = typeof clocksOf extends fc.Arbitrary<infer T> ? T : never;

interface World {
  readonly entries: readonly AnyEntry[];
  readonly clocks: ReadonlyMap<string, StreamClock>;
}

/** Three desks with clocks that are wrong do everything that can be done to holds on two titles and their three copies. */
function play(script: Steps, wrong: Clocks): World {
  const desks = [0, 1, 2].map((n) => new TestStream(`d${n}.x`));
  const all: AnyEntry[] = [];
  const holds: AnyEntry[] = [];
  let now = 10_000;
  for (const step of script) {
    now += step.pause;
    const hold = holds[step.pick % Math.max(1, holds.length)];
    const written = act(step, hold, all);
    if (!written) continue;
    const entry = desks[step.desk]!.write(written, { at: now + wrong[step.desk]!.wrong, mono: now });
    all.push(entry);
    if (entry.kind === 'hold.place' || entry.kind === 'hold.open') holds.push(entry);
  }
  const clocks = new Map<string, StreamClock>();
  for (const [n, { stream }] of desks.entries()) {
    const anchor = { seq: 1, wall: now + wrong[n]!.wrong, mono: now, boot: 'boot', server: now };
    clocks.set(stream, { stream, previous: null, anchors: wrong[n]!.anchored ? [anchor] : [] });
  }
  return { entries: desks.flatMap((d) => d.entries), clocks };
}

function act(step: Steps[number], hold: AnyEntry | undefined, all: readonly AnyEntry[]): Written | null {
  const { patron: p, item: i, pick } = step;
  const [patron, item] = [PATRONS[p]!, ITEMS[i]!];
  const queue = pick % 4 ? Q : OTHER;
  if (step.act < 3)
    return holdPlaceAs(queue, patron, { fees, copies: patron === 'school' ? 2 : 1, priority: pick % 2 });
  if (step.act === 3) return holdOpen(queue, patron, pick % 2 ? { suspended: true } : {});
  if (step.act === 4) return titleMerge('t2', 't1');
  if (step.act === 5) return checkout(item, patron);
  if (step.act === 6 && all.length) return undoOf(all[(pick * 7 + i) % all.length]!);
  if (!hold) return null;
  const [id, owner, at] = [hold._id, hold.body['patron'] as string, hold.body['queue'] as string];
  switch (step.act) {
    case 7:
      return holdCancel(at, id);
    case 8:
      return holdCancelByLibrary(at, id);
    case 9:
      return pick % 2 ? holdSuspend(at, id, '2026-12-24') : holdResume(at, id);
    case 10:
      return holdMove(at, id, pick % 2 ? { priority: pick } : { pickup: 'noord' });
    case 11:
      return holdNotOnShelf(at, id, item);
    case 12:
      return holdExpire(at, id, ENDS[pick % 3]!, item);
    case 13: {
      const { kind, body } = checkout(item, patron);
      return { kind, body: { ...body, fulfils: { hold: id, queue: at } } } as Written;
    }
    default:
      return checkin(item, { hold: id, queue: at, patron: owner, pickup: 'centrum' });
  }
}

const names = (entry: AnyEntry): readonly string[] => documentsNamedBy(entry as unknown as Draft);

/** The documents of both titles; those of titles that were merged have one state. */
function queuesOf(
  byDocument: ReadonlyMap<string, Facts>,
  items: readonly string[] = ITEMS,
): readonly QueueState[] {
  const facts = (document: string): Facts => byDocument.get(document) ?? {};
  return [queueOf(facts, items, [Q, OTHER]), queueOf(facts, items, [OTHER, Q])];
}

function documentsOf({ entries, clocks }: World): Map<string, Facts> {
  const documents = new Map<string, Facts>();
  for (const entry of entries)
    for (const document of names(entry))
      documents.set(document, unite(documents.get(document) ?? {}, { [entry._id]: factOf(entry, clocks)! }));
  return documents;
}

/** Placings that count: those that no undo took back. */
function placings(documents: ReadonlyMap<string, Facts>): readonly string[] {
  const facts = unite(documents.get(Q) ?? {}, documents.get(OTHER) ?? {});
  const isPlacing = ({ kind }: Fact): boolean => kind === 'hold.place' || kind === 'hold.open';
  return withoutUndone(inOrder(facts), new Set()).live.flatMap(({ id, fact }) =>
    isPlacing(fact) ? [id] : [],
  );
}

const runs = { numRuns: 400, seed: 20261123 };

describe('queues of two titles', () => {
  test('L1 arrival order, repetition and late anchors change nothing in a queue, whatever was done to it', () => {
    fc.assert(
      fc.property(steps, clocksOf, fc.infiniteStream(fc.nat(1000)), (script, wrong, numbers) => {
        const world = play(script, wrong);
        const arrival = [...world.entries, ...world.entries.slice(0, 6)]
          .map((entry) => ({ entry, key: numbers.next().value as number }))
          .sort((a, b) => a.key - b.key);
        const known = new Map<string, StreamClock>();
        const documents = new Map<string, Facts>();
        for (const { entry } of arrival) {
          for (const [n, clock] of [...world.clocks.values()].entries())
            if (!wrong[n]!.late) known.set(clock.stream, joinClocks(known.get(clock.stream) ?? clock, clock));
          const fact: Facts = { [entry._id]: factOf(entry, known)! };
          for (const document of names(entry))
            documents.set(document, unite(documents.get(document) ?? {}, fact));
        }
        for (const [document, facts] of documents) documents.set(document, retime(facts, world.clocks));
        expect(queuesOf(documents, ITEMS.toReversed())).toEqual(queuesOf(documentsOf(world)));
      }),
      runs,
    );
  });

  test('H1 a queue never loses or doubles a hold, and a patron has one open hold', () => {
    fc.assert(
      fc.property(steps, clocksOf, (script, wrong) => {
        const documents = documentsOf(play(script, wrong));
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
      fc.property(steps, clocksOf, (script, wrong) => {
        const documents = documentsOf(play(script, wrong));
        const queues = [...new Map(queuesOf(documents).map((queue) => [queue.id, queue])).values()];
        const captures = queues.flatMap((queue) => queue.holds.flatMap((hold) => hold.captures));
        expect(new Set(captures.map((c) => c.item)).size).toBe(captures.length);
        for (const hold of queues.flatMap((queue) => queue.holds)) {
          expect(hold.captures.length + hold.wanted).toBeLessThanOrEqual(hold.copies);
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
      fc.property(steps, clocksOf, (script, wrong) => {
        const queues = new Map(
          queuesOf(documentsOf(play(script, wrong))).map((queue) => [queue.id, queue.charges]),
        );
        const charges = [...queues.values()].flat();
        expect(new Set(charges.map((c) => c.id)).size).toBe(charges.length);
        for (const charge of charges)
          expect('cents' in charge && charge.cents > 0 && charge.cents % 25 === 0).toBe(true);
      }),
      { ...runs, numRuns: 200, seed: 17 },
    );
  });
});
