import type { Facts, FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import { inOrder } from '../journal/order.ts';
import type { Claim, ClaimEnd, Finding, Fulfilment, ItemState, Loan, LoanEnd } from './item-state.ts';

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

class ItemFold {
  newest: EntryId | null = null;
  private attributes: ItemState['attributes'] = null;
  private mark: ItemState['mark'] = null;
  private at: string | null = null;
  private transitTo: string | null = null;
  private loan: Loan | null = null;
  private handled = false;
  private readonly barcode: string;
  private readonly history: Loan[] = [];
  private readonly claims: Claim[] = [];
  private readonly fulfilments: Fulfilment[] = [];
  private readonly findings: Finding[] = [];

  constructor(barcode: string) {
    this.barcode = barcode;
  }

  state(): ItemState {
    const { barcode, attributes, mark, at, transitTo, loan, history, claims, fulfilments, findings, newest } = this;
    return { barcode, attributes, mark, at, transitTo, loan, history, claims, fulfilments, findings, newest };
  }

  open(_id: EntryId, { body }: FactOf<'item.open'>): void {
    const { title, work, owner, shelf, callNumber, loanGroup, priceCents, holdable, circulates } = body;
    this.attributes = { title, work, owner, shelf, callNumber, loanGroup, priceCents, holdable, circulates };
    if (this.handled) return;
    this.at = body.at;
    this.mark = body.mark;
  }

  openLoan(id: EntryId, { body, at }: FactOf<'loan.open'>): void {
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
    if (this.loan?.patron === body.patron) {
      this.loan = { ...this.loan, aliases: [...this.loan.aliases, id] };
    } else if (this.loan && this.handled) {
      this.history.push({ ...loan, ended: { how: 'presumed-returned', at: null, by: this.loan.id } });
    } else {
      this.endLoan('presumed-returned', at, id);
      this.loan = loan;
    }
  }

  openClaim(id: EntryId, { body }: FactOf<'hold.open'>): void {
    const { captured } = body;
    if (!captured || captured.item !== this.barcode || this.loan || this.handled) return;
    const { queue, patron, pickup } = body;
    this.claims.push({ hold: id, queue, patron, pickup, place: captured.place, at: captured.at, by: id, ended: null });
  }

  checkout(id: EntryId, fact: FactOf<'checkout'>): void {
    const { body, at } = fact;
    this.seen(fact.branch);
    this.endClaim(this.currentClaim()?.patron === body.patron ? 'fulfilled' : 'lent-to-another', at, id);
    if (body.fulfils) this.fulfilments.push({ ...body.fulfils, at, by: id });
    if (this.loan?.patron === body.patron) {
      const sameVisit = this.loan.session !== null && this.loan.session === fact.session;
      if (sameVisit || body.again === 'renew') {
        const renewed = sameVisit ? {} : { due: later(this.loan.due, body.due), renewals: this.loan.renewals + 1 };
        this.loan = { ...this.loan, ...renewed, aliases: [...this.loan.aliases, id] };
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
    this.seen(fact.branch);
    this.endLoan('returned', body.returnedAt === undefined ? at : Math.min(body.returnedAt, at), id);
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
      const renewalsLeft = loan.renewalsLeft === null ? null : Math.max(0, loan.renewalsLeft - 1);
      this.loan = { ...loan, due: later(loan.due, body.due), renewals: loan.renewals + 1, renewalsLeft };
    } else {
      this.find('renewed-after-return', id, 'remark', { loan: body.loan });
    }
  }

  private seen(branch: string): void {
    this.handled = true;
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

function later(a: string, b: string): string {
  return a > b ? a : b;
}
