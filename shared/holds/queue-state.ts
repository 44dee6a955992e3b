import type { DerivedCharge } from '../accounts/derived-charge.ts';
import type { Instant, LocalDate } from '../clock/instant.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';

type HoldStatus = 'waiting' | 'captured' | 'fulfilled' | 'cancelled' | 'expired';

/** A copy that stands captured for a hold and that the queue honours (H2). */
export interface Capture {
  readonly item: string;
  readonly at: Instant;
  readonly place: string | null;
  /** The entry that captured it. */
  readonly by: EntryId;
}

export interface HoldEnd {
  readonly why:
    | 'fulfilled'
    | 'cancelled-by-patron'
    | 'cancelled-by-library'
    | 'not-collected'
    | 'not-filled'
    | 'subscription-ended';
  /** Never before the placing, however slow the clock of who ended it. */
  readonly at: Instant;
  readonly by: EntryId;
}

/** A copy of the pull list that was not on its shelf (H6). */
interface NotOnShelf {
  readonly item: string;
  readonly at: Instant;
  readonly by: EntryId;
}

export interface Hold {
  readonly id: EntryId;
  /** Later holds of the same patron on this target (H1): naming one names this hold. */
  readonly aliases: readonly EntryId[];
  readonly patron: string;
  readonly pickup: string;
  readonly priority: number;
  readonly placedAt: Instant;
  /** How many were asked for (H1). */
  readonly copies: number;
  /** How many are still to be found: neither captured nor lent, nor given up because nobody collected them. */
  readonly wanted: number;
  /** The last day on which it is wanted (H9); null leaves that to the policy. */
  readonly until: LocalDate | null;
  /** What will do, of a hold on a work (H1). */
  readonly language: string | null;
  readonly format: string | null;
  readonly suspended: boolean;
  /** The first day on which a suspended hold counts again; null until somebody resumes it. */
  readonly suspendedUntil: LocalDate | null;
  /** `waiting` while any of its copies is still wanted. */
  readonly status: HoldStatus;
  /** Earliest first, each copy once. */
  readonly captures: readonly Capture[];
  /** The first of `captures`. */
  readonly copy: Capture | null;
  readonly notOnShelf: readonly NotOnShelf[];
  readonly ended: HoldEnd | null;
}

export interface QueueState {
  /** Of merged titles the root's. */
  readonly id: string;
  /** All holds, in the order in which they are served; ended ones too. */
  readonly holds: readonly Hold[];
  /** Reservation fees (M5). */
  readonly charges: readonly DerivedCharge[];
  readonly findings: readonly Finding[];
  readonly newest: EntryId | null;
}

/** The order in which holds are served: priority, time of placing, id (H1). */
export function inServingOrder(
  a: Pick<Hold, 'priority' | 'placedAt' | 'id'>,
  b: Pick<Hold, 'priority' | 'placedAt' | 'id'>,
): number {
  return a.priority - b.priority || a.placedAt - b.placedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Whether it is passed over on `today` (H5); without a date, as long as nobody resumed it. */
export function isSuspended(
  hold: Pick<Hold, 'suspended' | 'suspendedUntil'>,
  today: LocalDate | null,
): boolean {
  const over = today !== null && hold.suspendedUntil !== null && hold.suspendedUntil <= today;
  return hold.suspended && !over;
}
