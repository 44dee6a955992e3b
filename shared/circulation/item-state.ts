import type { z } from 'zod';
import type { Instant, LocalDate } from '../clock/instant.ts';
import type { DerivedCharge } from '../accounts/derived-charge.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';
import { issueQueue, itemQueue, titleQueue } from '../protocol/document-ids.ts';
import type { itemMarkSchema } from './bodies.ts';

export type ItemMark = z.infer<typeof itemMarkSchema>;

export interface ItemAttributes {
  readonly title: string | null;
  readonly work: string | null;
  /** Which volume or issue of its title; absent where nobody said (H1). */
  readonly issue?: string | null;
  readonly owner: string;
  readonly shelf: string | null;
  readonly callNumber: string | null;
  readonly loanGroup: string;
  readonly priceCents: number | null;
  readonly holdable: boolean;
  readonly circulates: boolean;
  /** How many parts it has: a book one, a game with its bag of pieces two (L12). */
  readonly parts: number;
}

export type LoanEnd = 'returned' | 'presumed-returned' | 'lent-again';

export interface Loan {
  /** Id of the entry that opened it. */
  readonly id: EntryId;
  /** Entries that turned out to be this same loan (L4). */
  readonly aliases: readonly EntryId[];
  readonly patron: string;
  readonly branch: string;
  readonly session: string | null;
  readonly openedAt: Instant;
  /** As promised on the receipt; the newest renewal's (D4). */
  readonly due: LocalDate;
  readonly renewals: number;
  /** Of an opening balance: how many the old system still allowed. */
  readonly renewalsLeft: number | null;
  /** The patron says that it was returned (L13); the shelves are searched for so many days. */
  readonly claimed: { readonly at: Instant; readonly by: EntryId; readonly searchUntilDays: number } | null;
  readonly lost: boolean;
  /** When it was given up; null of what an opening balance says to be lost. */
  readonly lostAt: Instant | null;
  readonly provisional: boolean;
  readonly ended: { readonly how: LoanEnd; readonly at: Instant | null; readonly by: EntryId } | null;
}

export type ClaimEnd = 'fulfilled' | 'lent-to-another' | 'scanned-again';

/** A capture is a fact of the item (H2); the queue decides whether it honours it. */
export interface Claim {
  readonly hold: EntryId;
  readonly queue: string;
  readonly patron: string;
  readonly pickup: string;
  readonly place: string | null;
  readonly at: Instant;
  readonly by: EntryId;
  readonly ended: { readonly how: ClaimEnd; readonly at: Instant; readonly by: EntryId } | null;
  /** Of a book with several labels all of them: an act on the hold may name any (L10). */
  readonly labels?: readonly string[];
}

/** A hold met by another copy than a captured one. */
export interface Fulfilment {
  readonly hold: EntryId;
  readonly queue: string;
  readonly at: Instant;
  readonly by: EntryId;
}

/** A copy between libraries: `supplied` to another, or `borrowed` from one. */
export interface IllState {
  readonly request: string;
  /** An item that this library describes is its own. */
  readonly role: 'supplied' | 'borrowed';
  readonly leg: 'shipped' | 'received' | 'returning' | 'lost';
  /** The supplier's terms (I5); null while they are not known here. */
  readonly due: LocalDate | null;
  readonly renewals: number | null;
}

export interface ItemState {
  /** Of several labels on one book the smallest (L10). */
  readonly barcode: string;
  /** Null while nobody has described it: an `unlisted` item (L10). */
  readonly attributes: ItemAttributes | null;
  readonly mark: ItemMark | null;
  /** Branch where it was seen last. */
  readonly at: string | null;
  readonly transitTo: string | null;
  readonly ill: IllState | null;
  readonly loan: Loan | null;
  readonly history: readonly Loan[];
  readonly claims: readonly Claim[];
  readonly fulfilments: readonly Fulfilment[];
  /** What its loans say of accounts. */
  readonly charges: readonly DerivedCharge[];
  readonly findings: readonly Finding[];
  /** The newest fact in the order of folding: what a next decision names in `after`. */
  readonly newest: EntryId | null;
}

/** The capture that stands, if any. */
export function openClaim(item: ItemState): Claim | null {
  const last = item.claims.at(-1);
  return last && !last.ended ? last : null;
}

/** The targets of rule H1 that this item can serve. */
export function queuesOf(item: ItemState): readonly string[] {
  const { title, work, issue } = item.attributes ?? {};
  return [
    itemQueue(item.barcode),
    ...(title ? [titleQueue(title)] : []),
    ...(work ? [`queue:work:${work}`] : []),
    ...(title && issue ? [issueQueue(title, issue)] : []),
  ];
}
