import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnyEntry } from '../journal/entry.ts';
import { type Facts, unite } from '../journal/fact.ts';
import type { Contributions } from '../protocol/contribution.ts';
import { accountDoc, documentsNamedBy } from '../protocol/document-ids.ts';
import { chargeOpen, factsOf, TestStream, undoOf } from '../testing/make-entry.ts';
import type { DerivedCharge } from './derived-charge.ts';
import { foldAccount } from './fold-account.ts';
import * as money from './make-money.ts';

type Draft = Parameters<TestStream['write']>[0];

const KINDS = [
  ...['open', 'charge', 'charge', 'pay', 'pay', 'pin', 'told', 'waive', 'refund', 'offer', 'collect'],
  ...['reverse', 'subscribe', 'end', 'card', 'merge', 'distinct', 'undo', 'undo'],
] as const;

const act = fc.record({
  kind: fc.constantFrom(...KINDS),
  stream: fc.nat(2),
  patron: fc.constantFrom('anna', 'anna', 'berta'),
  at: fc.nat(30),
  cents: fc.integer({ min: 1, max: 900 }),
  of: fc.nat(40),
  more: fc.nat(40),
  rounding: fc.integer({ min: -2, max: 2 }),
});
type Act = Parameters<Parameters<typeof act.map>[0]>[0];

const DERIVED = ['late:1', 'late:2', 'replacement:3', 'processing:3', 'lending:4', 'late:never'];

/** What desks write one after another; each looks at the charges and payments that were written before, whoever wrote them. */
function written(acts: readonly Act[]): readonly AnyEntry[] {
  const streams = ['d1.a', 'd2.b', 'd3.c'].map((name) => new TestStream(name));
  const entries: AnyEntry[] = [];
  for (const one of acts) {
    const draft = draftOf(one, entries);
    if (draft) entries.push(streams[one.stream]!.write(draft, { at: money.FIRST_OF_DECEMBER + one.at }));
  }
  return entries;
}

function draftOf(
  { kind, patron, cents, of, more, rounding }: Act,
  entries: readonly AnyEntry[],
): Draft | null {
  const pick = <T>(from: readonly T[], index: number): T | undefined => from[index % from.length];
  const asked = entries.filter((e) => /^(charge|charge\.open|patron\.subscription|refund)$/.test(e.kind));
  const charges = [
    ...DERIVED,
    ...asked.map((e) => (e.kind === 'refund' ? `overpaid:${e._id}` : e._id)),
    ...asked.map((e) => e._id),
  ];
  const lines = [
    [pick(charges, of)!, cents],
    [pick(charges, more)!, (cents % 300) + 1],
  ] as const;
  switch (kind) {
    case 'open':
      return chargeOpen(patron, `${patron}:${of % 3}`, cents - 400);
    case 'charge':
      return money.charge(patron, cents);
    case 'pay':
      return money.pay(patron, lines.slice(0, 1 + (more % 2)), {
        cents: Math.max(1, cents + (of % 3) * 100 + rounding),
        roundingCents: rounding,
      });
    case 'pin':
      return money.pay(patron, lines, money.byPin((['approved', 'unknown', 'declined'] as const)[of % 3]!));
    case 'told': {
      const before = pick(
        entries.filter((e) => e.kind === 'pay'),
        of,
      );
      return before
        ? money.pay(
            patron,
            lines,
            money.byPin((['approved', 'unknown', 'declined'] as const)[more % 3]!, before._id),
          )
        : null;
    }
    case 'waive':
      return money.waive(patron, lines[0][0], cents);
    case 'refund':
      return money.refund(patron, cents, { roundingCents: rounding });
    case 'offer':
      return money.debitOffer(patron, lines, `b${of % 2}`);
    case 'collect':
      return money.debitCollect(patron, lines, `b${of % 2}`);
    case 'reverse':
      return money.debitReverse(patron, lines, `b${more % 2}`);
    case 'subscribe':
      return money.subscription(patron, {
        act: 'renew',
        from: `2026-0${1 + (of % 9)}-01`,
        priceCents: cents,
      });
    case 'end':
      return money.subscription(patron, { act: 'end', priceCents: 0, refundCents: cents });
    case 'card':
      return money.card(patron, cents % 400);
    case 'merge':
      return money.patronMerge('berta', 'anna');
    case 'distinct':
      return money.patronDistinct('berta', 'anna');
    case 'undo': {
      const target = pick(entries, of);
      return target ? undoOf(target) : null;
    }
  }
}

/** What books and queues say, as far as the bits have it. */
function said(bits: number): Contributions {
  const all: readonly (readonly [string, DerivedCharge])[] = [
    ['item:B1', money.late('1', 1 + (bits % 9))],
    ['item:B2', money.late('2', 12, { patron: 'berta' })],
    ['item:B3', money.replacement('3', bits % 2 ? money.FIRST_OF_DECEMBER + money.DAY : null)],
    ['queue:title:t1', money.derived('lending', '4', 150)],
    ['item:B1', money.claim('1')],
    ['item:B2', money.creditUse('5', money.FIRST_OF_DECEMBER, 2)],
  ];
  const result: Record<string, { charges: DerivedCharge[] }> = {};
  for (const [i, [source, one]] of all.entries())
    if (bits & (1 << i)) (result[source] ??= { charges: [] }).charges.push(one);
  return result;
}

const scene = fc.record({
  acts: fc.array(act, { maxLength: 24 }),
  bits: fc.nat(63),
  order: fc.array(fc.nat(1000), { minLength: 24, maxLength: 24 }),
  patron: fc.constantFrom('anna', 'berta'),
});

