import { addDays, localDate } from '../calendar/days.ts';
import type { LocalDate } from '../clock/instant.ts';
import type { ItemState } from './item-state.ts';
import { alongTheShelves } from './shelf-order.ts';

/** A copy that a patron says they returned, while the library has it on loan. */
interface SearchedCopy {
  readonly item: string;
  readonly shelf: string | null;
  readonly callNumber: string | null;
  /** The last day of the search. */
  readonly until: LocalDate;
}

interface ShelfSearch {
  /** By branch: where the copy was last, and where it belongs; along the shelves. */
  readonly lists: ReadonlyMap<string, readonly SearchedCopy[]>;
  /** Copies whose search is over: somebody decides, found or lost. */
  readonly over: readonly SearchedCopy[];
}

/** What is searched for on the shelves today because a patron says that it was returned (L13). */
export function shelfSearch(items: readonly ItemState[], today: LocalDate, timeZone: string): ShelfSearch {
  const lists = new Map<string, SearchedCopy[]>();
  const over: SearchedCopy[] = [];
  for (const { barcode: item, attributes, at, loan } of items) {
    if (!loan?.claimed || loan.lost) continue;
    const { shelf = null, callNumber = null, owner = null } = attributes ?? {};
    const until = addDays(localDate(loan.claimed.at, timeZone), loan.claimed.searchUntilDays);
    const copy = { item, shelf, callNumber, until };
    if (until < today) over.push(copy);
    else
      for (const branch of new Set([at, owner, loan.branch]))
        if (branch !== null) lists.set(branch, [...(lists.get(branch) ?? []), copy]);
  }
  for (const list of lists.values()) list.sort(alongTheShelves);
  return { lists, over: over.sort(alongTheShelves) };
}
