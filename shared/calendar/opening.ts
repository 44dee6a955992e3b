import type { z } from 'zod';
import type { LocalDate } from '../clock/instant.ts';
import type { closedDaysSchema, weeklyHoursSchema } from './bodies.ts';
import { addDays, weekdayOf } from './days.ts';

export interface BranchCalendar {
  readonly hours: z.infer<typeof weeklyHoursSchema>;
  readonly closed: z.infer<typeof closedDaysSchema>;
}

/** A branch that gave no hours is open every day. */
export const ALWAYS_OPEN: BranchCalendar = { hours: [], closed: [] };

const YEAR = 366;

export function isOpenDay(calendar: BranchCalendar, date: LocalDate): boolean {
  if (calendar.closed.some((c) => c.from <= date && date <= c.to)) return false;
  return calendar.hours.length === 0 || calendar.hours.some((h) => h.weekday === weekdayOf(date));
}

/** The first open day from `date` on; `date` itself when the branch is closed for a year (rule D3). */
export function nextOpenDay(calendar: BranchCalendar, date: LocalDate): LocalDate {
  for (let i = 0; i <= YEAR; i++) {
    const day = addDays(date, i);
    if (isOpenDay(calendar, day)) return day;
  }
  return date;
}

/** What is promised holds; a day that has become closed since moves on to the next open one (rule D4). */
export function effectiveDue(calendar: BranchCalendar, promised: LocalDate): LocalDate {
  return nextOpenDay(calendar, promised);
}