/** What the document of an account holds: after a merge the facts of both (decision 7). */
function inDocument(patron: string, entries: readonly AnyEntry[]): readonly AnyEntry[] {
  const merged = entries.some((e) => e.kind === 'patron.merge');
  const ids = merged ? ['anna', 'berta'] : [patron];
  const documents = new Set(ids.map(accountDoc));
  return entries.filter((e) => documentsNamedBy(e as unknown as Draft).some((d) => documents.has(d)));
}

const folded = (patron: string, entries: readonly AnyEntry[], bits: number) =>
  foldAccount(patron, factsOf(inDocument(patron, entries)), said(bits));

test('M1 an account is the same in whatever order its facts came, and however often', () => {
  fc.assert(
    fc.property(scene, ({ acts, bits, order, patron }) => {
      const entries = inDocument(patron, written(acts));
      const straight = foldAccount(patron, factsOf(entries), said(bits));
      const shuffled = entries
        .map((entry, i) => [order[i % order.length]!, entry] as const)
        .sort(([a], [b]) => a - b)
        .map(([, entry]) => entry);
      let facts: Facts = {};
      for (const entry of [...shuffled, ...shuffled.slice(0, 5)]) facts = unite(facts, factsOf([entry]));
      const contributions = Object.fromEntries(Object.entries(said(bits)).reverse());
      expect(foldAccount(patron, facts, contributions)).toEqual(straight);
      expect(JSON.parse(JSON.stringify(straight))).toEqual(straight);
    }),
    { numRuns: 500, seed: 11 },
  );
});

test('M1 the balance is the sum of the lines, and what is open less the credit', () => {
  fc.assert(
    fc.property(scene, ({ acts, bits, patron }) => {
      const { lines, balanceCents, charges, creditCents, owedCents } = folded(patron, written(acts), bits);
      expect(balanceCents).toBe(lines.reduce((sum, line) => sum + line.cents, 0));
      const open = charges.reduce((sum, charge) => sum + charge.openCents, 0);
      expect(balanceCents).toBe(open - creditCents);
      expect(Number.isInteger(balanceCents)).toBe(true);
      expect(owedCents).toBeGreaterThanOrEqual(0);
      expect(owedCents).toBeLessThanOrEqual(open);
      expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    }),
    { numRuns: 1000, seed: 12 },
  );
});

test('M2 a charge is never settled for more than it asks, and no part of it is negative', () => {
  fc.assert(
    fc.property(scene, ({ acts, bits, patron }) => {
      for (const charge of folded(patron, written(acts), bits).charges) {
        const { cents, paidCents, waivedCents, fromCreditCents, openCents } = charge;
        const { offeredCents, pendingCents } = charge;
        expect(paidCents + waivedCents + fromCreditCents + openCents).toBe(cents);
        expect(offeredCents + pendingCents).toBeLessThanOrEqual(openCents);
        for (const part of [paidCents, waivedCents, fromCreditCents, openCents, offeredCents, pendingCents])
          expect(part).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 1000, seed: 13 },
  );
});

test('M4 credit comes from money alone: paid here, by the bank, or to the old system', () => {
  fc.assert(
    fc.property(scene, ({ acts, bits, patron }) => {
      const { lines, charges, creditCents } = folded(patron, written(acts), bits);
      const money = lines.filter(({ reason }) =>
        /^(pay|refund|debit|rounding|subscription-refund)/.test(reason),
      );
      const opening = lines.filter(({ reason, cents }) => reason === 'late' && cents < 0);
      const brought = -[...money, ...opening].reduce((sum, line) => sum + line.cents, 0);
      const used = charges.reduce((sum, c) => sum + c.paidCents + c.fromCreditCents, 0);
      const overpaid = charges.filter((c) => c.reason === 'overpaid').reduce((sum, c) => sum + c.cents, 0);
      expect(creditCents).toBeGreaterThanOrEqual(0);
      expect(creditCents + used).toBeLessThanOrEqual(brought + overpaid);
      const waived = folded(patron, written(acts.filter(({ kind }) => kind === 'waive')), bits);
      expect(waived.creditCents).toBe(0);
    }),
    { numRuns: 500, seed: 14 },
  );
});

test('L6 whatever charges vanish, no paid cent is lost', () => {
  fc.assert(
    fc.property(scene, ({ acts, bits, patron }) => {
      const entries = written(acts.filter(({ kind }) => kind !== 'waive'));
      const [before, after] = [folded(patron, entries, bits), folded(patron, entries, 0)];
      const derived = (state: typeof before): number =>
        state.charges.filter((c) => DERIVED.includes(c.id)).reduce((sum, c) => sum + c.cents, 0);
      expect(after.balanceCents).toBe(before.balanceCents - derived(before));
    }),
    { numRuns: 500, seed: 15 },
  );
});

test('M2 undoing the newest act of all leaves the account as it was', () => {
  fc.assert(
    fc.property(scene, ({ acts, bits }) => {
      const before = written(acts);
      const last = new TestStream('d9.z');
      const paid = last.write(money.pay('anna', [['late:1', 120]]), { at: money.FIRST_OF_DECEMBER + 100 });
      const undo = last.write(undoOf(paid), { at: money.FIRST_OF_DECEMBER + 101 });
      const { newest: _, ...expected } = folded('anna', before, bits);
      const { newest, ...undone } = folded('anna', [...before, paid, undo], bits);
      expect(undone).toEqual(expected);
      expect(newest).toBe(undo._id);
    }),
    { numRuns: 300, seed: 16 },
  );
});
