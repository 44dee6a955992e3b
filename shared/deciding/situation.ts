import type { AccountState } from '../accounts/fold-account.ts';
import type { BranchCalendar } from '../calendar/opening.ts';
import type { ItemState, Loan } from '../circulation/item-state.ts';
import type { Instant, LocalDate } from '../clock/instant.ts';
import type { Serving } from '../holds/next-hold.ts';
import type { QueueState } from '../holds/queue-state.ts';
import type { PatronState } from '../patrons/fold-patron.ts';
import type { Role } from '../policy/check-codes.ts';
import type { Policy } from '../policy/policy.ts';

/** Where and when something is decided. */
export interface Counter {
  readonly branch: string;
  readonly now: Instant;
  readonly today: LocalDate;
  readonly policy: Policy;
  readonly calendar: BranchCalendar;
  readonly session: string;
  readonly staff: {
    readonly id: string;
    readonly mayOverride: boolean;
    /** Without one: `senior` for who may override, else `staff`. */
    readonly role?: Role | undefined;
  };
}

/** A loan with what limits count. */
export interface PatronLoan {
  readonly item: string;
  readonly loanGroup: string;
  readonly loan: Loan;
  /** After closings (D4). */
  readonly due: LocalDate;
}

/** Everything known of a patron at a desk. */
export interface PatronSituation {
  readonly patron: PatronState;
  readonly loans: readonly PatronLoan[];
  readonly account: AccountState;
  /** Captured holds that wait for this patron at this branch. */
  readonly readyHere: number;
  /** The card that was scanned, if one was. */
  readonly card: string | null;
  /** Whole years; null or left out where the birth date is not known here. */
  readonly age?: number | null;
  /** Owed by those whose guardian this is (P6). */
  readonly wardsOwedCents?: number;
  /** Ids of those for whom this patron may collect (P6); without it, whom the links name. */
  readonly collectsFor?: readonly string[];
}

/** Everything known of a book in hand. */
export interface ItemSituation {
  readonly item: ItemState;
  /** Of all targets that this item serves. */
  readonly queues: readonly QueueState[];
  /** Who is a member here, and the language and format of the copy (H1, H10). */
  readonly serving?: Pick<Serving, 'isOwnMember' | 'copy'>;
  /** The library that a copy on IBL loan goes back to. */
  readonly supplier?: string;
}

/** What was seen of the parts when the book changed hands (L12). */
export type Parts = 'complete' | 'incomplete';
