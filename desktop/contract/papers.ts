import type { LocalDate } from './views.ts';

interface PaperItem {
  readonly barcode: string;
  readonly title: string;
}

/** A receipt or slip as it is printed, in codes and figures; no person's name stands on it (A7). */
export interface PaperView {
  readonly kind: 'loans' | 'returns' | 'payment' | 'refund' | 'hold-slip' | 'transit-slip';
  readonly at: number;
  readonly branch: string;
  /** It was shown or printed before. */
  readonly copy: boolean;
  readonly lines: readonly {
    readonly kind: 'lent' | 'renewed' | 'returned' | 'settled';
    readonly item: PaperItem | null;
    readonly due: LocalDate | null;
    readonly cents: number;
  }[];
  /** Of slips. */
  readonly item: PaperItem | null;
  readonly place: string | null;
  readonly code: string | null;
  readonly to: string | null;
  readonly forHold: boolean;
  readonly payment: {
    readonly number: number;
    readonly method: 'cash' | 'pin' | 'voucher' | 'transfer';
    readonly cents: number;
    readonly roundingCents: number;
  } | null;
}
