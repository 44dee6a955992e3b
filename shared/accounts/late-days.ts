import { dateOfDay, dayNumber, weekdayOf } from '../calendar/days.ts';
import { type BranchCalendar, effectiveDue } from '../calendar/opening.ts';
import type { LocalDate } from '../clock/instant.ts';

/**
 * Days late of what was promised for `due` and came back on `returned`, from the day on which it was really due (D4): the day it came
 * back counts. Of open days, those on which the branch was open. Never negative.
 */
export function lateDays(
  calendar: BranchCalendar,
  count: 'open' | 'calendar',
  due: LocalDate,
  returned: LocalDate,
): number {
  const from = dayNumber(effectiveDue(calendar, due)) + 1;
  const to = dayNumber(returned);
  if (to < from) return 0;
  return count === 'calendar' ? to - from + 1 : openDays(calendar, from, to);
}

/** Open days of a branch from day number `from` to `to`, by weeks: what it costs does not grow with the time between. */
function openDays({ hours, closed }: BranchCalendar, from: number, to: number): number {
  const weekdays = new Set(hours.map((h) => h.weekday));
  let count = openWeekdays(weekdays, from, to);
  let counted = from - 1;
  const closings = closed.map((c) => [dayNumber(c.from), dayNumber(c.to)] as const);
  for (const [first, last] of closings.sort(([a], [b]) => a - b)) {
    count -= openWeekdays(weekdays, Math.max(first, counted + 1), Math.min(last, to));
    counted = Math.max(counted, last);
  }
  return count;
}

/** A branch without hours is open on all days of the week. */
function openWeekdays(weekdays: ReadonlySet<number>, from: number, to: number): number {
  const days = to - from + 1;
  if (days <= 0 || weekdays.size === 0) return Math.max(0, days);
  let count = Math.floor(days / 7) * weekdays.size;
  for (let day = to - (days % 7) + 1; day <= to; day++) if (weekdays.has(weekdayOf(dateOfDay(day)))) count++;
  return count;
}
