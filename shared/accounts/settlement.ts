import type { Fact, FactOf } from '../journal/fact.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';
import type { AccountCharge, AccountLine } from './account-state.ts';
import type { Charge } from './charge.ts';
import type { Outcome } from './pin-outcomes.ts';
import { SettledCharge } from './settled-charge.ts';

/** What a batch brought in for a charge: so much of it settled the charge, the rest became credit. */
interface Collected {
  toCharge: number;
  toCredit: number;
}

/** Whether there is still something to do is known at the end: while there is money to give back, or any of these is owed. */
type Concern = 'nothing' | 'unknown-outcome' | 'credit' | readonly SettledCharge[];

interface Told {
  readonly finding: Omit<Finding, 'weight'>;
  readonly concern: Concern;
}

/** Payments, waivers, refunds and debits, taken in order, against charges that are known beforehand (M2, M4, M7, M8). */
export class Settlement {
  readonly lines: AccountLine[] = [];
  private readonly byId = new Map<string, SettledCharge>();
  private readonly collections = new Map<string, Collected>();
  private readonly told = new Map<string, Told>();
  private readonly resolve: (charge: string) => string;
  private credit: number;

  constructor(opening: {
    readonly charges: readonly Charge[];
    readonly takenBack: ReadonlyMap<string, number>;
    readonly creditCents: number;
    readonly resolve: (charge: string) => string;
  }) {
    this.resolve = opening.resolve;
    this.credit = opening.creditCents;
    for (const charge of opening.charges) {
      this.lines.push({ id: charge.id, at: charge.at, reason: charge.reason, cents: charge.cents });
      this.byId.set(charge.id, new SettledCharge(charge, opening.takenBack.get(charge.id) ?? 0));
    }
  }

  take(id: EntryId, fact: Fact, outcome: Outcome): void {
    switch (fact.kind) {
      case 'pay':
        return this.pay(id, fact, outcome);
      case 'refund':
        return this.refund(id, fact, outcome);
      case 'waive':
        return this.waive(id, fact);
      case 'debit.offer':
        return this.offer(fact);
      case 'debit.collect':
        return this.collect(id, fact);
      case 'debit.reverse':
        return this.reverse(id, fact);
      default:
    }
  }

  /** What credit is left settles what is open, oldest first. */
  finish(): {
    readonly charges: readonly AccountCharge[];
    readonly creditCents: number;
    readonly findings: readonly Finding[];
  } {
    const all = [...this.byId.values()].sort(
      ({ charge: a }, { charge: b }) => a.at - b.at || (a.id < b.id ? -1 : 1),
    );
    let creditCents = this.credit;
    for (const settled of all) creditCents -= settled.useCredit(creditCents);
    const findings = [...this.told.values()].map(({ finding, concern }): Finding => ({
      ...finding,
      weight: this.isOpen(concern) ? 'exception' : 'remark',
    }));
    return { charges: all.map(({ shown }) => shown), creditCents, findings };
  }

  private isOpen(concern: Concern): boolean {
    if (concern === 'credit') return this.credit > 0;
    if (typeof concern === 'string') return concern === 'unknown-outcome';
    return concern.some(({ open }) => open > 0);
  }

  private pay(id: EntryId, { at, body }: FactOf<'pay'>, outcome: Outcome): void {
    if (outcome === 'void') return;
    if (outcome === 'unknown') {
      for (const line of body.lines) {
        const settled = this.find(line.charge);
        if (settled) settled.asked += line.cents;
      }
      return this.tellUnknown(id, body);
    }
    let left = this.moveMoney(id, at, `pay-${body.method}`, body, -1);
    for (const line of body.lines) {
      const given = Math.min(line.cents, left);
      left -= given;
      this.settle(id, line.charge, given, body.patron);
    }
    this.credit += left;
  }

  /** What was really meant by cash is what changed hands less the rounding: a line of its own (M8). Returns that. */
  private moveMoney(
    id: EntryId,
    at: number,
    reason: string,
    { cents, roundingCents }: { readonly cents: number; readonly roundingCents: number },
    sign: 1 | -1,
  ): number {
    const rounding = Math.min(roundingCents, cents);
    this.lines.push({ id, at, reason, cents: sign * cents });
    if (rounding !== 0)
      this.lines.push({ id: `${id}:rounding`, at, reason: 'rounding', cents: -sign * rounding });
    return cents - rounding;
  }

  /** Gives money to a charge; what it does not need becomes credit. Returns what it needed. */
  private settle(by: EntryId, charge: string, cents: number, patron: string): number {
    const settled = this.find(charge);
    const alreadyPaid = (settled?.paid ?? 0) > 0;
    const part = settled?.pay(cents) ?? 0;
    const over = cents - part;
    this.credit += over;
    const expected = Math.min(over, settled?.takenBack ?? 0);
    if (settled) settled.takenBack -= expected;
    if (over === expected) return part;
    const params = { patron, charge };
    if (!settled) this.tell('paid-without-charge', by, params, over, 'nothing');
    else if (alreadyPaid) this.tell('paid-twice', by, params, over - expected, 'credit');
    else this.tell('paid-more-than-owed', by, params, over - expected, 'nothing');
    return part;
  }

