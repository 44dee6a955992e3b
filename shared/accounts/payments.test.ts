import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsOf, QuickStream, TestStream } from '../testing/make-entry.ts';
import { payBody } from './bodies.ts';
import { roundToFiveCents } from './cash-rounding.ts';
import { foldAccount } from './fold-account.ts';
import * as money from './make-money.ts';
import { mayCharge } from './may-charge.ts';
import { payment } from './payments.ts';
import { duplicateReceipts, nextReceipt } from './receipts.ts';
import { inOrder } from '../journal/order.ts';

const bookingOf = (): typeof money.BOOKING => money.BOOKING;

/** Anna's account after charges of so many cents, and what was paid besides. */
function owing(...cents: number[]): {
  readonly ids: readonly string[];
  readonly charges: ReturnType<typeof foldAccount>['charges'];
  readonly after: (draft: Parameters<TestStream['write']>[0]) => ReturnType<typeof foldAccount>;
} {
  const desk = new QuickStream('d1.a');
  const ids = cents.map((amount, i) => desk.write(money.charge('anna', amount), { at: i })._id);
  const { charges } = foldAccount('anna', factsOf(desk.entries));
  const after = (draft: Parameters<TestStream['write']>[0]) => {
    desk.write(draft, { at: 1000 });
    return foldAccount('anna', factsOf(desk.entries));
  };
  return { ids, charges, after };
}

test('M8 cash is rounded to five cents, both ways alike', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(roundToFiveCents)).toEqual([
    0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10,
  ]);
  expect([-2, -3, -1003].map(roundToFiveCents)).toEqual([0, -5, -1005]);
});

test('M8 all that is open is paid in cash: rounded, with change', () => {
  const { ids, charges } = owing(402, 100);
  expect(payment(charges, { method: 'cash', givenCents: 1000, bookingOf })).toEqual({
    lines: [
      { charge: ids[0], cents: 402, booking: money.BOOKING },
      { charge: ids[1], cents: 100, booking: money.BOOKING },
    ],
    cents: 500,
    roundingCents: -2,
    changeCents: 500,
  });
  expect(payment(charges, { method: 'cash', givenCents: 500, bookingOf })).toMatchObject({
    cents: 500,
    roundingCents: -2,
  });
});

test('M8 a terminal takes the exact amount', () => {
  const { charges } = owing(402, 101);
  expect(payment(charges, { method: 'pin', givenCents: null, bookingOf })).toMatchObject({
    cents: 503,
    roundingCents: 0,
    changeCents: 0,
  });
});

test('M1 what is not enough pays the oldest first, and the chosen ones only', () => {
  const { ids, charges } = owing(400, 300, 200);
  const part = payment(charges, { method: 'cash', givenCents: 500, bookingOf });
  expect(part?.lines.map(({ charge, cents }) => [charge, cents])).toEqual([
    [ids[0], 400],
    [ids[1], 100],
  ]);
  const chosen = payment(charges, {
    method: 'cash',
    givenCents: 250,
    chosen: new Set([ids[2]!, ids[1]!]),
    bookingOf,
  });
  expect(chosen?.lines.map(({ charge, cents }) => [charge, cents])).toEqual([[ids[1], 250]]);
});

test('M8 copper that is given besides goes back', () => {
  expect(payment(owing(1000).charges, { method: 'cash', givenCents: 503, bookingOf })).toMatchObject({
    cents: 500,
    roundingCents: 0,
    changeCents: 3,
  });
});

test('M8 who owes more charges than a receipt holds pays the oldest of them', () => {
  const { charges } = owing(...new Array<number>(61).fill(100));
  const found = payment(charges, { method: 'pin', givenCents: null, bookingOf });
  expect(found).toMatchObject({ cents: 6000, changeCents: 0 });
  expect(found?.lines).toHaveLength(60);
});

