import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from './days.ts';
import { type BranchCalendar, effectiveDue, isOpenDay, nextOpenDay, openDaysBetween } from './opening.ts';
import { closesAt, lastClosing, opensAt } from './opening-times.ts';

const NL = 'Europe/Amsterdam';
const day = fc.integer({ min: 0, max: 120 }).map((n) => addDays('2026-11-01', n));
const span = fc.tuple(day, fc.nat(20)).map(([from, days]) => ({ from, to: addDays(from, days) }));
const closed = fc.array(
  span.map((s) => ({ ...s, reason: 'x' })),
  { maxLength: 5 },
);
const extensions = fc.array(
  fc
    .tuple(span, fc.nat(30))
    .map(([{ from, to }, n]) => ({ dueFrom: from, dueTo: to, until: addDays(to, n) })),
  { maxLength: 4 },
);
const calendars = fc.record({
  hours: fc
    .uniqueArray(fc.nat(6), { maxLength: 7 })
    .map((days) => days.map((weekday) => ({ weekday, opens: '10:00', closes: '17:00' }))),
  closed,
  extensions,
});

describe('the effective due date', () => {
  test('D4 more closings and extensions never make it earlier, and it is always an open day', () => {
    fc.assert(
      fc.property(calendars, closed, extensions, day, (calendar, later, given, promised) => {
        const before = effectiveDue(calendar, promised);
        const more = {
          ...calendar,
          closed: [...later, ...calendar.closed],
          extensions: [...given, ...calendar.extensions],
        };
        expect(before >= promised).toBe(true);
        expect(isOpenDay(calendar, before)).toBe(true);
        expect(effectiveDue(more, promised) >= before).toBe(true);
        const turned = {
          ...more,
          closed: more.closed.toReversed(),
          extensions: more.extensions.toReversed(),
        };
        expect(effectiveDue(turned, promised)).toBe(effectiveDue(more, promised));
      }),
      { numRuns: 2000 },
    );
  });

  test('D8 an extension moves what is due in its days, and what an extended or closed day leads to is looked at again', () => {
    const calendar: BranchCalendar = {
      hours: [],
      closed: [{ from: '2026-12-30', to: '2026-12-31', reason: 'storm' }],
      extensions: [
        { dueFrom: '2026-12-01', dueTo: '2026-12-07', until: '2026-12-30' },
        { dueFrom: '2027-01-01', dueTo: '2027-01-01', until: '2027-01-10' },
      ],
    };
    expect(effectiveDue(calendar, '2026-11-30')).toBe('2026-11-30');
    expect(effectiveDue(calendar, '2026-12-05')).toBe('2027-01-10');
    expect(effectiveDue(calendar, '2026-12-08')).toBe('2026-12-08');
    expect(effectiveDue(calendar, '2026-12-30')).toBe('2027-01-10');
    const onTheWay = { dueFrom: '2026-12-31', dueTo: '2026-12-31', until: '2027-01-05' };
    expect(effectiveDue({ ...calendar, extensions: [onTheWay] }, '2026-12-30')).toBe('2027-01-05');
  });
});

describe('open days', () => {
  test('D3 the next open day and the number of open days agree with looking at every day', () => {
    fc.assert(
      fc.property(calendars, day, fc.nat(90), (calendar, from, days) => {
        const to = addDays(from, days);
        let count = 0;
        for (let n = 0; n <= days; n++) if (isOpenDay(calendar, addDays(from, n))) count++;
        expect(openDaysBetween(calendar, from, to)).toBe(count);
        const next = nextOpenDay(calendar, from);
        expect(openDaysBetween(calendar, from, next)).toBe(1);
        expect(isOpenDay(calendar, next)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('D3 no days lie between a day and one before it', () => {
    expect(openDaysBetween({ hours: [], closed: [] }, '2026-11-02', '2026-11-01')).toBe(0);
    expect(daysBetween('2026-11-02', '2026-11-01')).toBe(-1);
  });
});

describe('opening times', () => {
  const calendar: BranchCalendar = {
    hours: [
      { weekday: 6, opens: '12:00', closes: '16:30' },
      { weekday: 0, opens: '13:00', closes: '17:00' },
      { weekday: 0, opens: '09:30', closes: '12:00' },
      { weekday: 5, opens: '10:00', closes: '24:00' },
    ],
    closed: [{ from: '2026-12-07', to: '2026-12-07', reason: 'x' }],
  };
  const at = (iso: string): number => Date.parse(iso);

  test('D3 a branch opens and closes by its own clock, in summer and in winter time', () => {
    expect(opensAt(calendar, '2026-03-29', NL)).toBe(at('2026-03-29T12:00:00+02:00'));
    expect(opensAt(calendar, '2026-10-25', NL)).toBe(at('2026-10-25T12:00:00+01:00'));
    expect(opensAt(calendar, '2026-07-06', NL)).toBe(at('2026-07-06T09:30:00+02:00'));
    expect(closesAt(calendar, '2026-07-06', NL)).toBe(at('2026-07-06T17:00:00+02:00'));
    expect(closesAt(calendar, '2026-11-28', NL)).toBe(at('2026-11-29T00:00:00+01:00'));
    expect(opensAt(calendar, '2026-12-07', NL)).toBeNull();
    expect(opensAt(calendar, '2026-12-09', NL)).toBeNull();
  });

  test('D3 an hour that summer time skips is read as after it, one that winter time has twice as the first', () => {
    const night: BranchCalendar = { hours: [{ weekday: 6, opens: '02:30', closes: '03:00' }], closed: [] };
    expect(opensAt(night, '2026-03-29', NL)).toBe(at('2026-03-29T03:30:00+02:00'));
    expect(opensAt(night, '2026-10-25', NL)).toBe(at('2026-10-25T02:30:00+02:00'));
  });

  test('L11 the book drop proposes the last time that the branch closed', () => {
    expect(lastClosing(calendar, at('2026-11-23T09:00:00+01:00'), NL)).toBe(at('2026-11-22T16:30:00+01:00'));
    expect(lastClosing(calendar, at('2026-11-23T17:00:00+01:00'), NL)).toBe(at('2026-11-23T17:00:00+01:00'));
    expect(lastClosing(calendar, at('2026-12-08T08:00:00+01:00'), NL)).toBe(at('2026-12-06T16:30:00+01:00'));
    expect(lastClosing({ hours: [], closed: [] }, at('2026-11-23T09:00:00+01:00'), NL)).toBeNull();
  });
});
