import type { Instant, LocalDate } from '../clock/instant.ts';

/** Days since 1970-01-01 of a date; proleptic Gregorian (Howard Hinnant's days_from_civil). */
export function dayNumber(date: LocalDate): number {
  const [y, m, d] = date.split('-').map(Number) as [number, number, number];
  const year = m <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

/** The date of a day number. */
export function dateOfDay(day: number): LocalDate {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp + (mp < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const pad = (n: number): string => String(n).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(dayOfYear - Math.floor((153 * mp + 2) / 5) + 1)}`;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDay(dayNumber(date) + days);
}

export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 is Monday. */
export function weekdayOf(date: LocalDate): number {
  return (((dayNumber(date) + 3) % 7) + 7) % 7;
}

const QUARTER = 15 * 60_000;
const MOST_REMEMBERED = 10_000;

interface ZoneDates {
  readonly formatter: Intl.DateTimeFormat;
  /** By quarter of an hour since 1970: no zone's day begins within one. */
  readonly dates: Map<number, LocalDate>;
}

const zones = new Map<string, ZoneDates>();

/** The day that `at` falls on in a time zone (IANA name). */
export function localDate(at: Instant, timeZone: string): LocalDate {
  const { formatter, dates } = zoneDates(timeZone);
  const quarter = Math.floor(at / QUARTER);
  let date = dates.get(quarter);
  if (date === undefined) {
    date = formatter.format(at);
    if (dates.size >= MOST_REMEMBERED) dates.clear();
    dates.set(quarter, date);
  }
  return date;
}

function zoneDates(timeZone: string): ZoneDates {
  let zone = zones.get(timeZone);
  if (!zone) {
    const format = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    zone = { formatter: new Intl.DateTimeFormat('en-CA', format), dates: new Map() };
    zones.set(timeZone, zone);
  }
  return zone;
}
