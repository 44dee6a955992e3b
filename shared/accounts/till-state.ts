import type { Instant } from '../clock/instant.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';

/** What came in for one ledger account at one VAT rate (hundredths of a percent); null where a payment named none. */
export interface BookedCents {
  readonly ledger: string | null;
  readonly vat: number | null;
  readonly cents: number;
}

export interface TerminalCents {
  readonly id: string;
  /** Approved payments less refunds. */
  readonly cents: number;
  /** Asked for, and nobody knows the answer. */
  readonly unknownCents: number;
}

/** A count of the drawer as it stood in the book at that moment. What comes later never changes it (M8). */
export interface TillCount {
  readonly entry: EntryId;
  readonly at: Instant;
  readonly expectedCents: number;
  readonly countedCents: number;
  /** Counted less expected. */
  readonly differenceCents: number;
  readonly terminals: readonly {
    readonly id: string;
    readonly expectedCents: number;
    readonly countedCents: number;
    readonly differenceCents: number;
  }[];
}

/** One person's turn at a drawer, in cents. */
export interface TillSession {
  /** The entry that opened it; of a drawer in use that nobody had opened, the first act. */
  readonly id: EntryId;
  /** Null where nobody said who answers for it. */
  readonly person: string | null;
  readonly openedAt: Instant;
  readonly floatCents: number;
  /** Less what was undone: what an earlier count holds is taken off the session in which it was undone. */
  readonly received: {
    readonly cash: number;
    readonly pin: number;
    readonly voucher: number;
    readonly transfer: number;
  };
  readonly refunded: { readonly cash: number; readonly pin: number; readonly transfer: number };
  readonly droppedCents: number;
  /** In `received` and `refunded`: what rounding brought in or cost. */
  readonly roundingCents: number;
  /** In `received`: what no charge needed, less what was given back. */
  readonly creditCents: number;
  readonly booked: readonly BookedCents[];
  /** What the drawer should hold. */
  readonly expectedCents: number;
  readonly terminals: readonly TerminalCents[];
  readonly counts: readonly TillCount[];
  readonly closedAt: Instant | null;
}

export interface TillState {
  readonly till: string;
  readonly sessions: readonly TillSession[];
  /** The session that runs: the last one, while nobody closed it. */
  readonly open: TillSession | null;
  /** Acts of the open session that no count holds yet: of cash, those that may still be undone (L8). */
  readonly uncounted: readonly EntryId[];
  readonly findings: readonly Finding[];
  readonly newest: EntryId | null;
}
