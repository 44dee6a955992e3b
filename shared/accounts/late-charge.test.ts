import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../calendar/days.ts';
import { ALWAYS_OPEN, type BranchCalendar, effectiveDue, isOpenDay } from '../calendar/opening.ts';
import type { Surroundings } from '../calendar/surroundings.ts';
import type { LateTerms } from '../policy/late-terms.ts';
import { lateCents, lateCentsOfPatron } from './late-charge.ts';
import { lateDays } from './late-days.ts';
import { DAY, FIRST_OF_DECEMBER, LATE, late } from './make-money.ts';

const at = (calendar: BranchCalendar): Surroundings => ({
  calendarOf: () => calendar,
  timeZone: 'Europe/Amsterdam',
});
const open = at(ALWAYS_OPEN);
const hours = (...weekdays: number[]) =>
  weekdays.map((weekday) => ({ weekday, opens: '10:00', closes: '17:00' }));
const monToSat = { hours: hours(0, 1, 2, 3, 4, 5), closed: [] };
const terms = (change: Partial<LateTerms>): { terms: LateTerms } => ({ terms: { ...LATE, ...change } });

test('M3 nothing is charged for a book that is back on the day it is due', () => {
  expect(lateCents(late('1', 0), open)).toBe(0);
  expect(lateCents(late('1', -3), open)).toBe(0);
  expect(lateCents(late('1', 1), open)).toBe(30);
});

test('M3 the day of return is the library’s own: half past midnight in Amsterdam is the next day', () => {
  const returnedAt = Date.parse('2026-12-01T23:30:00Z');
  expect(lateCents(late('1', 0, { returnedAt }), open)).toBe(30);
  expect(lateCents(late('1', 0, { returnedAt }), { ...open, timeZone: 'UTC' })).toBe(0);
});

test('M3 each started week is charged, up to the most for one loan', () => {
  const week = terms({ rate: { by: 'period', every: 'week', cents: 100 }, maximumCents: 250 });
  expect([1, 7, 8, 14, 15, 400].map((days) => lateCents(late('1', days, week), open))).toEqual([
    100, 100, 200, 200, 250, 250,
  ]);
});

test('M3 steps charge the highest that was reached', () => {
  const steps = terms({
    rate: {
      by: 'steps',
      steps: [
        { from: 8, cents: 200 },
        { from: 1, cents: 50 },
        { from: 15, cents: 500 },
      ],
    },
  });
  expect([0, 1, 7, 8, 15, 90].map((days) => lateCents(late('1', days, steps), open))).toEqual([
    0, 50, 50, 200, 500, 500,
  ]);
});

test('M3 within the grace nothing is charged, and the first day after it is the first that counts', () => {
  const grace = terms({ graceDays: 3 });
  expect([3, 4, 5].map((days) => lateCents(late('1', days, grace), open))).toEqual([0, 30, 60]);
});

test('M3 open days of the branch that lent count, not its Sundays and closed days', () => {
  const days = terms({ days: 'open' });
  // 2026-12-01 is a Tuesday; the 6th is a Sunday.
  expect(lateCents(late('1', 6, days), at(monToSat))).toBe(5 * 30);
  const closed = { ...monToSat, closed: [{ from: '2026-12-03', to: '2026-12-04', reason: 'move' }] };
  expect(lateCents(late('1', 6, days), at(closed))).toBe(3 * 30);
  expect(lateCents(late('1', 6), at(closed))).toBe(6 * 30);
  const branches = { ...open, calendarOf: (branch: string) => (branch === 'noord' ? closed : ALWAYS_OPEN) };
  expect(lateCents(late('1', 6, { ...days, branch: 'noord' }), branches)).toBe(3 * 30);
});

test('M3 a day that was closed since it was promised is not late yet', () => {
  const storm = { hours: [], closed: [{ from: '2026-12-01', to: '2026-12-02', reason: 'storm' }] };
  expect([1, 2, 3].map((days) => lateCents(late('1', days), at(storm)))).toEqual([0, 0, 30]);
});

