import { ALWAYS_OPEN, type BranchCalendar } from './opening.ts';

/**
 * What folding money looks at beside the facts: settings of the same library, folded from their own entries. When one changes,
 * accounts are folded again.
 */
export interface Surroundings {
  readonly calendarOf: (branch: string) => BranchCalendar;
  /** IANA name. */
  readonly timeZone: string;
}

/** Where nobody gave hours. */
export const NO_CALENDARS: Surroundings = { calendarOf: () => ALWAYS_OPEN, timeZone: 'Europe/Amsterdam' };
