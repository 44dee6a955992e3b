import type { Columns } from '@balie/shared/receipts/sheet.ts';

/**
 * What a printer last said of itself, for a sentence on the screen. `unknown`: it does not answer, which is not the same as being
 * fine; `lost`: there is no way to it at all.
 */
export interface PrinterState {
  readonly code:
    'ready' | 'paper-near-end' | 'paper-out' | 'cover-open' | 'offline' | 'error' | 'unknown' | 'lost';
  /** Of `error`: `what` (`cutter`, `unrecoverable`, `other`), and `detail` where something said more. Of `lost`: `why` and `detail`, as `LinkEnd` has them. */
  readonly params: Readonly<Record<string, string>>;
}

/** Paper that is near its end still prints. */
export function canPrint({ code }: PrinterState): boolean {
  return code === 'ready' || code === 'paper-near-end';
}

export interface PrintJob {
  readonly id: string;
  /** A receiptline document, from `shared/receipts/document.ts`. */
  readonly document: string;
  readonly columns: Columns;
}

export type PrintOutcome =
  /** The printer itself said that all of it is on paper. */
  | { readonly kind: 'printed' }
  /** Nothing of it was sent: it may be tried again. */
  | { readonly kind: 'not-printed'; readonly state: PrinterState }
  /** All or part of it may be on paper: only a person can see which. */
  | { readonly kind: 'unknown'; readonly state: PrinterState };

/** A printer of receipts and slips, which comes back by itself after it was pulled. Nothing here rejects. */
export interface Printer {
  readonly state: PrinterState;
  /** Every change of `state`. Returns how to stop listening. */
  onState(listener: (state: PrinterState) => void): () => void;
  /** One after the other, in the order asked. Takes as long as it takes: a printer without paper goes on when it has some. */
  print(job: PrintJob): Promise<PrintOutcome>;
  /** Opens the cash drawer, now or not at all; false when the printer could not be told to. */
  openDrawer(): Promise<boolean>;
  /** What is being printed then ends as `unknown`. */
  close(): Promise<void>;
}
