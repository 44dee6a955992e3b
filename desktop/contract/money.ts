/** What is asked for one thing, in cents. */
export interface ChargeView {
  /** As payments and waivers name it. */
  readonly id: string;
  /** `late`, `replacement`, `subscription`, ..., or a library's own word. */
  readonly reason: string;
  /** The book or the reservation that it follows from; `barcode` is null of a reservation. */
  readonly about: { readonly barcode: string | null; readonly title: string } | null;
  /** Since when it is asked, or runs: ms since 1970. */
  readonly since: number;
  readonly cents: number;
  readonly openCents: number;
  /** What may be paid now: neither what a bank or a terminal was asked for, nor what is still running. */
  readonly payableCents: number;
  /** Of what is open: offered to the bank (M7), and asked of a terminal whose answer nobody knows (M8). */
  readonly offeredCents: number;
  readonly pendingCents: number;
  /** The book is late and not back yet: what it would cost if it came back now (M3). */
  readonly running: boolean;
  /** The patron says that the book was returned (L13). */
  readonly disputed: boolean;
}

/** Money that changed hands. */
export interface PaymentView {
  /** Entry id, as an undo or a terminal's answer names it. */
  readonly id: string;
  readonly kind: 'payment' | 'refund';
  readonly at: number;
  readonly method: 'cash' | 'pin' | 'voucher' | 'transfer';
  readonly cents: number;
  /** Of cash, in `cents`. */
  readonly roundingCents: number;
  readonly receipt: number;
  /** Of PIN: `unknown` waits for the terminal's answer. What came to nothing is not listed. */
  readonly outcome: 'done' | 'unknown';
}

/** What a patron owes and paid, under any of their ids. */
export interface AccountView {
  /** Of merged ids the smallest. */
  readonly patron: string;
  /** What is open less the credit: the sum of the lines (M1). */
  readonly balanceCents: number;
  /** What limits look at. */
  readonly owedCents: number;
  readonly creditCents: number;
  /** What would be added if all that is late came back now. */
  readonly runningCents: number;
  /** Open ones and running ones, the oldest first. */
  readonly charges: readonly ChargeView[];
  /** The newest first; undone ones are left out. */
  readonly payments: readonly PaymentView[];
}

interface TillCountView {
  readonly at: number;
  readonly expectedCents: number;
  readonly countedCents: number;
  /** Counted less expected. */
  readonly differenceCents: number;
}

/** A drawer as it stands (M8), in cents. */
export interface TillView {
  readonly till: string;
  /** Null while it is closed. */
  readonly open: {
    /** Who answers for it; null where money went into a drawer that nobody had opened. */
    readonly person: string | null;
    readonly since: number;
    readonly floatCents: number;
    /** What the drawer should hold. */
    readonly expectedCashCents: number;
    /** What the terminals should say together, and each by itself; `unknownCents` nobody knows. */
    readonly expectedCardCents: number;
    readonly terminals: readonly {
      readonly id: string;
      readonly cents: number;
      readonly unknownCents: number;
    }[];
    readonly droppedCents: number;
    /** Payments and refunds of this turn that stand. */
    readonly receipts: number;
    /** Of those and of drops: what no count holds yet. */
    readonly uncounted: number;
    readonly lastCount: TillCountView | null;
  } | null;
  /** Of a closed drawer: who had it last, and till when. */
  readonly last: { readonly person: string | null; readonly closedAt: number } | null;
}
