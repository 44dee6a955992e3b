import type { z } from 'zod';
import type { LocalDate } from '../clock/instant.ts';
import type { closedDaysSchema, weeklyHoursSchema } from './bodies.ts';
import { addDays, dayNumber, weekdayOf } from './days.ts';

/** What is due from the first to the last day may stay until the third (D8). */
export interface Extension {
  readonly dueFrom: LocalDate;
  readonly dueTo: LocalDate;
  readonly until: LocalDate;
}

export interface BranchCalendar {
  readonly hours: z.infer<typeof weeklyHoursSchema>;
  readonly closed: z.infer<typeof closedDaysSchema>;
  readonly extensions?: readonly Extension[];
}

/** A branch that gave no hours is open every day. */
export const ALWAYS_OPEN: BranchCalendar = { hours: [], closed: [] };

const YEAR = 366;

export function isOpenDay(calendar: BranchCalendar, date: LocalDate): boolean {
  return closedUntil(calendar, date) === null && isOpenWeekday(calendar, weekdayOf(date));
}

/** The first open day from `date` on; `date` itself when the branch is closed for a year (D3). */
export function nextOpenDay(calendar: BranchCalendar, date: LocalDate): LocalDate {
  const last = addDays(date, YEAR);
  for (let day = date; day <= last;) {
    const closed = closedUntil(calendar, day);
    if (closed === null && isOpenWeekday(calendar, weekdayOf(day))) return day;
    day = addDays(closed ?? day, 1);
  }
  return date;
}

/**
 * What is promised holds (D4): a day that has become closed since moves on to the next open one, and where an extension covers a day
 * that it was due on or was closed on its way, the latest counts. More closings and extensions never make it earlier.
 */
export function effectiveDue(calendar: BranchCalendar, promised: LocalDate): LocalDate {
  const reached = new Set([promised]);
  let latest = promised;
  for (const day of reached) {
    const open = nextOpenDay(calendar, day);
    reached.add(open);
    for (const { dueFrom, dueTo, until } of calendar.extensions ?? [])
      if (dueFrom <= open && day <= dueTo && until > day) reached.add(until);
    if (open > latest) latest = open;
  }
  return latest;
}

/** Open days from `from` to `to`, both included; what it costs does not grow with the time between. */
export function openDaysBetween(calendar: BranchCalendar, from: LocalDate, to: LocalDate): number {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  let count = openWeekdays(calendar, first, last);
  let counted = first - 1;
  const closings = calendar.closed.map((c) => [dayNumber(c.from), dayNumber(c.to)] as const);
  for (const [start, end] of closings.sort(([a], [b]) => a - b)) {
    count -= openWeekdays(calendar, Math.max(start, counted + 1), Math.min(end, last));
    counted = Math.max(counted, end);
  }
  return count;
}

/** The last day of the longest closing that this day is in, or null. */
function closedUntil({ closed }: BranchCalendar, date: LocalDate): LocalDate | null {
  let until: LocalDate | null = null;
  for (const { from, to } of closed)
    if (from <= date && date <= to && (until === null || to > until)) until = to;
  return until;
}

function isOpenWeekday({ hours }: BranchCalendar, weekday: number): boolean {
  return hours.length === 0 || hours.some((h) => h.weekday === weekday);
}

/** Of day numbers, both included. Day 0 was a Thursday. */
function openWeekdays(calendar: BranchCalendar, first: number, last: number): number {
  const days = last - first + 1;
  if (days <= 0 || calendar.hours.length === 0) return Math.max(0, days);
  const open = [0, 1, 2, 3, 4, 5, 6].filter((weekday) => isOpenWeekday(calendar, weekday));
  const start = (((first + 3) % 7) + 7) % 7;
  const rest = days % 7;
  const inRest = open.filter((weekday) => (weekday - start + 7) % 7 < rest).length;
  return Math.floor(days / 7) * open.length + inRest;
}
