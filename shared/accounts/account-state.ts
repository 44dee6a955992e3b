import type { Instant, LocalDate } from '../clock/instant.ts';
import type { EntryId } from '../journal/ids.ts';

/** One movement of an account, in cents. Positive is owed by the patron. */
export interface AccountLine {
  /** The charge, or the entry with a word for its part of it. */
  readonly id: string;
  readonly at: Instant;
  readonly reason: string;
  readonly cents: number;
}

/** What is asked for one thing. `paid + waived + fromCredit + open = cents`, and none of them is negative. */
export interface AccountCharge {
  /** The entry's id, or a derived one: `late:<loan>`, `replacement:<loan>`, `processing:<loan>`, `overpaid:<refund>`, ... */
  readonly id: string;
  readonly reason: string;
  readonly at: Instant;
  /** The entry that it follows from. */
  readonly by: EntryId;
  readonly item?: string;
  readonly loan?: EntryId;
  readonly cents: number;
  readonly paidCents: number;
  readonly waivedCents: number;
  readonly fromCreditCents: number;
  readonly openCents: number;
  /** Of what is open: asked of a PIN terminal whose answer nobody knows (M8). */
  readonly pendingCents: number;
  /** Of what is open: offered to the bank (M7). */
  readonly offeredCents: number;
  /** What the bank did with it last. */
  readonly debit: 'offered' | 'collected' | 'reversed' | null;
}

/** Loan credits that were used while a subscription ran (P4). */
export interface CreditPeriod {
  readonly subscription: string;
  /** Null of what was used before the first subscription that is known here. */
  readonly from: LocalDate | null;
  /** Null without a limit. */
  readonly granted: number | null;
  readonly used: number;
}

/** What a patron may pay of a charge now: neither what the bank nor what a terminal was asked for. */
export function payableCents({ openCents, offeredCents, pendingCents }: AccountCharge): number {
  return openCents - offeredCents - pendingCents;
}

/** The period that `today` falls in; null before the first. */
export function creditsOn(credits: readonly CreditPeriod[], today: LocalDate): CreditPeriod | null {
  return credits.findLast((period) => period.from === null || period.from <= today) ?? null;
}
