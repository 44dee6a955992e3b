import { addDays, localDate } from '../calendar/days.ts';
import { type BranchCalendar, nextOpenDay } from '../calendar/opening.ts';
import type { Instant, LocalDate } from '../clock/instant.ts';
import type { Draft } from '../journal/seal.ts';
import type { Capture, Hold, QueueState } from './queue-state.ts';

/** The last day on which a captured copy may be collected: so many open days of the pick-up branch after the day of the notice (H8). */
export function lastShelfDay(calendar: BranchCalendar, from: LocalDate, openDays: number): LocalDate {
  let day = from;
  for (let left = openDays; left > 0; left--) day = nextOpenDay(calendar, addDays(day, 1));
  return day;
}

/** The last day of a hold that no copy was found for: its own `until`, else so many days from its placing (H9). */
export function lastWantedDay(
  hold: Pick<Hold, 'until' | 'placedAt'>,
  days: number,
  timeZone: string,
): LocalDate {
  return hold.until ?? addDays(localDate(hold.placedAt, timeZone), days);
}

/** What the turn of the day looks at beside the queues. */
export interface Expiry {
  readonly shelfDays: number;
  /** 365 by default. */
  readonly unfilledDays: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly calendarOf: (branch: string) => BranchCalendar;
  /** When the patron was told that the copy is ready, else when it came to the hold shelf; null while it is under way. */
  readonly readySince: (hold: Hold, capture: Capture) => Instant | null;
  /** Whose subscription is over, where the policy ends holds with it; without it none. */
  readonly isSubscriptionOver?: (patron: string) => boolean;
}

type Expiring = Extract<Draft, { kind: 'hold.expire' }>;

/** What the centre's turn of the day writes: holds whose last day is before `today` (H8, H9). A queue that comes twice counts once. */
export function expiredOn(
  today: LocalDate,
  queues: readonly QueueState[],
  expiry: Expiry,
): readonly Expiring[] {
  const byId = new Map(queues.map((queue) => [queue.id, queue]));
  return [...byId.values()].flatMap((queue) =>
    queue.holds.flatMap((hold) => [
      ...uncollected(today, queue, hold, expiry),
      ...unfilled(today, queue, hold, expiry),
    ]),
  );
}

function uncollected(today: LocalDate, queue: QueueState, hold: Hold, expiry: Expiry): readonly Expiring[] {
  return hold.captures.flatMap((capture) => {
    const since = expiry.readySince(hold, capture);
    if (since === null) return [];
    const from = localDate(since, expiry.timeZone);
    if (lastShelfDay(expiry.calendarOf(hold.pickup), from, expiry.shelfDays) >= today) return [];
    const body = { queue: queue.id, hold: hold.id, why: 'not-collected' as const, item: capture.item };
    return [{ kind: 'hold.expire' as const, body, after: after(queue, capture.by) }];
  });
}

function unfilled(today: LocalDate, queue: QueueState, hold: Hold, expiry: Expiry): readonly Expiring[] {
  if (hold.status !== 'waiting' || hold.captures.length) return [];
  const over = expiry.isSubscriptionOver?.(hold.patron) ?? false;
  if (!over && lastWantedDay(hold, expiry.unfilledDays, expiry.timeZone) >= today) return [];
  const why = over ? ('subscription-ended' as const) : ('not-filled' as const);
  return [{ kind: 'hold.expire', body: { queue: queue.id, hold: hold.id, why }, after: after(queue) }];
}

function after({ newest }: QueueState, ...others: readonly string[]): readonly string[] {
  return [...new Set([...(newest ? [newest] : []), ...others])];
}
