import { dayParts, isoMoment, localDay, momentOf, weekday, type DayNumber } from './amsterdam-time.ts';
import { BRANCHES, LIBRARIES, type Branch } from './consortium.ts';
import { dutchHolidays, type Holiday } from './dutch-holidays.ts';

/** When the branches are open. Built once per export, for the year before, of and after `now`. */
export interface Calendar {
  readonly holidays: readonly Holiday[];
  isOpen(branch: Branch, day: DayNumber): boolean;
  /** The first open day from `day` on (rule D3). */
  nextOpen(branch: Branch, day: DayNumber): DayNumber;
  /** The last open day up to `day`. */
  lastOpen(branch: Branch, day: DayNumber): DayNumber;
  /** Opening and closing in seconds of that day; throws on a closed day. */
  hours(branch: Branch, day: DayNumber): { opens: number; closes: number };
}

export function createCalendar(now: number): Calendar {
  const { year } = dayParts(localDay(now));
  const holidays = [year - 1, year, year + 1].flatMap(dutchHolidays);
  const closed = new Set(holidays.map((holiday) => holiday.day));

  function isOpen(branch: Branch, day: DayNumber): boolean {
    return branch.hours[weekday(day)] !== null && !closed.has(day);
  }

  function search(branch: Branch, day: DayNumber, step: 1 | -1): DayNumber {
    let at = day;
    while (!isOpen(branch, at)) at += step;
    return at;
  }

  return {
    holidays,
    isOpen,
    nextOpen: (branch, day) => search(branch, day, 1),
    lastOpen: (branch, day) => search(branch, day, -1),
    hours(branch, day) {
      const hours = branch.hours[weekday(day)];
      if (!hours) throw new Error(`${branch.code} is closed on day ${day}`);
      return { opens: seconds(hours[0]), closes: seconds(hours[1]) };
    },
  };
}

function seconds(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return hour * 3600 + minute * 60;
}

/** Rows of `closed-days.csv`: for each holiday every library and every branch, as the real export has them. */
export function closedDayRows(
  calendar: Calendar,
): { branch: string; from: string; to: string; reason: string }[] {
  const codes = LIBRARIES.flatMap((library) => [
    library.code,
    ...BRANCHES.filter((branch) => branch.library === library).map((branch) => branch.code),
  ]);
  return calendar.holidays.flatMap(({ day, name }) =>
    codes.map((branch) => ({
      branch,
      from: isoMoment(momentOf(day, 0)),
      to: isoMoment(momentOf(day, 86_399)),
      reason: name,
    })),
  );
}

/** Rows of `opening-hours.csv`, Monday is 0; a closed day opens and closes at 00:00:00. */
export function openingHourRows(): { branch: string; weekday: number; opens: string; closes: string }[] {
  return BRANCHES.flatMap((branch) =>
    branch.hours.map((hours, day) => ({
      branch: branch.code,
      weekday: day,
      opens: hours?.[0] ?? '00:00:00',
      closes: hours?.[1] ?? '00:00:00',
    })),
  );
}
