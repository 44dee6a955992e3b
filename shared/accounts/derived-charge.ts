import type { Instant, LocalDate } from '../clock/instant.ts';
import type { EntryId } from '../journal/ids.ts';
import type { LateTerms } from '../policy/late-terms.ts';

interface Derived {
  /** `<kind>:<loan or hold>`, the same wherever it is derived. */
  readonly id: string;
  readonly patron: string;
  /** The entry that it follows from, for receipts and exceptions. */
  readonly by: EntryId;
  readonly at: Instant;
}

/** What a loan or a hold says of its patron's account (M1, M3, M5, P4, L9, L13); the account makes lines of it. */
export type DerivedCharge =
  | (Derived & { readonly kind: 'lending' | 'placing' | 'pickup' | 'uncollected'; readonly cents: number })
  | (Derived & {
      readonly kind: 'late';
      readonly item: string;
      readonly due: LocalDate;
      /** When the book came back (L11), and where it had been lent. */
      readonly returnedAt: Instant;
      readonly branch: string;
      readonly terms: LateTerms;
    })
  | (Derived & {
      readonly kind: 'replacement';
      readonly item: string;
      readonly cents: number;
      readonly processingCents: number;
      /** Null while the book is away; `refundDays` after `at` the charge stays even so. */
      readonly foundAt: Instant | null;
      readonly refundDays: number;
    })
  | (Derived & { readonly kind: 'credit'; readonly credits: number; readonly subscription: string })
  | (Derived & { readonly kind: 'claim'; readonly item: string });
