/** Dutch clock time without Intl: the EU rule (Directive 2000/84/EC) is two lines, and a fixed rule gives the same bytes everywhere. */

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A day in the library's own calendar, as days since 1970-01-01. */
export type DayNumber = number;

export function dayNumber(year: number, month: number, day: number): DayNumber {
  return Date.UTC(year, month - 1, day) / DAY;
}

export function dayParts(day: DayNumber): { year: number; month: number; day: number } {
  const date = new Date(day * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 is Monday, as in `opening-hours.csv`. 1970-01-01 was a Thursday. */
export function weekday(day: DayNumber): number {
  return (((day + 3) % 7) + 7) % 7;
}

function lastSundayAtOne(year: number, month: number): number {
  const last = dayNumber(year, month, 31);
  return (last - ((weekday(last) + 1) % 7)) * DAY + HOUR;
}

/** Hours ahead of UTC: 2 from the last Sunday of March 01:00 UTC to the last of October, else 1. */
function offsetHours(at: number): 1 | 2 {
  const year = new Date(at).getUTCFullYear();
  return at >= lastSundayAtOne(year, 3) && at < lastSundayAtOne(year, 10) ? 2 : 1;
}

/** The local day on which the moment `at` (ms) falls. */
export function localDay(at: number): DayNumber {
  return Math.floor((at + offsetHours(at) * HOUR) / DAY);
}

/** The moment (ms) of a local clock time, given in seconds since that local day began. */
export function momentOf(day: DayNumber, seconds: number): number {
  const asUtc = day * DAY + seconds * 1000;
  return asUtc - offsetHours(asUtc - HOUR) * HOUR;
}

/** `YYYY-MM-DD` */
export function isoDay(day: DayNumber): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** `YYYY-MM-DDThh:mm:ss+01:00`, or `+02:00` in summer. */
export function isoMoment(at: number): string {
  const offset = offsetHours(at);
  return `${new Date(at + offset * HOUR).toISOString().slice(0, 19)}+0${offset}:00`;
}
