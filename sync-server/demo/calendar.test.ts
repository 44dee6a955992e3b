import { describe, expect, it } from 'vitest';
import { isoDay, isoMoment, localDay, momentOf, dayNumber, weekday } from './amsterdam-time.ts';
import { closedDayRows, createCalendar, openingHourRows } from './calendar.ts';
import { BRANCHES } from './consortium.ts';
import { dutchHolidays, easter } from './dutch-holidays.ts';

describe('Dutch time', () => {
  it('is an hour ahead in winter and two in summer, changing at 01:00 UTC', () => {
    expect(isoMoment(Date.parse('2026-03-29T00:59:59Z'))).toBe('2026-03-29T01:59:59+01:00');
    expect(isoMoment(Date.parse('2026-03-29T01:00:00Z'))).toBe('2026-03-29T03:00:00+02:00');
    expect(isoMoment(Date.parse('2026-10-25T00:59:59Z'))).toBe('2026-10-25T02:59:59+02:00');
    expect(isoMoment(Date.parse('2026-10-25T01:00:00Z'))).toBe('2026-10-25T02:00:00+01:00');
  });

  it('agrees with Intl on every day of six years, and back', () => {
    const intl = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Amsterdam',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    for (let day = dayNumber(2024, 1, 1); day < dayNumber(2030, 1, 1); day++) {
      const at = momentOf(day, 86_399);
      expect(isoMoment(at).slice(0, 19).replace('T', ' ')).toBe(intl.format(at));
      expect([localDay(at), localDay(at + 1000)]).toEqual([day, day + 1]);
    }
  });
});

describe('holidays', () => {
  it('follow Easter', () => {
    expect([2024, 2025, 2026, 2027, 2038].map((year) => isoDay(easter(year)))).toEqual([
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
    ]);
    const names = Object.fromEntries(dutchHolidays(2026).map(({ day, name }) => [name, isoDay(day)]));
    expect(names).toMatchObject({
      Koningsdag: '2026-04-27',
      Hemelvaartsdag: '2026-05-14',
      'Tweede pinksterdag': '2026-05-25',
    });
  });

  it('move King’s Day from Sunday to Saturday', () => {
    expect(dutchHolidays(2025).find(({ name }) => name === 'Koningsdag')?.day).toBe(dayNumber(2025, 4, 26));
  });
});

describe('opening hours', () => {
  const calendar = createCalendar(Date.parse('2026-11-22T20:00:00Z'));

  it('give seven days per branch, closed on Sunday and Monday, without a break', () => {
    const rows = openingHourRows();
    expect(rows).toHaveLength(BRANCHES.length * 7);
    for (const { weekday: day, opens, closes } of rows) {
      if (day === 0 || day === 6) expect([opens, closes]).toEqual(['00:00:00', '00:00:00']);
      else expect(opens <= closes).toBe(true);
    }
  });

  it('step over closed days both ways', () => {
    for (const branch of BRANCHES) {
      const christmas = dayNumber(2026, 12, 25);
      const next = calendar.nextOpen(branch, christmas);
      const last = calendar.lastOpen(branch, christmas);
      expect(next).toBeGreaterThan(christmas + 1);
      expect(last).toBeLessThan(christmas);
      expect([0, 6]).not.toContain(weekday(next));
    }
  });

  it('are closed on each holiday of three years at every library and branch', () => {
    const rows = closedDayRows(calendar);
    expect(rows).toHaveLength(30 * (3 + BRANCHES.length));
    expect(rows).toContainEqual({
      branch: 'WILG',
      from: '2026-04-27T00:00:00+02:00',
      to: '2026-04-27T23:59:59+02:00',
      reason: 'Koningsdag',
    });
  });
});
