import type { AccountCharge } from './account-state.ts';
import type { Charge } from './charge.ts';

/** A charge while acts settle it, in cents; never settled for more than it asks. */
export class SettledCharge {
  readonly charge: Charge;
  paid = 0;
  /** Given back of what was asked, and not yet met again in what was paid: more than is owed is no surprise then. */
  takenBack: number;
  /** Asked of a terminal whose answer nobody knows. */
  asked = 0;
  /** By batch to the bank. */
  readonly offers = new Map<string, number>();
  debit: AccountCharge['debit'] = null;
  private readonly cents: number;
  private waived = 0;
  private fromCredit = 0;

  constructor(charge: Charge, takenBack: number) {
    this.charge = charge;
    this.cents = charge.cents - takenBack;
    this.takenBack = takenBack;
  }

  get open(): number {
    return this.cents - this.paid - this.waived - this.fromCredit;
  }

  /** Takes of `cents` what is open, and returns that. */
  pay(cents: number): number {
    const part = Math.min(cents, this.open);
    this.paid += part;
    return part;
  }

  waive(cents: number): number {
    const part = Math.min(cents, this.open);
    this.waived += part;
    return part;
  }

  /** What a bank or a terminal was asked for is left to them. */
  useCredit(cents: number): number {
    const { offeredCents, pendingCents } = this.elsewhere;
    const part = Math.min(cents, this.open - offeredCents - pendingCents);
    this.fromCredit += part;
    return part;
  }

  get shown(): AccountCharge {
    return {
      ...this.charge,
      cents: this.cents,
      paidCents: this.paid,
      waivedCents: this.waived,
      fromCreditCents: this.fromCredit,
      openCents: this.open,
      ...this.elsewhere,
      debit: this.debit,
    };
  }

  private get elsewhere(): Pick<AccountCharge, 'offeredCents' | 'pendingCents'> {
    let offered = 0;
    for (const cents of this.offers.values()) offered += cents;
    const offeredCents = Math.min(this.open, offered);
    return { offeredCents, pendingCents: Math.min(this.open - offeredCents, this.asked) };
  }
}
