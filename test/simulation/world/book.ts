import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { Bodies } from '@balie/shared/journal/kinds.ts';

type Terms = Bodies['checkout']['terms'];

/** Where a book really is. */
type Whereabouts =
  | { readonly kind: 'branch'; readonly branch: string }
  | { readonly kind: 'person'; readonly name: string }
  | { readonly kind: 'library'; readonly isil: string }
  | { readonly kind: 'van'; readonly to: string; readonly arrives: number };

/** A loan as those at the counter know it from what they did. */
export interface BookLoan {
  /** Entries that made it: the first opened it, the others turned out to be the same loan. */
  readonly ids: EntryId[];
  readonly patron: string;
  /** Where it was lent. */
  readonly branch: string;
  /** Of each visit in which it was lent or renewed last. */
  session: string | null;
  /** As the receipts promise. */
  due: string;
  /** Of the newest checkout or renewal; null of what another system lent. */
  terms: Terms | null;
  claimedAt: number | null;
  lostAt: number | null;
  /** What was asked for its loss, and whether it was found again. */
  loss: { readonly terms: Terms['lost']; found: boolean } | null;
}

/** How a loan ended: the book was in the library's hands, or somebody else had it next. */
export interface EndedLoan extends BookLoan {
  readonly how: 'returned' | 'presumed-returned' | 'lent-again';
  readonly at: number;
  readonly by: EntryId;
}

/** The slip in a book that waits for somebody. */
export interface Slip {
  readonly hold: EntryId;
  readonly patron: string;
  /** The entry that captured it. */
  readonly by: EntryId;
}

/** What one knows of a book who was there each time somebody scanned it: what the product should say of it. */
export interface BookRecord {
  loan: BookLoan | null;
  /** Branch of the desk that handled it last. */
  handledAt: string | null;
  /** Where the slip in it says that it goes. */
  transitTo: string | null;
  slip: Slip | null;
  missing: boolean;
  /** How often it was looked for in vain since it was last in hand. */
  soughtInVain: number;
  /** The request between libraries that it is away for, and how far that is. */
  away: { readonly request: string; readonly leg: 'shipped' | 'received' | 'returning' | 'lost' } | null;
  /** Where it was said to stand last; null until somebody says so. */
  shelf: string | null;
}

export interface Book {
  /** The label that it carries. */
  barcode: string;
  /** All that it ever carried. */
  readonly labels: string[];
  readonly library: string;
  readonly home: string;
  readonly title: string;
  readonly loanGroup: string;
  /** False for one that the catalogue does not know (L10). */
  listed: boolean;
  where: Whereabouts;
  record: BookRecord;
  readonly ended: EndedLoan[];
  /** In somebody's hands at a desk at this moment. */
  busy: boolean;
  /** What staff did with it, for the report of a failing seed. */
  readonly story: string[];
}

/** As it was before a mistake, so that it can be put back. */
export function copyOfRecord({ loan, ...rest }: BookRecord): BookRecord {
  return { ...rest, loan: loan && { ...loan, ids: [...loan.ids], loss: loan.loss && { ...loan.loss } } };
}

/** A book is lent, by rules L3 and L4 as a person would say them. `at` is the true time. */
export function lend(book: Book, entry: AnyEntry, at: number): void {
  const body = entry.body as unknown as Bodies['checkout'];
  const { record } = book;
  const { loan } = record;
  const same =
    loan !== null &&
    (loan.patron === body.patron || (body.continues !== undefined && loan.ids.includes(body.continues)));
  record.handledAt = entry.branch;
  record.transitTo = null;
  record.slip = null;
  record.missing = false;
  record.soughtInVain = 0;
  if (same && (loan.session === entry.session || body.again === 'renew')) {
    loan.ids.push(entry._id);
    if (loan.session !== entry.session) prolong(loan, entry);
    loan.claimedAt = null;
    loan.lostAt = null;
    if (loan.loss) loan.loss.found = true;
    return;
  }
  if (loan) end(book, same ? 'lent-again' : 'presumed-returned', entry, at);
  record.loan = {
    ids: [entry._id],
    patron: body.patron,
    branch: entry.branch,
    session: entry.session,
    due: body.due,
    terms: body.terms,
    claimedAt: null,
    lostAt: null,
    loss: null,
  };
}

/** A loan of the same person goes on; of one that ended nothing happens. */
export function renew({ record: { loan } }: Book, entry: AnyEntry): void {
  const body = entry.body as unknown as Bodies['renew'];
  if (loan && (loan.patron === body.patron || loan.ids.includes(body.loan))) prolong(loan, entry);
}

/** A book comes back over the counter. */
export function takeBack(book: Book, entry: AnyEntry, at: number): void {
  const { captured, destination } = entry.body as unknown as Bodies['checkin'];
  inHand(book, entry, at, true);
  const { record } = book;
  record.transitTo = destination.kind === 'branch' ? destination.branch : null;
  if (record.slip?.hold === captured?.hold) return;
  record.slip = captured ? { hold: captured.hold, patron: captured.patron, by: entry._id } : null;
}

/** A book is in hand at a desk: a loan ends if it was taken back, or if it was searched for. */
export function inHand(book: Book, entry: AnyEntry, at: number, takenBack = false): void {
  const { record } = book;
  record.handledAt = entry.branch;
  record.transitTo = null;
  record.missing = false;
  record.soughtInVain = 0;
  const { loan } = record;
  if (loan && (takenBack || loan.claimedAt !== null || loan.lostAt !== null))
    end(book, 'returned', entry, at);
}

function end(book: Book, how: EndedLoan['how'], entry: AnyEntry, at: number): void {
  const loan = book.record.loan!;
  const loss = loan.loss && { ...loan.loss, found: true };
  book.ended.push({ ...loan, loss, how, at, by: entry._id });
  book.record.loan = null;
}

function prolong(loan: BookLoan, entry: AnyEntry): void {
  const { due, terms } = entry.body as unknown as Bodies['renew'];
  if (due > loan.due) loan.due = due;
  loan.terms = terms;
  loan.session = entry.session ?? loan.session;
}
