import { addDays, localDate, weekdayOf } from '../calendar/days.ts';
import { type BranchCalendar, isOpenDay } from '../calendar/opening.ts';
import type { Instant } from '../clock/instant.ts';

const DAY = 24 * 60;

/** How many minutes a branch was open between two moments, by its clock on the wall; one without hours is open day and night (H7). */
export function openMinutesBetween(
  calendar: BranchCalendar,
  from: Instant,
  to: Instant,
  timeZone: string,
): number {
  if (to <= from) return 0;
  const [first, last] = [localDate(from, timeZone), localDate(to, timeZone)];
  let minutes = 0;
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (!isOpenDay(calendar, day)) continue;
    const begins = day === first ? minuteOfDay(from, timeZone) : 0;
    const ends = day === last ? minuteOfDay(to, timeZone) : DAY;
    const weekday = weekdayOf(day);
    const hours = calendar.hours.filter((h) => h.weekday === weekday);
    const spans = calendar.hours.length
      ? hours.map((h) => [minutesOf(h.opens), minutesOf(h.closes)] as const)
      : [[0, DAY] as const];
    for (const [opens, closes] of spans)
      minutes += Math.max(0, Math.min(closes, ends) - Math.max(opens, begins));
  }
  return minutes;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function minuteOfDay(at: Instant, timeZone: string): number {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(timeZone, formatter);
  }
  return minutesOf(formatter.format(at));
}

/** `09:30` */
function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
