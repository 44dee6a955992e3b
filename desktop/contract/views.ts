import type { Role } from '@balie/shared/policy/check-codes.ts';

/** What the screens see. Plain data, ready to show, without sentences: codes and parameters are translated by the renderer. */

/** `YYYY-MM-DD` in the library's own time zone. */
export type LocalDate = string;

type Contact = 'online' | 'branch' | 'alone';

export interface DeskState {
  readonly library: string;
  readonly branch: { readonly code: string; readonly name: string };
  readonly desk: { readonly id: string; readonly name: string };
  readonly staff: StaffView | null;
  readonly contact: Contact;
  /** Since when the centre has not been heard, ms since 1970; null while in contact. */
  readonly aloneSince: number | null;
  /** Acts of this desk that the centre has not yet folded. */
  readonly waiting: number;
  readonly refused: number;
  /** The first copy of the library while it runs; `total` is 0 until known. */
  readonly copying: { readonly done: number; readonly total: number } | null;
  /** A sentence's code when this desk cannot work safely: journal not writable, disk full. */
  readonly trouble: { readonly code: TroubleCode; readonly params: Params } | null;
  readonly timeZone: string;
  readonly words: { readonly reasons: readonly string[] };
}

/**
 * The journal cannot be written; what the country has does not come in; somebody who was erased still stands in a file (A1); it is not
 * kept who opened whose record (A3).
 */
type TroubleCode = 'journal-failed' | 'sync-fault' | 'not-erased' | 'access-log-failed';

export interface StaffView {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export type Params = Readonly<Record<string, string | number>>;

/** One failing check (rule D2). `code` names its sentence; `solve` what its own key would do. */
export interface CheckView {
  readonly code: string;
  readonly level: 'block' | 'notice';
  readonly params: Params;
  readonly overridable: boolean;
}

export interface ItemView {
  readonly barcode: string;
  readonly title: string;
  readonly author: string | null;
  readonly loanGroup: string;
  readonly listed: boolean;
  readonly branch: string;
  readonly shelf: string | null;
  readonly callNumber: string | null;
  readonly state: 'available' | 'on-loan' | 'captured' | 'in-transit' | 'lost' | 'missing' | 'unavailable';
  readonly due: LocalDate | null;
}

export interface LoanView {
  readonly id: string;
  readonly item: ItemView;
  readonly due: LocalDate;
  readonly daysLate: number;
  readonly renewals: number;
  readonly renewalsLeft: number;
  /** Lent in the session that is open now. */
  readonly thisSession: boolean;
  readonly lost: boolean;
}

export interface HoldView {
  readonly id: string;
  /** What it stands in, as a command on it names. */
  readonly queue: string;
  readonly title: string;
  readonly state: 'waiting' | 'in-transit' | 'ready';
  readonly place: string | null;
  readonly pickup: string;
  readonly until: LocalDate | null;
  /** Place in the queue from 1; null once captured. */
  readonly position: number | null;
}

export interface PatronView {
  readonly id: string;
  readonly name: string;
  readonly age: number | null;
  readonly kind: string;
  readonly card: string;
  readonly homeBranch: string;
  readonly subscription: {
    readonly code: string;
    readonly until: LocalDate | null;
    readonly expired: boolean;
  };
  readonly messages: readonly string[];
  readonly loans: readonly LoanView[];
  readonly loanLimit: number | null;
  readonly holds: readonly HoldView[];
  readonly owedCents: number;
  readonly owedLimitCents: number;
  readonly checks: readonly CheckView[];
  readonly guest: boolean;
}

/** Where a book that was taken back goes (rule D5). */
export type DestinationView =
  | { readonly kind: 'shelf'; readonly shelf: string | null; readonly callNumber: string | null }
  | { readonly kind: 'hold-shelf'; readonly place: string | null }
  | { readonly kind: 'branch'; readonly branch: string; readonly forHold: boolean }
  | { readonly kind: 'library'; readonly library: string }
  | { readonly kind: 'tray'; readonly reason: string };

export type Mode = 'lend' | 'take' | 'renew';

export interface SearchHits {
  readonly patrons: readonly {
    readonly id: string;
    readonly name: string;
    readonly card: string;
    readonly born: number | null;
    readonly city: string | null;
  }[];
  readonly titles: readonly {
    readonly id: string;
    readonly title: string;
    readonly author: string | null;
    readonly copies: number;
    readonly available: number;
    readonly barcode: string | null;
  }[];
}
