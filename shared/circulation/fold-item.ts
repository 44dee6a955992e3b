import type { Facts, FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import { inOrder } from '../journal/order.ts';
import type { Finding } from '../journal/finding.ts';
import type { Claim, ClaimEnd, Fulfilment, ItemState, Loan, LoanEnd } from './item-state.ts';

/**
 * The state of an item from the set of its facts (rules L1-L6, L10, L13, H2, H5). Never refuses a fact: the book is where it is.
 * At most one loan is open; every checkout is a loan, an alias of one, or history.
 */
export function foldItem(barcode: string, facts: Facts): ItemState {
  const fold = new ItemFold(barcode);
  for (const { id, fact } of inOrder(facts)) {
    fold.newest = id;
    switch (fact.kind) {
      case 'item.open':
        fold.open(id, fact);
        break;
      case 'loan.open':
        fold.openLoan(id, fact);
        break;
      case 'hold.open':
        fold.openClaim(id, fact);
        break;
      case 'checkout':
        fold.checkout(id, fact);
        break;
      case 'checkin':
        fold.checkin(id, fact);
        break;
      case 'renew':
        fold.renew(id, fact);
        break;
      default:
    }
  }
  return fold.state();
}

interface Act {
  readonly id: EntryId;
  readonly at: number;
  readonly kind: 'checkout' | 'checkin';
}

class ItemFold {
  newest: EntryId | null = null;
  private attributes: ItemState['attributes'] = null;
  private mark: ItemState['mark'] = null;
  private at: string | null = null;
  private transitTo: string | null = null;
  private loan: Loan | null = null;
  /** Desk acts, in order: the hand that a book went through says more than an opening balance from before it (L7). */
  private readonly acts: Act[] = [];
  private readonly barcode: string;
  private readonly history: Loan[] = [];
  private readonly claims: Claim[] = [];
  private readonly fulfilments: Fulfilment[] = [];
  private readonly findings: Finding[] = [];

  constructor(barcode: string) {
    this.barcode = barcode;
  }

  state(): ItemState {
    const { barcode, attributes, mark, at, transitTo, loan, history, claims, fulfilments, findings, newest } =
      this;
    const charges: ItemState['charges'] = [];
    return {
      barcode,
      attributes,
      mark,
      at,
      transitTo,
      loan,
      history,
      claims,
      fulfilments,
      charges,
      findings,
      newest,
    };
  }

  open(_id: EntryId, { body }: FactOf<'item.open'>): void {
    const { title, work, owner, shelf, callNumber, loanGroup, priceCents, holdable, circulates } = body;
    this.attributes = { title, work, owner, shelf, callNumber, loanGroup, priceCents, holdable, circulates };
    if (this.acts.length) return;
    this.at = body.at;
    this.mark = body.mark;
  }

  /** A newer balance of a loan replaces what the older said, as far as no desk went further; one that a desk act ended is history. */
  openLoan(id: EntryId, { body }: FactOf<'loan.open'>): void {
    const loan: Loan = {
      id,
      aliases: [],
      patron: body.patron,
      branch: body.branch,
      session: null,
      openedAt: body.since,
      due: body.due,
      renewals: 0,
      renewalsLeft: body.renewalsLeft,
      lost: body.lost,
      provisional: false,
      ended: null,
    };
    const act = this.acts.find((a) => a.at >= body.since);
    if (this.loan?.patron === body.patron) {
      const { due, renewalsLeft, lost } = body;
      const untouched = this.acts.length === 0 && this.loan.renewals === 0;
      const balance = untouched ? { due, renewalsLeft, lost } : { due: later(this.loan.due, due) };
      this.loan = { ...this.loan, ...balance, aliases: [...this.loan.aliases, id] };
    } else if (act) {
      const returned = act.kind === 'checkin';
      const how = returned ? 'returned' : 'presumed-returned';
      this.history.push({ ...loan, ended: { how, at: returned ? act.at : null, by: act.id } });
    } else {
      if (this.loan) this.find('presumed-returned', id, 'remark', { loan: this.loan.id });
      this.endLoan('presumed-returned', null, id);
      this.loan = loan;
    }
  }

  openClaim(id: EntryId, { body, at }: FactOf<'hold.open'>): void {
    const { captured } = body;
    if (!captured || captured.item !== this.barcode || this.loan || this.acts.length) return;
    const { queue, patron, pickup } = body;
    this.endClaim('scanned-again', at, id);
    this.claims.push({
      hold: id,
      queue,
      patron,
      pickup,
      place: captured.place,
      at: captured.at,
      by: id,
      ended: null,
    });
  }

  checkout(id: EntryId, fact: FactOf<'checkout'>): void {
    const { body, at } = fact;
    this.seen({ id, at, kind: 'checkout' }, fact.branch);
    this.endClaim(this.currentClaim()?.patron === body.patron ? 'fulfilled' : 'lent-to-another', at, id);
    if (body.fulfils) this.fulfilments.push({ ...body.fulfils, at, by: id });
    if (this.loan?.patron === body.patron) {
      const sameVisit = this.loan.session !== null && this.loan.session === fact.session;
      if (sameVisit || body.again === 'renew') {
        const loan = sameVisit ? this.loan : { ...renewed(this.loan, body.due), session: fact.session };
        this.loan = { ...loan, lost: false, aliases: [...loan.aliases, id] };
        return;
      }
      this.endLoan('lent-again', at, id);
    } else if (this.loan) {
      if (this.loan.lost) this.find('claim-open-closed', id, 'exception', { loan: this.loan.id });
      else this.find('presumed-returned', id, 'remark', { loan: this.loan.id });
      this.endLoan('presumed-returned', null, id);
    }
    this.loan = {
      id,
      aliases: [],
      patron: body.patron,
      branch: fact.branch,
      session: fact.session,
      openedAt: at,
      due: body.due,
      renewals: 0,
      renewalsLeft: null,
      lost: false,
      provisional: !fact.final,
      ended: null,
    };
  }

  checkin(id: EntryId, fact: FactOf<'checkin'>): void {
    const { body, at } = fact;
    this.seen({ id, at, kind: 'checkin' }, fact.branch);
    const { returnedAt = at } = body;
    this.endLoan('returned', Math.min(Math.max(returnedAt, this.loan?.openedAt ?? 0), at), id);
    const claim = this.currentClaim();
    if (claim && claim.hold !== body.captured?.hold) this.endClaim('scanned-again', at, id);
    if (body.captured && this.currentClaim()?.hold !== body.captured.hold) {
      this.claims.push({ ...body.captured, at, by: id, ended: null });
    }
    if (body.destination.kind === 'branch') this.transitTo = body.destination.branch;
  }

  renew(id: EntryId, { body }: FactOf<'renew'>): void {
    const { loan } = this;
    if (loan && (loan.id === body.loan || loan.aliases.includes(body.loan) || loan.patron === body.patron)) {
      this.loan = renewed(loan, body.due);
    } else {
      this.find('renewed-after-return', id, 'remark', { loan: body.loan });
    }
  }

  private seen(act: Act, branch: string): void {
    this.acts.push(act);
    this.at = branch;
    this.transitTo = null;
    if (this.mark === 'lost' || this.mark === 'missing') this.mark = null;
  }

  private currentClaim(): Claim | null {
    const last = this.claims.at(-1);
    return last && !last.ended ? last : null;
  }

  private endClaim(how: ClaimEnd, at: number, by: EntryId): void {
    const claim = this.currentClaim();
    if (claim) this.claims[this.claims.length - 1] = { ...claim, ended: { how, at, by } };
  }

  private endLoan(how: LoanEnd, at: number | null, by: EntryId): void {
    if (!this.loan) return;
    this.history.push({ ...this.loan, ended: { how, at, by } });
    this.loan = null;
  }

  private find(kind: string, entry: EntryId, weight: Finding['weight'], params: Finding['params']): void {
    this.findings.push({ kind, entry, weight, params });
  }
}

function renewed(loan: Loan, due: string): Loan {
  const renewalsLeft = loan.renewalsLeft === null ? null : Math.max(0, loan.renewalsLeft - 1);
  return { ...loan, due: later(loan.due, due), renewals: loan.renewals + 1, renewalsLeft };
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
