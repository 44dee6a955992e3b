import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldItem } from '../circulation/fold-item.ts';
import { joinClocks, type StreamClock } from '../clock/timing.ts';
import { contributionsOfItem, type Contributions } from '../protocol/contribution.ts';
import { foldQueue } from '../holds/fold-queue.ts';
import {
  checkin,
  checkout,
  holdCancel,
  holdPlace,
  itemOpen,
  loanOpen,
  renew,
  QuickStream,
} from '../testing/make-entry.ts';
import type { AnyEntry } from './entry.ts';
import { type Fact, factOf, type Facts, retime, unite } from './fact.ts';

const B = '30100281774501';
const Q = 'queue:title:t1';
const PATRONS = ['anna', 'bram', 'celil'] as const;

type Step = {
  readonly desk: number;
  readonly act: number;
  readonly patron: number;
  readonly pause: number;
  readonly pick: number;
};

const steps = fc.array(
  fc.record({
    desk: fc.nat(2),
    act: fc.nat(6),
    patron: fc.nat(2),
    pause: fc.integer({ min: 1, max: 50 }),
    pick: fc.nat(5),
  }),
  { minLength: 1, maxLength: 24 },
);
const offsets = fc.tuple(
  ...[0, 1, 2].map(() =>
    fc.record({ wrong: fc.integer({ min: -500, max: 500 }), anchored: fc.boolean(), late: fc.boolean() }),
  ),
);

interface World {
  readonly entries: readonly AnyEntry[];
  readonly clocks: ReadonlyMap<string, StreamClock>;
}

/** Three desks with clocks that are wrong work on one book and its queue. */
function play(script: readonly Step[], clocksOf: readonly { wrong: number; anchored: boolean }[]): World {
  const desks = [0, 1, 2].map((n) => new QuickStream(`d${n}.x`));
  const holds: AnyEntry[] = [];
  const loans: AnyEntry[] = [];
  let now = 10_000;
  for (const step of script) {
    now += step.pause;
    const at = now + clocksOf[step.desk]!.wrong;
    const desk = desks[step.desk]!;
    const patron = PATRONS[step.patron]!;
    const hold = holds[step.pick % Math.max(1, holds.length)];
    const when = { at, mono: now, session: step.pick % 2 ? 'visit' : null };
    if (step.act === 0) desk.write(itemOpen(B), when);
    else if (step.act === 1)
      loans.push(desk.write(checkout(B, patron, '2026-12-14', step.pick % 3 ? 'renew' : 'loan'), when));
    else if (step.act === 2)
      desk.write(
        checkin(
          B,
          hold && { hold: hold._id, queue: Q, patron: hold.body['patron'] as string, pickup: 'centrum' },
        ),
        when,
      );
    else if (step.act === 3 && loans.length)
      desk.write(renew(B, loans[step.pick % loans.length]!._id, patron, '2027-01-10'), when);
    else if (step.act === 4) holds.push(desk.write(holdPlace(Q, patron), when));
    else if (step.act === 5 && hold) desk.write(holdCancel(Q, hold._id), when);
    else desk.write(loanOpen(B, patron, now - 5000), when);
  }
  const clocks = new Map<string, StreamClock>();
  for (const [n, desk] of desks.entries()) {
    const anchor = { seq: 1, wall: now + clocksOf[n]!.wrong, mono: now, boot: 'boot', server: now };
    clocks.set(desk.stream, {
      stream: desk.stream,
      previous: null,
      anchors: clocksOf[n]!.anchored ? [anchor] : [],
    });
  }
  return { entries: desks.flatMap((d) => d.entries), clocks };
}

function named(entries: readonly AnyEntry[], clocks: World['clocks'], queue: boolean): Facts {
  const facts: Record<string, Fact> = {};
  for (const entry of entries)
    if (entry.kind.startsWith('hold.') === queue) facts[entry._id] = factOf(entry, clocks)!;
  return facts;
}

