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
  readonly trouble: { readonly code: string; readonly params: Params } | null;
  readonly timeZone: string;
  readonly words: { readonly reasons: readonly string[] };
}

export interface StaffView {
  readonly id: string;
  readonly name: string;
  readonly mayOverride: boolean;
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

/** What was done beside the journal and has to be made good by hand. */
type Reversal = 'slip' | 'receipt' | 'security-on' | 'security-off' | 'cash-back' | 'cash-in' | 'card';

export type Answer =
  | { readonly kind: 'patron'; readonly patron: PatronView }
  | {
      readonly kind: 'lent';
      readonly item: ItemView;
      readonly due: LocalDate;
      readonly periodDays: number;
      readonly renewalsLeft: number;
      readonly again: 'no' | 'renewed' | 'nothing';
      readonly notices: readonly CheckView[];
      readonly overridden: readonly CheckView[];
      readonly patron: PatronView;
    }
  | {
      readonly kind: 'renewed';
      readonly item: ItemView;
      readonly due: LocalDate;
      readonly periodDays: number;
      readonly renewalsLeft: number;
      readonly notices: readonly CheckView[];
      readonly overridden: readonly CheckView[];
      readonly patron: PatronView | null;
    }
  | {
      readonly kind: 'taken';
      readonly item: ItemView;
      readonly destination: DestinationView;
      readonly wasOnLoan: boolean;
      readonly daysLate: number;
      readonly notices: readonly CheckView[];
      /** The open patron, when the book was theirs. */
      readonly patron: PatronView | null;
    }
  /** Nothing was done: `act` failed its checks. `retry` is sent again with an override. */
  | {
      readonly kind: 'blocked';
      readonly act: 'lend' | 'renew';
      readonly item: ItemView;
      readonly checks: readonly CheckView[];
      readonly mayOverride: boolean;
      readonly reasons: readonly string[];
    }
  /** Rule U1: the book is on loan to the patron who is open; one key says what is meant. */
  | {
      readonly kind: 'choose';
      readonly item: ItemView;
      readonly options: readonly ('take' | 'renew' | 'lend')[];
    }
  /** Rule U3: an ISBN or EAN offers its copies. */
  | {
      readonly kind: 'copies';
      readonly code: string;
      readonly title: string;
      readonly copies: readonly ItemView[];
    }
  /** Rule U3, L10: nobody knows this barcode. `typed` needs the same number typed once more. */
  | { readonly kind: 'unlisted'; readonly barcode: string; readonly confirm: 'key' | 'type-again' }
  /** Rule L8: an act was taken back. `reverse` names what was done beside the journal: slips, receipts, security, cash. */
  | {
      readonly kind: 'undone';
      readonly act: 'lent' | 'taken' | 'renewed' | 'other';
      readonly item: ItemView | null;
      readonly reverse: readonly Reversal[];
    }
  | { readonly kind: 'failed'; readonly code: string; readonly params: Params };

/** One act of today at this desk, as the list at the right shows it. No person's name. */
export interface ActView {
  /** Entry id. */
  readonly id: string;
  readonly seq: number;
  readonly act: 'lent' | 'taken' | 'renewed' | 'blocked';
  readonly at: number;
  readonly session: string;
  readonly title: string;
  readonly due: LocalDate | null;
  readonly destination: DestinationView | null;
  readonly sign: 'done' | 'look' | 'stop' | 'away';
  /** Folded by the centre. */
  readonly settled: boolean;
  /** Taken back (L8): as if it had never been. */
  readonly undone: boolean;
}

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
