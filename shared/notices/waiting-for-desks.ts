import { daysBetween, localDate } from '../calendar/days.ts';
import type { Instant, LocalDate } from '../clock/instant.ts';

/** How far a library's desks are on a day. */
export interface Standing {
  readonly today: LocalDate;
  /** IANA name. */
  readonly timeZone: string;
  /** Since when a desk or self-check of the library is behind; null when none is. */
  readonly behindSince: Instant | null;
  /** A named person has released what waits for it. */
  readonly released: boolean;
}

/** Whether what may be wrong as long as a desk is behind has to wait, and whether it waited so long that a person may release it (N2). */
export function waitingForDesks(
  releaseDays: number,
  { today, timeZone, behindSince, released }: Standing,
): { readonly waits: boolean; readonly mayRelease: boolean } {
  if (behindSince === null) return { waits: false, mayRelease: false };
  const mayRelease = daysBetween(localDate(behindSince, timeZone), today) >= releaseDays;
  return { waits: !(released && mayRelease), mayRelease };
}
