import type { Instant, LocalDate } from '../clock/instant.ts';
import type { FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import type { OrderedFact } from '../journal/order.ts';
import type { AccountLine } from './account-state.ts';
import type { Charge } from './charge.ts';

/** What the facts of an account ask by themselves (M1, M3, M5): imported balances, charges at the desk, subscriptions, cards, reminders, supplies. */
export class PostedCharges {
  readonly lines: AccountLine[] = [];
  /** Owed to the patron: imported, or given back of a subscription whose price stands nowhere here. */
  creditCents = 0;
  /** What was given back of a charge. */
  readonly takenBack = new Map<string, number>();
  private readonly byKey = new Map<string, Charge>();
  /** Ids of entries that the newest balance of the same row took the place of, and of that itself. */
  private readonly rows = new Map<EntryId, string>();
  private readonly balances = new Map<
    string,
    { readonly id: EntryId; readonly fact: FactOf<'charge.open'> }
  >();
  private readonly subscriptions: Charge[] = [];
  /** Since the last end or change, which gave back what was left of all before. */
  private begun: { readonly from: LocalDate; readonly priceCents: number }[] = [];
  private isEnded = false;

  constructor(live: readonly OrderedFact[]) {
    for (const { id, fact } of live) this.take(id, fact);
    for (const { id, fact } of this.balances.values()) {
      const { reason, cents } = fact.body;
      if (cents > 0) this.add({ id, reason, at: fact.at, by: id, cents });
      else if (cents < 0) this.credit({ id, at: fact.at, reason, cents });
    }
  }

  get all(): readonly Charge[] {
    return [...this.byKey.values()];
  }

  /** The charge that a payment means: of a row that was imported again, the newest entry. */
  resolve(charge: string): string {
    const row = this.rows.get(charge);
    return row === undefined ? charge : this.balances.get(row)!.id;
  }

  private take(id: EntryId, fact: OrderedFact['fact']): void {
    switch (fact.kind) {
      case 'charge.open':
        this.rows.set(id, fact.body.source);
        this.balances.set(fact.body.source, { id, fact });
        return;
      case 'charge': {
        const { reason, cents, item } = fact.body;
        return this.add({ id, reason, at: fact.at, by: id, cents, ...(item ? { item } : {}) });
      }
      case 'patron.subscription':
        return this.subscribe(id, fact);
      case 'patron.card':
        if (fact.body.feeCents > 0)
          this.add({ id, reason: 'card', at: fact.at, by: id, cents: fact.body.feeCents });
        return;
      case 'notice.sent':
      case 'notice.printed': {
        const { notice, charge } = fact.body;
        if (charge)
          this.addOnce({ id: `reminder:${notice}`, reason: 'reminder', at: fact.at, by: id, ...charge });
        return;
      }
      case 'ill.receive': {
        const { request, item, charge } = fact.body;
        if (charge)
          this.addOnce({
            id: `supply:${request}`,
            reason: 'ill',
            at: fact.at,
            by: id,
            cents: charge.cents,
            item,
          });
        return;
      }
      default:
    }
  }

  private subscribe(id: EntryId, { at, body }: FactOf<'patron.subscription'>): void {
    if (body.act === 'end' || body.act === 'change') this.giveBack(id, at, this.leftOfAll(body));
    if (body.act !== 'end') this.begun.push(body);
    if (body.priceCents <= 0) return;
    const charge = { id, reason: 'subscription', at, by: id, cents: body.priceCents };
    this.subscriptions.push(charge);
    this.add(charge);
  }

  /**
   * What its desk worked out, unless another desk ended or changed the same out of contact: nothing is given back twice, and what never
   * ran a day is given back whole.
   */
  private leftOfAll({ from, refundCents }: FactOf<'patron.subscription'>['body']): number {
    const { begun, isEnded } = this;
    this.begun = [];
    this.isEnded = true;
    if (!isEnded || begun.some((one) => one.from < from)) return refundCents;
    return begun.reduce((sum, { priceCents }) => sum + priceCents, 0);
  }

  /** What an early end gives back comes off the prices that were asked, the newest first: only what was paid of them is credit. */
  private giveBack(id: EntryId, at: Instant, cents: number): void {
    let left = cents;
    while (left > 0 && this.subscriptions.length > 0) {
      const charge = this.subscriptions.at(-1)!;
      const before = this.takenBack.get(charge.id) ?? 0;
      const part = Math.min(left, charge.cents - before);
      this.takenBack.set(charge.id, before + part);
      left -= part;
      if (before + part === charge.cents) this.subscriptions.pop();
    }
    if (cents > 0) this.lines.push({ id: `${id}:refund`, at, reason: 'subscription-refund', cents: -cents });
    this.creditCents += left;
  }

  /** What may be told more than once, and is asked once. */
  private addOnce(charge: Charge): void {
    if (!this.byKey.has(charge.id)) this.add(charge);
  }

  private add(charge: Charge): void {
    this.byKey.set(charge.id, charge);
  }

  private credit(line: AccountLine): void {
    this.creditCents -= line.cents;
    this.lines.push(line);
  }
}
