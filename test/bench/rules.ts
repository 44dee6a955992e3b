import { foldItem } from '@balie/shared/circulation/fold-item.ts';
import { decideCheckout } from '@balie/shared/deciding/decide-checkout.ts';
import type { PatronLoan } from '@balie/shared/deciding/situation.ts';
import { foldQueue } from '@balie/shared/holds/fold-queue.ts';
import type { Facts } from '@balie/shared/journal/fact.ts';
import {
  checkin,
  checkout,
  factsOf,
  holdCancel,
  holdPlace,
  itemOpen,
  renew,
  TestStream,
} from '@balie/shared/testing/make-entry.ts';
import { B, book, counter, patron, Q } from '@balie/shared/testing/make-situation.ts';
import { type Benchmark, percentile, type Result, rounded } from './benchmark.ts';

const SIZES = [10, 100, 1000] as const;
const SAMPLES = 200;
const HOLDS = 500;
const LOANS = 60;

/** A book's whole timeline: lent, renewed and taken back by turns, at three desks. */
function timeline(entries: number): Facts {
  const desks = ['d1.a', 'd2.a', 'd3.a'].map((name) => new TestStream(name));
  desks[0]!.write(itemOpen(B), { at: 1 });
  for (let i = 1, at = 2; i < entries; i++, at += 1000) {
    const desk = desks[i % 3]!;
    const lent = desks.flatMap((d) => d.entries).findLast((e) => e.kind === 'checkout');
    if (i % 3 === 1) desk.write(checkout(B, `p${i % 40}`), { at });
    else if (i % 3 === 2) desk.write(renew(B, lent!._id, `p${(i - 1) % 40}`, '2027-01-10'), { at });
    else desk.write(checkin(B), { at });
  }
  return factsOf(desks.flatMap((d) => d.entries));
}

/** Holds of as many people, every fifth cancelled. */
function queue(entries: number): Facts {
  const web = new TestStream('web.a');
  for (let i = 0; web.entries.length < entries; i++) {
    const hold = web.write(holdPlace(Q, `p${i}`), { at: 10 * i + 1 });
    if (i % 5 === 4 && web.entries.length < entries) web.write(holdCancel(Q, hold._id), { at: 10 * i + 2 });
  }
  return factsOf(web.entries);
}

/** Beside reading the same facts from their text, which is the least that anybody does with a document. */
function growing(
  name: string,
  summary: string,
  make: (entries: number) => Facts,
  fold: (facts: Facts) => unknown,
): Benchmark {
  return {
    name,
    summary,
    seconds: 60,
    alone: true,
    run: () => {
      const times = SIZES.map((size) => {
        const facts = make(size);
        const text = JSON.stringify(facts);
        const folding = sampled(() => fold(facts));
        const reading = sampled(() => JSON.parse(text));
        return { size, folding, reading };
      });
      const [small, , large] = times as [(typeof times)[0], (typeof times)[0], (typeof times)[0]];
      const { folding, reading } = large;
      return Promise.resolve<Result>({
        name,
        what: summary,
        unit: 'ms',
        value: rounded(percentile(folding, 0.5)),
        beside: `reading ${large.size} facts from their JSON`,
        limit: rounded(percentile(reading, 0.5)),
        limitUnit: 'ms',
        ratio: rounded(percentile(folding, 0.5) / percentile(reading, 0.5)),
        samples: SAMPLES,
        parts: {
          ...Object.fromEntries(times.map((t) => [`ms${t.size}`, rounded(percentile(t.folding, 0.5))])),
          growth: rounded(
            exponent(small.size, percentile(small.folding, 0.5), large.size, percentile(folding, 0.5)),
          ),
        },
      });
    },
  };
}

export const folding = growing(
  'fold-item',
  'a book with a full timeline folded, 10 to 1,000 entries; growth is the power of their number',
  timeline,
  (facts) => foldItem(B, facts),
);

export const queueing = growing(
  'fold-queue',
  'the queue of one title folded, 10 to 1,000 entries',
  queue,
  (facts) => foldQueue(Q, facts, {}),
);

/** A patron with 60 loans, a book whose title 500 wait for. */
export const deciding: Benchmark = {
  name: 'decide',
  summary: `a checkout decided for a patron with ${LOANS} loans, of a book for which ${HOLDS} wait`,
  seconds: 60,
  alone: true,
  run() {
    const waiting = new TestStream('web.a');
    for (let i = 0; i < HOLDS; i++) waiting.write(holdPlace(Q, `w${i}`), { at: i + 1 });
    const copy = book((desk) => desk.write(itemOpen(B), { at: 1 }), waiting);
    const times = [0, LOANS / 2, LOANS].map((loans) => {
      const borrower = patron({}, manyLoans(loans));
      return sampled(() => decideCheckout(counter, borrower, copy, { reason: 'other' }));
    });
    const text = JSON.stringify([patron({}, manyLoans(LOANS)), copy]);
    const reading = sampled(() => JSON.parse(text));
    const most = times.at(-1)!;
    const pair = (share: number): Pick<Result, 'value' | 'limit' | 'ratio'> => ({
      value: rounded(percentile(most, share)),
      limit: rounded(percentile(reading, share)),
      ratio: rounded(percentile(most, share) / percentile(reading, share)),
    });
    return Promise.resolve<Result>({
      name: this.name,
      what: this.summary,
      unit: 'ms',
      ...pair(0.5),
      beside: 'reading the same situation from its JSON',
      limitUnit: 'ms',
      p95: pair(0.95),
      samples: SAMPLES,
      parts: Object.fromEntries(
        times.map((t, i) => [`ms${(i * LOANS) / 2}Loans`, rounded(percentile(t, 0.5))]),
      ),
    });
  },
};

function manyLoans(count: number): readonly PatronLoan[] {
  return Array.from({ length: count }, (_, i) => {
    const desk = new TestStream('d1.a');
    const barcode = `B${i}`;
    desk.write(checkout(barcode, 'anna'), { at: i + 1 });
    const loan = foldItem(barcode, factsOf(desk.entries)).loan!;
    return { item: barcode, loanGroup: 'boek', loan, due: loan.due };
  });
}

/** Milliseconds of each of many runs, after some that warm up. */
function sampled(work: () => unknown): readonly number[] {
  for (let i = 0; i < SAMPLES / 4; i++) work();
  return Array.from({ length: SAMPLES }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
}

/** The power with which time grows with size: 1 is linear. */
function exponent(size: number, ms: number, larger: number, largerMs: number): number {
  return Math.log(largerMs / ms) / Math.log(larger / size);
}
