import type { DestinationView, ItemView, LoanView, PatronView } from '../../contract/views.ts';

export function whereTo(item: ItemView): DestinationView {
  if (item.branch !== 'Woensel') return { kind: 'branch', branch: item.branch, forHold: false };
  if (item.title === 'Lampje') return { kind: 'hold-shelf', place: 'C-02' };
  if (item.title === 'Catan') return { kind: 'tray', reason: 'incomplete' };
  if (!item.listed) return { kind: 'tray', reason: 'unlisted' };
  return { kind: 'shelf', shelf: item.shelf, callNumber: item.callNumber };
}

export function withLoan(patron: PatronView, { item, due }: Pick<LoanView, 'item' | 'due'>): PatronView {
  const others = patron.loans.filter((loan) => loan.item.barcode !== item.barcode);
  const loan: LoanView = {
    id: `new-${item.barcode}`,
    item,
    due,
    daysLate: 0,
    renewals: 0,
    renewalsLeft: 2,
    thisSession: true,
    lost: false,
  };
  return { ...patron, loans: [...others, loan] };
}

export function withoutLoan(patron: PatronView, item: ItemView | null): PatronView {
  const gone = (loan: LoanView): boolean => loan.thisSession && loan.item.barcode === item?.barcode;
  return { ...patron, loans: patron.loans.filter((loan) => !gone(loan)) };
}
