import type { DestinationView, LocalDate, Params } from './views.ts';

/** What was done with a book that was scanned. */
export type ScanAct = 'lent' | 'taken' | 'renewed';

type HoldAct =
  | 'hold-placed'
  | 'hold-cancelled'
  | 'hold-suspended'
  | 'hold-resumed'
  | 'hold-moved'
  | 'hold-not-on-shelf'
  | 'hold-expired';

type PersonAct =
  | 'patron-registered'
  | 'patron-edited'
  | 'pin-set'
  | 'subscription-begun'
  | 'subscription-renewed'
  | 'subscription-changed'
  | 'subscription-ended'
  | 'patron-blocked'
  | 'patron-unblocked'
  | 'card-issued'
  | 'card-replaced'
  | 'card-lost'
  | 'note-made'
  | 'note-ended'
  | 'link-made'
  | 'link-ended'
  | 'consent-given'
  | 'consent-withdrawn'
  | 'patrons-merged'
  | 'patrons-parted'
  | 'patron-erased';

type MoneyAct =
  | 'charged'
  | 'paid'
  | 'waived'
  | 'refunded'
  | 'terminal-approved'
  | 'terminal-declined'
  | 'till-opened'
  | 'till-dropped'
  | 'till-counted'
  | 'till-closed';

type ItemAct =
  | 'item-registered'
  | 'item-edited'
  | 'item-marked'
  | 'item-found'
  | 'item-sent'
  | 'item-received'
  | 'item-seen'
  | 'loan-claimed'
  | 'loan-lost';

/** What was done beside scanning. */
type ClerkAct = HoldAct | PersonAct | MoneyAct | ItemAct | 'exception-settled';

export type DoneAct = ScanAct | ClerkAct;

/** One act of today at this desk, as the list at the right shows it. No person's name. */
export interface ActView {
  /** Entry id. */
  readonly id: string;
  readonly seq: number;
  /** `blocked` was not done. */
  readonly act: DoneAct | 'blocked';
  readonly at: number;
  readonly session: string;
  /** Of the book or of what is reserved, its number where nobody knows the title; empty where it is about none. */
  readonly title: string;
  readonly due: LocalDate | null;
  readonly destination: DestinationView | null;
  /** What was asked, paid, let go or counted. */
  readonly cents: number | null;
  /** The last signs of the card of whom it concerns; null where it is about nobody, or nobody with a card. */
  readonly card: string | null;
  /** What else there is to tell, in codes: `method`, `reason`, `branch`, ... */
  readonly params: Params;
  readonly sign: 'done' | 'look' | 'stop' | 'away';
  /** Folded by the centre. */
  readonly settled: boolean;
  /** Taken back (L8): as if it had never been. */
  readonly undone: boolean;
}
