import { addDays, localDate } from '../calendar/days.ts';
import type { ItemState, Loan } from '../circulation/item-state.ts';
import type { LocalDate } from '../clock/instant.ts';
import type { EntryId } from '../journal/ids.ts';

/** How long an ended loan keeps its name (A2, A6). */
export interface Retention {
  readonly timeZone: string;
  /** Days after the return; 0 keeps only what open money needs. */
  readonly historyDays: number;
  /** Days that the last borrower of an item is kept, for damage and disputes. */
  readonly lastBorrowerDays: number;
  /** Whether anything of this loan is still to be paid or paid back. */
  readonly owes: (loan: Loan) => boolean;
  /** Whether this patron agreed to keep the history. */
  readonly keepsHistory: (patron: string) => boolean;
}

/** Ended loans of an item whose name goes by `today` (A2, A6), oldest first. */
export function loansToStrip(item: ItemState, today: LocalDate, retention: Retention): readonly EntryId[] {
  return item.history.flatMap((loan, place) => {
    const day = retention.keepsHistory(loan.patron) ? null : nameGoesOn(item, place, retention);
    return day !== null && day <= today ? [loan.id] : [];
  });
}

/** Who had an item last, as long as the library may know (A6); whoever asks is logged by the caller. */
export function lastBorrower(item: ItemState, today: LocalDate, retention: Retention): string | null {
  const place = item.history.length - 1;
  const last = item.history[place];
  if (!last) return null;
  const day = nameGoesOn(item, place, { ...retention, historyDays: 0 });
  return day === null || day > today ? last.patron : null;
}

/** The first day without the name; null while open money keeps it. */
function nameGoesOn(item: ItemState, place: number, retention: Retention): LocalDate | null {
  const { timeZone, historyDays, lastBorrowerDays, owes } = retention;
  const loan = item.history[place]!;
  if (owes(loan)) return null;
  const isLast = place === item.history.length - 1;
  const days = isLast ? Math.max(historyDays, lastBorrowerDays) : historyDays;
  return addDays(localDate(endOf(item, place), timeZone), days);
}

/** A loan that was presumed returned at an unknown time had ended by the next lending. */
function endOf({ history, loan }: ItemState, place: number): number {
  const { ended, openedAt } = history[place]!;
  return ended?.at ?? (history[place + 1] ?? loan)?.openedAt ?? openedAt;
}
