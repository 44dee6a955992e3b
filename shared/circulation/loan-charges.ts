import type { DerivedCharge } from '../accounts/derived-charge.ts';
import { dayNumber } from '../calendar/days.ts';
import type { Instant, LocalDate } from '../clock/instant.ts';
import type { FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Loan, LoanEnd } from './item-state.ts';

const HOUR = 3_600_000;
/** Nowhere does a day begin earlier than at UTC+14. */
const FIRST_MIDNIGHT = -14 * HOUR;

/** What a checkout or a renewal agreed, and with whom: an account hears of it through the act that names it. */
export interface Agreed {
  readonly patron: string;
  readonly terms: FactOf<'checkout'>['body']['terms'];
}

interface Ending {
  readonly how: LoanEnd;
  /** The act, and when it was done. */
  readonly by: EntryId;
  readonly at: Instant;
  /** When the book came back. */
  readonly back: Instant;
}

type Replacement = Extract<DerivedCharge, { kind: 'replacement' }>;

/** What the loans of an item say of accounts (M1, M3, M5, P4, L9, L13), in the order in which it came to be. */
export class LoanCharges {
  private readonly byId = new Map<string, DerivedCharge>();
  private readonly item: string;

  constructor(item: string) {
    this.item = item;
  }

  get all(): readonly DerivedCharge[] {
    return [...this.byId.values()];
  }

  /** Lending fee and credits of a loan or of a renewal. */
  lend(by: EntryId, { body, at }: FactOf<'checkout'> | FactOf<'renew'>): void {
    const { patron, terms } = body;
    const { feeCents: cents, credits, subscription } = terms;
    if (cents > 0) this.put({ kind: 'lending', id: `lending:${by}`, patron, by, at, cents });
    if (credits > 0) this.put({ kind: 'credit', id: `credit:${by}`, patron, by, at, credits, subscription });
  }

  claim(by: EntryId, { body, at }: FactOf<'loan.claim'>, loan: Loan): void {
    const { patron } = body;
    this.put({ kind: 'claim', id: `claim:${loan.id}`, patron, by, at, item: this.item });
  }

  lose(by: EntryId, at: Instant, loan: Loan, { patron, terms }: Agreed): void {
    if (!terms.lost) return;
    const { replacementCents: cents, processingCents, refundDays } = terms.lost;
    const id = `replacement:${loan.id}`;
    const { item } = this;
    const owed = { cents, processingCents, foundAt: null, refundDays };
    this.put({ kind: 'replacement', id, patron, by, at, item, ...owed });
  }

  /** The library has the book again, however the loan goes on. */
  find(loan: Loan, at: Instant): void {
    const replacement = this.byId.get(`replacement:${loan.id}`) as Replacement | undefined;
    if (replacement?.foundAt === null) this.put({ ...replacement, foundAt: at });
  }

  /**
   * The late charge of a loan that ended at a known time. A claim or a loss stops it; a book that was claimed and then turned up
   * costs nothing. Whether it was late at all is the account's to say: here goes what may have been.
   */
  end({ by, at, how, back }: Ending, loan: Loan, { patron, terms }: Agreed): void {
    const { claimed, lostAt, due, branch } = loan;
    const turnedUp = how === 'returned' && claimed !== null && (lostAt === null || lostAt < claimed.at);
    const returnedAt = Math.min(back, claimed?.at ?? back, lostAt ?? back);
    if (!terms.late || turnedUp || returnedAt < endOfDay(due)) return;
    const id = `late:${loan.id}`;
    const { item } = this;
    this.put({ kind: 'late', id, patron, by, at, item, due, returnedAt, branch, terms: terms.late });
  }

  private put(charge: DerivedCharge): void {
    this.byId.set(charge.id, charge);
  }
}

/** The earliest moment at which a date is over somewhere. */
function endOfDay(date: LocalDate): Instant {
  return (dayNumber(date) + 1) * 24 * HOUR + FIRST_MIDNIGHT;
}
