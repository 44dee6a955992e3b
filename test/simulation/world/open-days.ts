import { addDays, weekdayOf } from '@balie/shared/calendar/days.ts';

interface Days {
  readonly branches: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** When branches are open, and until when what is due may stay, as the notices on their doors say. Dates are ISO days. */
export class OpenDays {
  private readonly weekdays = new Map<string, ReadonlySet<number>>();
  private readonly holidays = new Map<string, readonly Omit<Days, 'branches'>[]>();
  private readonly closings: Days[] = [];
  private readonly extensions: (Days & { readonly until: string })[] = [];

  /** New hours and holidays take the place of those before. */
  set(branch: string, weekdays: readonly number[], holidays: readonly Omit<Days, 'branches'>[]): void {
    this.weekdays.set(branch, new Set(weekdays));
    this.holidays.set(branch, holidays);
  }

  close(days: Days): void {
    this.closings.push(days);
  }

  extend(days: Days & { readonly until: string }): void {
    this.extensions.push(days);
  }

  isOpen(branch: string, date: string): boolean {
    const weekdays = this.weekdays.get(branch);
    if (weekdays?.size && !weekdays.has(weekdayOf(date))) return false;
    const shut = ({ from, to }: { readonly from: string; readonly to: string }): boolean =>
      from <= date && date <= to;
    return (
      !(this.holidays.get(branch) ?? []).some(shut) &&
      !this.closings.some((one) => one.branches.includes(branch) && shut(one))
    );
  }

  /** Rules D4 and D8, day after day: a closed day leads to the next, an extended one to its end; the last open one that is reached. */
  dueOf(branch: string, promised: string): string {
    const reached = new Set([promised]);
    let last = promised;
    for (const day of reached) {
      if (this.isOpen(branch, day)) last = day > last ? day : last;
      else reached.add(addDays(day, 1));
      for (const { branches, from, to, until } of this.extensions)
        if (branches.includes(branch) && from <= day && day <= to && until > day) reached.add(until);
    }
    return last;
  }

  /** How many days late is what came back on that day (M3). */
  daysLate(branch: string, counted: 'open' | 'calendar', promised: string, back: string): number {
    let days = 0;
    for (let day = addDays(this.dueOf(branch, promised), 1); day <= back; day = addDays(day, 1))
      if (counted === 'calendar' || this.isOpen(branch, day)) days += 1;
    return days;
  }
}
