import type { Instant, LocalDate } from '../clock/instant.ts';
import type { TillReport } from '../accounts/till-report.ts';
import type { TillSession } from '../accounts/till-state.ts';
import type { Columns } from './sheet.ts';

export interface PaperItem {
  readonly barcode: string;
  /** Empty where nobody knows it. */
  readonly title: string;
}

interface Made {
  readonly at: Instant;
  /** The branch by name. */
  readonly branch: string;
}

export interface VisitPaper extends Made {
  readonly kind: 'loans' | 'returns';
  readonly lines: readonly (
    | {
        readonly kind: 'lent' | 'renewed';
        readonly item: PaperItem;
        readonly due: LocalDate;
        readonly feeCents: number;
      }
    | { readonly kind: 'returned'; readonly item: PaperItem }
  )[];
}

/** Rule A7: a code, no name. */
export interface HoldSlip extends Made {
  readonly kind: 'hold-slip';
  readonly item: PaperItem;
  readonly place: string | null;
  readonly code: string;
}

export interface TransitSlip extends Made {
  readonly kind: 'transit-slip';
  readonly item: PaperItem;
  readonly to: string;
  readonly forHold: boolean;
}

/** For the box to another library: a copy that it asked for, or its own that goes home. */
export interface IllSlip extends Made {
  readonly kind: 'ill-slip';
  readonly way: 'out' | 'home';
  readonly item: PaperItem;
  readonly to: string;
  readonly request: string;
  readonly due: LocalDate | null;
}

export interface MoneyPaper extends Made {
  readonly kind: 'payment' | 'refund';
  /** One row a stream, without gaps. */
  readonly number: number;
  readonly stream: string;
  readonly method: 'cash' | 'pin' | 'voucher' | 'transfer';
  readonly cents: number;
  readonly roundingCents: number;
  readonly lines: readonly {
    /** Why it was asked: `late`, `subscription`, ... or a library's own word. */
    readonly reason: string;
    readonly item: PaperItem | null;
    readonly cents: number;
    /** Hundredths of a percent, within the price; null where none was named. */
    readonly vat: number | null;
  }[];
}

export interface TillPaper extends Made {
  readonly kind: 'till-report';
  readonly till: string;
  readonly sessions: readonly TillSession[];
  readonly report: TillReport;
}

/** What somebody has, for that person's own eyes; without a name. */
export interface OverviewPaper extends Made {
  readonly kind: 'overview';
  readonly card: string;
  readonly loans: readonly { readonly item: PaperItem; readonly due: LocalDate; readonly late: boolean }[];
  readonly holds: readonly {
    readonly title: string;
    readonly state: 'waiting' | 'in-transit' | 'ready';
    readonly pickup: string;
    readonly position: number | null;
  }[];
  readonly owedCents: number;
  readonly creditCents: number;
}

/** To see whether a printer prints all that is needed. */
interface TestPaper extends Made {
  readonly kind: 'test';
}

/** What stands on a receipt or slip, names looked up; no patron's name is ever on one (A7). */
export type Paper =
  VisitPaper | HoldSlip | TransitSlip | IllSlip | MoneyPaper | TillPaper | OverviewPaper | TestPaper;

/** How a library's papers look. */
export interface PaperStyle {
  readonly language: 'nl' | 'en';
  readonly columns: Columns;
  readonly timeZone: string;
  /** Above everything: the library's name, then its address and the like. */
  readonly head: readonly string[];
  /** Below everything. */
  readonly foot: readonly string[];
  /** It was printed before. */
  readonly copy: boolean;
}
