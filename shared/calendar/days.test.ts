import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dateOfDay, dayNumber, daysBetween, localDate, weekdayOf } from './days.ts';
import { effectiveDue, isOpenDay, nextOpenDay } from './opening.ts';

const DAY = 86_400_000;

test('D3 days agree with the calendar of the platform over four centuries', () => {
  fc.assert(
    fc.property(fc.integer({ min: -70_000, max: 80_000 }), (day) => {
      const iso = new Date(day * DAY).toISOString().slice(0, 10);
      expect(dateOfDay(day)).toBe(iso);
      expect(dayNumber(iso)).toBe(day);
      expect(weekdayOf(iso)).toBe((new Date(day * DAY).getUTCDay() + 6) % 7);
    }),
    { numRuns: 2000, seed: 1 },
  );
});

test("D3 summer and winter time: the day is the library's own", () => {
  expect(localDate(Date.parse('2026-03-28T23:30:00Z'), 'Europe/Amsterdam')).toBe('2026-03-29');
  expect(localDate(Date.parse('2026-10-25T22:30:00Z'), 'Europe/Amsterdam')).toBe('2026-10-25');
  expect(localDate(Date.parse('2026-07-01T22:30:00Z'), 'Europe/Amsterdam')).toBe('2026-07-02');
});

test('D3 a due date moves to the next open day, over closed weekdays and closed days', () => {
  const calendar = {
    hours: [1, 2, 3].map((weekday) => ({ weekday, opens: '10:00', closes: '17:00' })),
    closed: [{ from: '2026-12-01', to: '2026-12-02', reason: 'x' }],
  };
  expect(nextOpenDay(calendar, '2026-11-27')).toBe('2026-12-03');
  expect(isOpenDay(calendar, '2026-12-03')).toBe(true);
  expect(
    nextOpenDay({ hours: [], closed: [{ from: '2026-01-01', to: '2030-01-01', reason: 'x' }] }, '2026-06-01'),
  ).toBe('2026-06-01');
});

test('D4 what was promised moves on when its day is closed since', () => {
  const closed = { hours: [], closed: [{ from: '2026-12-14', to: '2026-12-14', reason: 'storm' }] };
  expect(effectiveDue(closed, '2026-12-14')).toBe('2026-12-15');
  expect(effectiveDue(closed, '2026-12-13')).toBe('2026-12-13');
  expect(daysBetween('2026-12-13', addDays('2026-12-13', 40))).toBe(40);
});