test('M3 the most for a patron and a day goes to the loans in the order in which they close', () => {
  const most = terms({ patronMaximumCents: 500 });
  const cents = lateCentsOfPatron(
    [
      late('c', 10, most),
      late('b', 10, most),
      late('a', 10, { ...most, returnedAt: FIRST_OF_DECEMBER + 10 * DAY + 1 }),
      late('d', 11, most),
    ],
    open,
  );
  expect(Object.fromEntries(cents)).toEqual({ 'late:a': 0, 'late:b': 300, 'late:c': 200, 'late:d': 330 });
});

test('M3 without a maximum a book of years late is counted at once', () => {
  const years = terms({ days: 'open', maximumCents: null });
  expect(lateCents(late('1', 7 * 52 * 100, years), at(monToSat))).toBe(6 * 52 * 100 * 30);
});

const date = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-01-01', days));
const calendar = fc.record({
  hours: fc.uniqueArray(fc.nat(6), { maxLength: 7 }).map((weekdays) => hours(...weekdays)),
  closed: fc.array(fc.record({ from: date, to: date, reason: fc.constant('x') }), { maxLength: 5 }),
});

test('M3 open days counted by weeks are those counted one by one', () => {
  fc.assert(
    fc.property(calendar, date, fc.integer({ min: -5, max: 300 }), (branch, due, days) => {
      const returned = addDays(due, days);
      let expected = 0;
      for (let day = addDays(effectiveDue(branch, due), 1); day <= returned; day = addDays(day, 1))
        if (isOpenDay(branch, day)) expected++;
      expect(lateDays(branch, 'open', due, returned)).toBe(expected);
      expect(lateDays(branch, 'calendar', due, returned)).toBe(
        Math.max(0, daysBetween(effectiveDue(branch, due), returned)),
      );
    }),
    { numRuns: 2000, seed: 3 },
  );
});

const cents = fc.nat(1000);
const anyTerms: fc.Arbitrary<LateTerms> = fc.record({
  days: fc.constantFrom('open', 'calendar'),
  graceDays: fc.nat(10),
  rate: fc.oneof(
    fc.record({
      by: fc.constant('period' as const),
      every: fc.constantFrom('day' as const, 'week' as const),
      cents,
    }),
    fc.record({
      by: fc.constant('steps' as const),
      steps: fc.array(fc.record({ from: fc.integer({ min: 1, max: 60 }), cents }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  ),
  maximumCents: fc.option(cents),
  patronMaximumCents: fc.option(cents),
});

test('M3 a charge is never negative, grows with the days, stays under its maximum, and is nothing in grace', () => {
  fc.assert(
    fc.property(calendar, anyTerms, fc.nat(120), fc.nat(60), (branch, of, days, more) => {
      const sooner = lateCents(late('1', days, { terms: of }), at(branch));
      const later = lateCents(late('1', days + more, { terms: of }), at(branch));
      expect(sooner).toBeGreaterThanOrEqual(0);
      expect(later).toBeGreaterThanOrEqual(sooner);
      expect(later).toBeLessThanOrEqual(of.maximumCents ?? Infinity);
      expect(lateCents(late('1', Math.min(days, of.graceDays), { terms: of }), at(branch))).toBe(0);
    }),
    { numRuns: 2000, seed: 4 },
  );
});

test('M3 a patron’s most for a day is kept whatever the order in which the loans are named', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3), fc.nat(20)), { minLength: 1, maxLength: 8 }),
      fc.nat(700),
      (books, patronMaximumCents) => {
        const all = books.map(([hour, days], i) =>
          late(`${i}`, days, {
            ...terms({ patronMaximumCents }),
            returnedAt: FIRST_OF_DECEMBER + days * DAY + hour,
          }),
        );
        const charged = lateCentsOfPatron(all, open);
        expect(lateCentsOfPatron(all.toReversed(), open)).toEqual(charged);
        const byDay = new Map<number, number>();
        for (const [i, [, days]] of books.entries())
          byDay.set(days, (byDay.get(days) ?? 0) + charged.get(`late:${i}`)!);
        for (const sum of byDay.values()) expect(sum).toBeLessThanOrEqual(patronMaximumCents);
      },
    ),
    { numRuns: 2000, seed: 5 },
  );
});
