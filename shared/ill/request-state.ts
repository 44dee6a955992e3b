import type { Instant, LocalDate } from '../clock/instant.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';

/** Rule I3, after ISO 18626. `on-loan` and `overdue` follow from the loan of the item that came (`statusOn`). */
export type IllStatus =
  | 'requested'
  | 'expect-to-supply'
  | 'will-supply'
  | 'shipped'
  | 'received'
  | 'on-loan'
  | 'overdue'
  | 'recalled'
  | 'returned'
  | 'completed'
  | 'unfilled'
  | 'cancelled'
  | 'retry-possible'
  | 'lost';

/** A copy on its way or with the borrower, at the supplier's terms (I5). */
export interface Supply {
  readonly supplier: string;
  readonly item: string;
  readonly due: LocalDate;
  readonly renewalsLeft: number;
  readonly shippedAt: Instant;
  readonly by: EntryId;
}

export interface IllState {
  readonly id: string;
  readonly status: IllStatus;
  /** Null while only other libraries' moves are known. */
  readonly asked: {
    readonly from: string;
    readonly pickup: string;
    readonly patron: string;
    readonly hold: EntryId | null;
    readonly title: string;
    readonly work: string | null;
    readonly agreedCents: number;
    readonly needBefore: LocalDate | null;
  } | null;
  /** Who is asked now, or supplies. */
  readonly supplier: string | null;
  /** Those that could not supply, in order (I4). */
  readonly tried: readonly string[];
  readonly supply: Supply | null;
  /** Copies that came too late or besides: they go home with a slip (I4). */
  readonly sendBack: readonly Supply[];
  /** What the borrower owes the supplier for a loss (I8). */
  readonly lossCents: number;
  readonly findings: readonly Finding[];
  readonly newest: EntryId | null;
}