  /** Rule M4: at most what is open, so that nothing but paid money becomes credit. */
  private waive(id: EntryId, { at, body }: FactOf<'waive'>): void {
    const { patron, charge, cents } = body;
    const part = this.find(charge)?.waive(cents) ?? 0;
    if (part < cents) this.tell('waived-more-than-open', id, { patron, charge }, cents - part, 'nothing');
    if (part > 0) this.lines.push({ id, at, reason: 'waive', cents: -part });
  }

  private refund(id: EntryId, { at, body }: FactOf<'refund'>, outcome: Outcome): void {
    if (outcome === 'void') return;
    if (outcome === 'unknown') return this.tellUnknown(id, body);
    const cents = this.moveMoney(id, at, `refund-${body.method}`, body, 1);
    const over = this.overdraw(id, at, cents);
    if (over) this.tell('refund-over-credit', id, { patron: body.patron }, over.charge.cents, [over]);
  }

  /** Takes from the credit; what it does not have, the patron owes. */
  private overdraw(by: EntryId, at: number, cents: number): SettledCharge | null {
    const part = Math.min(this.credit, cents);
    this.credit -= part;
    if (part === cents) return null;
    const id = `overpaid:${by}`;
    const over = new SettledCharge({ id, reason: 'overpaid', at, by, cents: cents - part }, 0);
    this.byId.set(id, over);
    return over;
  }

  private offer({ body }: FactOf<'debit.offer'>): void {
    for (const { charge, cents } of body.lines) {
      const settled = this.find(charge);
      if (!settled) continue;
      settled.offers.set(body.batch, cents);
      settled.debit = 'offered';
    }
  }

  private collect(id: EntryId, { at, body }: FactOf<'debit.collect'>): void {
    const { batch, lines, patron } = body;
    for (const { charge, cents } of lines) {
      this.answered(charge, batch, 'collected');
      const toCharge = this.settle(id, charge, cents, patron);
      const key = this.collectionOf(batch, charge);
      const before = this.collections.get(key) ?? { toCharge: 0, toCredit: 0 };
      this.collections.set(key, {
        toCharge: before.toCharge + toCharge,
        toCredit: before.toCredit + cents - toCharge,
      });
    }
    this.lines.push({ id, at, reason: 'debit-collect', cents: -sum(lines) });
  }

  /** Rule M7: open again. Of what was never collected only the offer ends. */
  private reverse(id: EntryId, { at, body }: FactOf<'debit.reverse'>): void {
    const { batch, lines, patron, code } = body;
    const concerned: SettledCharge[] = [];
    let back = 0;
    let fromCredit = 0;
    for (const { charge, cents } of lines) {
      const settled = this.answered(charge, batch, 'reversed');
      if (settled) concerned.push(settled);
      const collected = this.collections.get(this.collectionOf(batch, charge));
      if (!collected) continue;
      const ofCharge = Math.min(cents, collected.toCharge);
      const ofCredit = Math.min(cents - ofCharge, collected.toCredit);
      collected.toCharge -= ofCharge;
      collected.toCredit -= ofCredit;
      if (settled) settled.paid -= ofCharge;
      back += ofCharge + ofCredit;
      fromCredit += ofCredit;
    }
    if (back > 0) this.lines.push({ id, at, reason: 'debit-reverse', cents: back });
    const over = this.overdraw(id, at, fromCredit);
    if (over) concerned.push(over);
    this.tell('debit-reversed', id, { patron, batch, code }, sum(lines), concerned);
  }

  private answered(charge: string, batch: string, how: 'collected' | 'reversed'): SettledCharge | undefined {
    const settled = this.find(charge);
    if (!settled) return undefined;
    settled.offers.delete(batch);
    settled.debit = how;
    return settled;
  }

  private find(charge: string): SettledCharge | undefined {
    return this.byId.get(this.resolve(charge));
  }

  private collectionOf(batch: string, charge: string): string {
    return `${batch}\n${this.resolve(charge)}`;
  }

  private tellUnknown(id: EntryId, { patron, terminal, cents }: FactOf<'pay' | 'refund'>['body']): void {
    this.tell('pin-outcome-unknown', id, { patron, terminal: terminal!.id }, cents, 'unknown-outcome');
  }

  /** One finding of a kind for an entry, with the cents of all its lines. */
  private tell(
    kind: Finding['kind'],
    entry: EntryId,
    named: Record<string, string>,
    cents: number,
    concern: Concern,
  ): void {
    const key = `${kind} ${entry}`;
    const before = this.told.get(key)?.finding.params;
    const params = before ? { ...before, cents: Number(before['cents']) + cents } : { ...named, cents };
    this.told.set(key, { finding: { kind, entry, params }, concern });
  }
}

function sum(lines: readonly { readonly cents: number }[]): number {
  return lines.reduce((total, { cents }) => total + cents, 0);
}
