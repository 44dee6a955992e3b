import type { Role } from '@balie/shared/policy/check-codes.ts';
import type { ActView, DoneAct } from './acts.ts';
import type { RefusalCode } from './failures.ts';
import type { CheckView, DestinationView, ItemView, LocalDate, Params, PatronView } from './views.ts';

/** What was done beside the journal and has to be made good by hand. */
type Reversal = 'slip' | 'receipt' | 'security-on' | 'security-off' | 'cash-back' | 'cash-in' | 'card';

/** What came of a scan, of an undo, or of opening an act: what stands large in the middle. */
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
      /** Who may, where anybody at a counter may. */
      readonly needs: Role | null;
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
      readonly act: DoneAct;
      readonly item: ItemView | null;
      readonly reverse: readonly Reversal[];
    }
  /**
   * One of today's acts, asked about: staff opened it from the list, or the last of this desk is of another visit. `refusal` says why it
   * stays; `paper` what belongs to it.
   */
  | {
      readonly kind: 'act';
      readonly act: ActView;
      readonly refusal: RefusalView | null;
      readonly paper: 'receipt' | 'slip' | null;
    }
  | ({ readonly kind: 'failed' } & RefusalView);

/** Why something is not done. */
export interface RefusalView {
  readonly code: RefusalCode;
  readonly params: Params;
}
