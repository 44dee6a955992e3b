import type { Instant, LocalDate } from '../clock/instant.ts';
import { addDays, dayNumber, localDate, weekdayOf } from './days.ts';
import { type BranchCalendar, isOpenDay } from './opening.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** How far back a last closing is looked for. */
const LOOK_BACK_DAYS = 60;

/** When a branch opens on a day, by its own clock; null when it is closed, or gave no hours. Time zones by IANA name. */
export function opensAt(calendar: BranchCalendar, date: LocalDate, timeZone: string): Instant | null {
  const clocks = hoursOn(calendar, date).map(({ opens }) => opens);
  return clocks.length ? momentOf(date, clocks.sort()[0]!, timeZone) : null;
}

/** When it closes for the day. */
export function closesAt(calendar: BranchCalendar, date: LocalDate, timeZone: string): Instant | null {
  const clocks = hoursOn(calendar, date).map(({ closes }) => closes);
  return clocks.length ? momentOf(date, clocks.sort().at(-1)!, timeZone) : null;
}

/** The last time that the branch closed for the day, which a batch from the book drop proposes (L11); null when it gave no hours. */
export function lastClosing(calendar: BranchCalendar, now: Instant, timeZone: string): Instant | null {
  const today = localDate(now, timeZone);
  for (let back = 0; back <= LOOK_BACK_DAYS; back++) {
    const closed = closesAt(calendar, addDays(today, -back), timeZone);
    if (closed !== null && closed <= now) return closed;
  }
  return null;
}

function hoursOn(calendar: BranchCalendar, date: LocalDate): BranchCalendar['hours'] {
  if (!isOpenDay(calendar, date)) return [];
  const weekday = weekdayOf(date);
  return calendar.hours.filter((h) => h.weekday === weekday);
}

/**
 * The moment of a clock time, `09:30`, on a day. What summer time skips is read as after it; of what winter time has twice, the
 * first.
 */
function momentOf(date: LocalDate, clock: string, timeZone: string): Instant {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number];
  const asUtc = dayNumber(date) * DAY + (hours * 60 + minutes) * MINUTE;
  const before = offsetAt(asUtc - DAY, timeZone);
  const after = offsetAt(asUtc + DAY, timeZone);
  const fits = [before, after].filter((offset) => offsetAt(asUtc - offset, timeZone) === offset);
  return asUtc - (fits.length ? Math.max(...fits) : before);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** How far the zone's clock is ahead of UTC at a moment; whole minutes. */
function offsetAt(at: Instant, timeZone: string): number {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit' },
    });
    formatters.set(timeZone, formatter);
  }
  const parts = new Map(formatter.formatToParts(at).map(({ type, value }) => [type, value]));
  const date = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  const clock = Number(parts.get('hour')) * 60 + Number(parts.get('minute'));
  return dayNumber(date) * DAY + clock * MINUTE - Math.floor(at / MINUTE) * MINUTE;
}