test('M8 two cents cannot be paid in cash', () => {
  expect(payment(owing(2).charges, { method: 'cash', givenCents: null, bookingOf })).toBeNull();
  expect(payment(owing(2).charges, { method: 'pin', givenCents: null, bookingOf })?.cents).toBe(2);
  expect(payment([], { method: 'cash', givenCents: 500, bookingOf })).toBeNull();
});

test('M7 what the bank was asked for is not taken at the counter as well', () => {
  const { ids, after } = owing(400, 300);
  const { charges } = after(money.debitOffer('anna', [[ids[0]!, 400]]));
  expect(payment(charges, { method: 'pin', givenCents: null, bookingOf })?.cents).toBe(300);
});

test('M8 a charge that follows from a loan names its book in the payment', () => {
  const { charges } = foldAccount('anna', {}, money.saidBy([money.late('1', 4)]));
  expect(payment(charges, { method: 'pin', givenCents: null, bookingOf: () => undefined })?.lines).toEqual([
    { charge: 'late:1', cents: 120, item: 'B1' },
  ]);
});

test('M8 whatever is given, a payment settles what it says, never more than is open, and what it takes and gives back is what was given', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 2000 }), { maxLength: 70 }),
      fc.constantFrom('cash' as const, 'pin' as const),
      fc.option(fc.integer({ min: 1, max: 1000 }).map((n) => n * 5)),
      (amounts, method, givenCents) => {
        const { charges, after } = owing(...amounts);
        const found = payment(charges, { method, givenCents, bookingOf });
        if (!found) return;
        const { lines, cents, roundingCents, changeCents } = found;
        expect(cents).toBe(lines.reduce((sum, line) => sum + line.cents, 0) + roundingCents);
        expect(changeCents).toBeGreaterThanOrEqual(0);
        if (givenCents !== null) expect(cents + changeCents).toBe(givenCents);
        if (method === 'cash') expect(cents % 5).toBe(0);
        const draft = money.pay('anna', [], { lines: [...lines], cents, roundingCents, method });
        expect(payBody.safeParse(draft.body).success).toBe(true);
        const state = after(draft);
        expect(state).toMatchObject({ creditCents: 0, findings: [] });
        expect(state.balanceCents).toBe(
          amounts.reduce((sum, n) => sum + n, 0) - lines.reduce((sum, line) => sum + line.cents, 0),
        );
      },
    ),
    { numRuns: 2000, seed: 21 },
  );
});

test('M6 below 18 there is no subscription, registration or lending charge, but there are late charges', () => {
  const asked = ['subscription', 'registration', 'lending', 'late', 'replacement', 'damage', 'card'];
  const refused = (age: 'youth' | 'adult' | null): readonly string[] =>
    asked.filter((reason) => !mayCharge(reason, age));
  expect(refused('youth')).toEqual(['subscription', 'registration', 'lending']);
  expect(refused('adult')).toEqual([]);
  expect(refused(null)).toEqual(refused('youth'));
});

test('M8 receipts of a stream are numbered in one row, and a number that a fork took twice is told of', () => {
  const desk = new TestStream('d1.a');
  expect(nextReceipt(desk.entries)).toBe(1);
  for (let i = 0; i < 3; i++) {
    const receipt = nextReceipt(desk.entries);
    expect(receipt).toBe(i + 1);
    desk.write(money.pay('anna', [['x:1', 50]], { receipt }), { at: i });
  }
  desk.write(money.refund('anna', 50, { receipt: nextReceipt(desk.entries) }), { at: 5 });
  expect(nextReceipt(desk.entries)).toBe(5);
  expect(duplicateReceipts(inOrder(factsOf(desk.entries)))).toEqual([]);
  const other = new TestStream('d2.b').write(money.pay('anna', [['x:1', 50]], { receipt: 3 }), { at: 9 });
  const fork = new TestStream('d1.a').write(money.pay('anna', [['x:1', 70]], { receipt: 3 }), { at: 9 });
  const found = duplicateReceipts(inOrder(factsOf([...desk.entries, other, fork])));
  expect(found).toMatchObject([{ kind: 'receipt-duplicate', params: { receipt: 3 } }]);
});
