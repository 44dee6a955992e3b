import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnyEntry } from '../journal/entry.ts';
import type { Draft } from '../journal/seal.ts';
import type { Contributions } from '../protocol/contribution.ts';
import { accountDoc, documentsNamedBy } from '../protocol/document-ids.ts';
import { DERIVED, moneyActs, moneyHistories, moneyWritten } from '../testing/arbitrary-money-facts.ts';
import { anyArrival, arriving } from '../testing/history.ts';
import { factsOf, QuickStream, undoOf } from '../testing/make-entry.ts';
import type { DerivedCharge } from './derived-charge.ts';
import { foldAccount } from './fold-account.ts';
import * as money from './make-money.ts';

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

const WHO = fc.constantFrom('anna', 'berta');
const scene = fc.record({
  acts: moneyActs,
  bits: fc.nat(63),
  patron: WHO,
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
    fc.property(moneyHistories, fc.nat(63), WHO, anyArrival, (history, bits, patron, arrival) => {
      const { clocks } = history;
      const entries = inDocument(patron, history.entries);
      const straight = foldAccount(patron, factsOf(entries, clocks), said(bits));
      const contributions = Object.fromEntries(Object.entries(said(bits)).reverse());
      expect(foldAccount(patron, arriving(entries, clocks, arrival), contributions)).toEqual(straight);
      expect(JSON.parse(JSON.stringify(straight))).toEqual(straight);
    }),
    { numRuns: 2000, seed: 11 },
  );
});

test('M1 the balance is the sum of the lines, and what is open less the credit', () => {
  fc.assert(
    fc.property(scene, ({ acts, bits, patron }) => {
      const { lines, balanceCents, charges, creditCents, owedCents } = folded(
        patron,
        moneyWritten(acts),
        bits,
      );
      expect(balanceCents).toBe(lines.reduce((sum, line) => sum + line.cents, 0));
      const open = charges.reduce((sum, charge) => sum + charge.openCents, 0);
      expect(balanceCents).toBe(open - creditCents);
      expect(Number.isInteger(balanceCents)).toBe(true);
      expect(owedCents).toBeGreaterThanOrEqual(0);
      expect(owedCents).toBeLessThanOrEqual(open);
      expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    }),
    { numRuns: 2000, seed: 12 },
  );
});

test('M2 a charge is never settled for more than it asks, and no part of it is negative', () => {
  fc.assert(
    fc.property(scene, ({ acts, bits, patron }) => {
      for (const charge of folded(patron, moneyWritten(acts), bits).charges) {
        const { cents, paidCents, waivedCents, fromCreditCents, openCents } = charge;
        const { offeredCents, pendingCents } = charge;
        expect(paidCents + waivedCents + fromCreditCents + openCents).toBe(cents);
        expect(offeredCents + pendingCents).toBeLessThanOrEqual(openCents);
        for (const part of [paidCents, waivedCents, fromCreditCents, openCents, offeredCents, pendingCents])
          expect(part).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 2000, seed: 13 },
  );
});

test('M4 credit comes from money alone: paid here, by the bank, or to the old system', () => {
  fc.assert(
    fc.property(scene, ({ acts, bits, patron }) => {
      const { lines, charges, creditCents } = folded(patron, moneyWritten(acts), bits);
      const money = lines.filter(({ reason }) =>
        /^(pay|refund|debit|rounding|subscription-refund)/.test(reason),
      );
      const opening = lines.filter(({ reason, cents }) => reason === 'late' && cents < 0);
      const brought = -[...money, ...opening].reduce((sum, line) => sum + line.cents, 0);
      const used = charges.reduce((sum, c) => sum + c.paidCents + c.fromCreditCents, 0);
      const overpaid = charges.filter((c) => c.reason === 'overpaid').reduce((sum, c) => sum + c.cents, 0);
      expect(creditCents).toBeGreaterThanOrEqual(0);
      expect(creditCents + used).toBeLessThanOrEqual(brought + overpaid);
      const waived = folded(patron, moneyWritten(acts.filter(({ kind }) => kind === 'waive')), bits);
      expect(waived.creditCents).toBe(0);
    }),
    { numRuns: 2000, seed: 14 },
  );
});

test('L6 whatever charges vanish, no paid cent is lost', () => {
  fc.assert(
    fc.property(scene, ({ acts, bits, patron }) => {
      const entries = moneyWritten(acts.filter(({ kind }) => kind !== 'waive'));
      const [before, after] = [folded(patron, entries, bits), folded(patron, entries, 0)];
      const derived = (state: typeof before): number =>
        state.charges.filter((c) => DERIVED.includes(c.id)).reduce((sum, c) => sum + c.cents, 0);
      expect(after.balanceCents).toBe(before.balanceCents - derived(before));
    }),
    { numRuns: 2000, seed: 15 },
  );
});

test('M2 undoing the newest act of all leaves the account as it was', () => {
  fc.assert(
    fc.property(scene, ({ acts, bits }) => {
      const before = moneyWritten(acts);
      const last = new QuickStream('d9.z');
      const paid = last.write(money.pay('anna', [['late:1', 120]]), { at: money.FIRST_OF_DECEMBER + 100 });
      const undo = last.write(undoOf(paid), { at: money.FIRST_OF_DECEMBER + 101 });
      const { newest: _, ...expected } = folded('anna', before, bits);
      const { newest, ...undone } = folded('anna', [...before, paid, undo], bits);
      expect(undone).toEqual(expected);
      expect(newest).toBe(undo._id);
    }),
    { numRuns: 2000, seed: 16 },
  );
});