function stateOf(item: Facts, queue: Facts) {
  const folded = foldItem(B, item);
  const own = contributionsOfItem(folded).get(Q);
  const contributions: Contributions = own ? { [`item:${B}`]: own } : {};
  return { item: folded, queue: foldQueue(Q, queue, contributions) };
}

describe('convergence', () => {
  test('L1 arrival order, repetition and late anchors change nothing', () => {
    fc.assert(
      fc.property(steps, offsets, fc.infiniteStream(fc.nat(1000)), (script, clocksOf, numbers) => {
        const { entries, clocks } = play(script, clocksOf);
        const whole = stateOf(named(entries, clocks, false), named(entries, clocks, true));
        const arrival = [...entries, ...entries.slice(0, 5)]
          .map((entry) => ({ entry, key: numbers.next().value as number }))
          .sort((a, b) => a.key - b.key);
        const known = new Map<string, StreamClock>();
        let item: Facts = {};
        let queue: Facts = {};
        for (const [i, { entry }] of arrival.entries()) {
          const desk = clocksOf[Number(entry.stream[1])]!;
          if (!desk.late || i === arrival.length - 1)
            for (const [stream, clock] of clocks)
              if (!desk.late) known.set(stream, joinClocks(known.get(stream) ?? clock, clock));
          const fact: Facts = { [entry._id]: factOf(entry, known)! };
          if (entry.kind.startsWith('hold.')) queue = unite(queue, fact);
          else item = unite(item, fact);
        }
        expect(stateOf(retime(item, clocks), retime(queue, clocks))).toEqual(whole);
      }),
      { numRuns: 2000, seed: 20261122 },
    );
  });

  test('L2 at most one loan is open, and every checkout is a loan, an alias or history exactly once', () => {
    fc.assert(
      fc.property(steps, offsets, (script, clocksOf) => {
        const { entries, clocks } = play(script, clocksOf);
        const { item } = stateOf(named(entries, clocks, false), named(entries, clocks, true));
        const loans = [...item.history, ...(item.loan ? [item.loan] : [])];
        const ids = loans.flatMap((loan) => [loan.id, ...loan.aliases]);
        const expected = entries
          .filter((e) => e.kind === 'checkout' || e.kind === 'loan.open')
          .map((e) => e._id);
        expect(ids.toSorted()).toEqual(expected.toSorted());
        expect(item.history.every((loan) => loan.ended !== null)).toBe(true);
      }),
      { numRuns: 2000, seed: 7 },
    );
  });

  test('H1 a queue never loses or doubles a hold, and has one open hold a patron', () => {
    fc.assert(
      fc.property(steps, offsets, (script, clocksOf) => {
        const { entries, clocks } = play(script, clocksOf);
        const { queue } = stateOf(named(entries, clocks, false), named(entries, clocks, true));
        const ids = queue.holds.flatMap((hold) => [hold.id, ...hold.aliases]);
        expect(ids.toSorted()).toEqual(
          entries
            .filter((e) => e.kind === 'hold.place')
            .map((e) => e._id)
            .toSorted(),
        );
        const copies = queue.holds.flatMap((h) => h.copy?.item ?? []);
        expect(new Set(copies).size).toBe(copies.length);
      }),
      { numRuns: 2000, seed: 11 },
    );
  });

  test('L1 the union of two halves is the whole, whichever way round', () => {
    fc.assert(
      fc.property(steps, offsets, fc.nat(), (script, clocksOf, cut) => {
        const { entries, clocks } = play(script, clocksOf);
        const facts = named(entries, clocks, false);
        const keys = Object.keys(facts);
        const pick = (side: number): Facts =>
          Object.fromEntries(
            keys.filter((_, i) => (cut >> (i % 8)) % 2 === side || i % 3 === 0).map((k) => [k, facts[k]!]),
          );
        const [a, b] = [pick(0), pick(1)];
        expect(foldItem(B, unite(a, b))).toEqual(foldItem(B, unite(b, a)));
        expect(Object.keys(unite(a, b)).length).toBe(keys.length);
      }),
      { numRuns: 2000, seed: 3 },
    );
  });
});
