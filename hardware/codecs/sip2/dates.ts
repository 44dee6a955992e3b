const parts = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;
const zones = new Map<string, Intl.DateTimeFormat>();

/** `YYYYMMDD    HHMMSS`, the local time of `at` (ms) in a time zone (IANA name); the four blanks say "local". */
export function sipTime(at: number, timeZone: string): string {
  const found = new Map(
    formatter(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type as string, value]),
  );
  const [year, month, day, ...time] = parts.map((part) => found.get(part) ?? '');
  return `${year}${month}${day}    ${time.join('')}`;
}

/** The last second of a day `YYYY-MM-DD`, as a due date is sent. */
export function sipEndOfDay(date: string): string {
  return `${date.replaceAll('-', '')}    235900`;
}

/** The day that a date of eighteen characters, or one that is written with hyphens, falls on: `YYYY-MM-DD`. Null for blanks and nonsense. */
export function sipDay(text: string): string | null {
  const match = /^\s*(\d{4})[-/]?(\d{2})[-/]?(\d{2})/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const isDay = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return isDay ? `${match[1]}-${match[2]}-${match[3]}` : null;
}

function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  let zone = zones.get(timeZone);
  if (!zone) {
    const two = '2-digit';
    zone = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, hourCycle: 'h23', calendar: 'iso8601' },
      ...{ year: 'numeric', month: two, day: two, hour: two, minute: two, second: two },
    });
    zones.set(timeZone, zone);
  }
  return zone;
}
