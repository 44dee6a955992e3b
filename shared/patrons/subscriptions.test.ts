import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../calendar/days.ts';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { foldPatron, type PatronState } from './fold-patron.ts';
import { creditsLeft, dueSubscription, endEarly, refundCents } from './subscriptions.ts';
import { patronRegister, patronSubscription } from './testing-entries.ts';

type Change = Parameters<typeof patronSubscription>[1];

function member(...acts: readonly Change[]): PatronState {
  const desk = new TestStream('d1.a');
  desk.write(patronRegister('anna'), { at: 1 });
  for (const [i, act] of acts.entries()) desk.write(patronSubscription('anna', act), { at: i + 2 });
  return foldPatron('anna', factsOf(desk.entries));
}

const subscriptions = {
  jeugd: { termMonths: 12, priceCents: 0, credits: null, successorAt18: 'basis' },
  basis: { termMonths: 12, priceCents: 5200, credits: 40, successorAt18: null },
  open: { termMonths: null, priceCents: 100, credits: null, successorAt18: 'basis' },
};
const due = (patron: PatronState, today: string, birthDate: string | null = null) =>
  dueSubscription(patron, birthDate, { today, daysAhead: 14, subscriptions });

test('P4 the price of the days that are left comes back, to the cent', () => {
  const year = { from: '2026-01-01', until: '2026-12-31', priceCents: 3650, cut: null };
  expect(refundCents(year, '2026-12-31')).toBe(10);
  expect(refundCents(year, '2026-01-01')).toBe(3650);
  expect(refundCents(year, '2025-06-01')).toBe(3650);
  expect(refundCents(year, '2027-01-01')).toBe(0);
  expect(refundCents({ ...year, priceCents: 365 / 5 }, '2026-11-06')).toBe(11);
  expect(
    refundCents({ from: '2026-01-01', until: '2026-01-02', priceCents: 5, cut: null }, '2026-01-02'),
  ).toBe(3);
  expect(refundCents({ ...year, until: null }, '2026-06-01')).toBe(0);
});

test('P4 what is kept and what comes back is the price, whichever the day', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), fc.nat(20_000), (length, used, priceCents) => {
      const from = '2026-01-01';
      const until = addDays(from, length);
      const endsOn = addDays(from, used);
      const back = refundCents({ from, until, priceCents, cut: null }, endsOn);
      const left = Math.max(0, daysBetween(endsOn, until) + 1);
      expect(Number.isInteger(back)).toBe(true);
      expect(Math.abs(back - (priceCents * left) / (length + 1))).toBeLessThanOrEqual(0.5);
    }),
    { numRuns: 2000, seed: 2 },
  );
});

test('P4 what was given back once is not given back again', () => {
  const once = member({ priceCents: 3650 }, { act: 'end', from: '2026-07-01', refundCents: 1840 });
  expect(endEarly(once, '2026-06-21', 0)?.body).toMatchObject({ from: '2026-06-21', refundCents: 100 });
  expect(endEarly(once, '2026-06-21', 30)?.body).toMatchObject({ from: '2026-07-01', refundCents: 0 });
});

test('P4 leaving early takes the notice period, and its end is never later than the last day', () => {
  const anna = member({ priceCents: 3650 });
  expect(endEarly(anna, '2026-06-01', 30)).toMatchObject({
    kind: 'patron.subscription',
    body: { act: 'end', subscription: 'basis', from: '2026-07-01', refundCents: 1840 },
    after: [anna.newest],
  });
  expect(endEarly(anna, '2026-12-20', 30)?.body).toMatchObject({ from: '2027-01-01', refundCents: 0 });
  expect(endEarly(anna, '2027-01-01', 30)).toBeNull();
});

test('P4 who left in the last days is not renewed of itself', () => {
  expect(due(member({}), '2026-12-25')).not.toBeNull();
  expect(due(member({}, { act: 'end', from: '2027-01-01' }), '2026-12-25')).toBeNull();
  expect(due(member({}, { act: 'end', from: '2026-12-01' }), '2026-12-25')).toBeNull();
});

test('P4 an automatic renewal follows the last day, once, and not before its time', () => {
  const anna = member({});
  expect(due(anna, '2026-12-16')).toBeNull();
  expect(due(anna, '2026-12-17')?.body).toEqual({
    ...{ patron: 'anna', act: 'renew', subscription: 'basis', from: '2027-01-01', until: '2027-12-31' },
    ...{ credits: 40, priceCents: 5200, refundCents: 0, autoRenew: true },
  });
  const renewed = member({}, { act: 'renew', from: '2027-01-01', until: '2027-12-31' });
  expect(due(renewed, '2026-12-17')).toBeNull();
  expect(due(member({ autoRenew: false }), '2026-12-17')).toBeNull();
  expect(due(member({ subscription: 'constructor' }), '2026-12-17')).toBeNull();
});

test('P4 at 18 the successor comes: at the renewal, or on the day where there is no last day', () => {
  const youth = member({ subscription: 'jeugd' });
  expect(due(youth, '2026-12-20', '2009-01-02')?.body).toMatchObject({ act: 'renew', subscription: 'jeugd' });
  expect(due(youth, '2026-12-20', '2009-01-01')?.body).toMatchObject({ act: 'renew', subscription: 'basis' });
  const endless = member({ subscription: 'jeugd', until: null });
  expect(due(endless, '2026-06-30', '2008-07-01')).toBeNull();
  expect(due(endless, '2026-07-01')).toBeNull();
  expect(due(endless, '2026-07-01', '2008-07-01')?.body).toMatchObject({
    ...{ act: 'change', subscription: 'basis', from: '2026-07-01', until: '2027-06-30', priceCents: 5200 },
  });
});

test('P4 a renewal below 18 costs nothing, and one without a term has no last day', () => {
  const anna = member({});
  expect(due(anna, '2026-12-20', '2009-01-02')?.body).toMatchObject({ subscription: 'basis', priceCents: 0 });
  expect(due(anna, '2026-12-20', '2009-01-01')?.body).toMatchObject({ priceCents: 5200 });
  expect(due({ ...anna, juvenile: true }, '2026-12-20')?.body).toMatchObject({ priceCents: 0 });
  expect(due(member({ subscription: 'open' }), '2026-12-20')?.body).toMatchObject({ until: null });
});

test('P4 who is inactive or erased is not renewed', () => {
  const anna = member({});
  expect(due({ ...anna, status: 'inactive' }, '2026-12-20')).toBeNull();
  expect(due({ ...anna, status: 'erased' }, '2026-12-20')).toBeNull();
});

test('P4 nobody pays for a successor without having agreed: the free one ends', () => {
  const youth = member({ subscription: 'jeugd', until: null, autoRenew: false });
  expect(due(youth, '2026-07-01', '2008-07-01')?.body).toMatchObject({ act: 'end', from: '2026-07-01' });
});

test('P4 credits go down to none, and without a limit there is nothing to count', () => {
  expect([0, 39, 40, 41].map((used) => creditsLeft({ credits: 40 }, used))).toEqual([40, 1, 0, 0]);
  expect(creditsLeft({ credits: null }, 12)).toBeNull();
});
