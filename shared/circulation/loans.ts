import type { Instant } from '../clock/instant.ts';
import type { FactOf } from '../journal/fact.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';
import { HandedActs } from './handed-acts.ts';
import type { Loan, LoanEnd } from './item-state.ts';
import { type Agreed, LoanCharges } from './loan-charges.ts';

/** The loan that stands, with what it rests on. */
interface Standing {
  readonly loan: Loan;
  /** Grows while the loan stands; `loan.aliases` is the same list. */
  readonly aliases: EntryId[];
  readonly ids: Set<EntryId>;
  /** Of the newest checkout or renewal; null of an opening balance. */
  readonly agreed: Agreed | null;
  /** An act that had the book in hand while it stood on loan. */
  readonly seenBy: EntryId | null;
}

/** The loans of one book (L2-L6, L9, L13). At most one stands; every checkout is a loan, an alias of one, or history. */
export class Loans {
  readonly history: Loan[] = [];
  readonly charges: LoanCharges;
  private readonly past: Finding[] = [];
  private readonly acts = new HandedActs();
  /** Loans that money was received for because they were late or lost. */
  private readonly paid: ReadonlySet<string>;
  private standing: Standing | null = null;

  constructor(item: string, paid: ReadonlySet<string>) {
    this.charges = new LoanCharges(item);
    this.paid = paid;
  }

  get open(): Loan | null {
    return this.standing?.loan ?? null;
  }

  /** What stands, and when the book was last handed over: later balances are judged by that (L7). */
  get gist(): unknown {
    return { standing: this.standing, handed: this.acts.latestAt };
  }

  /** A book in the library's hands that is still on loan is a finding only as long as that is so. */
  get findings(): readonly Finding[] {
    if (!this.standing?.seenBy) return this.past;
    const { loan, seenBy } = this.standing;
    const params = { loan: loan.id, patron: loan.patron };
    return [...this.past, { kind: 'seen-on-loan', entry: seenBy, weight: 'exception', params }];
  }

  /** A newer balance of a loan replaces what the older said, as far as no desk went further; one that a desk act ended is history. */
  balance(id: EntryId, { body, at }: FactOf<'loan.open'>): void {
    const { patron, branch, since, due, renewalsLeft, lost } = body;
    const own = { id, patron, branch, session: null, openedAt: since, due, renewalsLeft };
    const loan = { ...own, ...UNTOUCHED, lost, provisional: false, aliases: [] };
    if (this.open?.patron === patron) {
      this.change(this.isUntouched() ? { due, renewalsLeft, lost } : { due: later(this.open.due, due) });
      this.joins(id);
      return;
    }
    const act = this.acts.firstSince(since);
    if (act) {
      const returned = act.kind === 'checkin';
      const how = returned ? 'returned' : 'presumed-returned';
      this.history.push({ ...loan, ended: { how, at: returned ? act.at : null, by: act.id } });
      return;
    }
    if (this.open) this.remark('presumed-returned', id, { loan: this.open.id });
    this.end('presumed-returned', null, id, at);
    this.begin(loan, null);
  }

  checkout(id: EntryId, fact: FactOf<'checkout'>): void {
    const { body, at } = fact;
    this.acts.add({ id, at, kind: 'checkout' });
    if (this.isOf(body.patron, body.continues)) {
      const sameVisit = this.open!.session !== null && this.open!.session === fact.session;
      if (sameVisit || body.again === 'renew') {
        this.charges.find(this.open!, at);
        if (!sameVisit) this.prolong(id, fact);
        this.change({ lost: false, lostAt: null, claimed: null });
        this.standing = { ...this.standing!, seenBy: null };
        this.joins(id);
        return;
      }
      this.end('lent-again', at, id, at);
    } else {
      this.presume(id, at);
    }
    const { patron, due, terms } = body;
    const own = { id, patron, branch: fact.branch, session: fact.session, openedAt: at, due };
    const loan = { ...own, ...UNTOUCHED, renewalsLeft: null, provisional: !fact.final, aliases: [] };
    this.begin(loan, { patron, terms });
    this.charges.lend(id, fact);
  }

  /** Rule L11: `returnedAt` serves charges, and is never before the loan nor after the scan. */
  checkin(id: EntryId, { body, at }: FactOf<'checkin'>): void {
    this.acts.add({ id, at, kind: 'checkin' });
    const { returnedAt = at } = body;
    this.end('returned', Math.min(Math.max(returnedAt, this.open?.openedAt ?? returnedAt), at), id, at);
  }

  renew(id: EntryId, fact: FactOf<'renew'>): void {
    const { loan, patron } = fact.body;
    if (this.isOf(patron, loan)) this.prolong(id, fact);
    else this.remark('renewed-after-return', id, { loan });
  }

  /** The first claim counts, until the book is there. */
  claim(id: EntryId, fact: FactOf<'loan.claim'>): void {
    const { loan, searchDays } = fact.body;
    if (!this.standing?.ids.has(loan)) return this.remark('claimed-after-return', id, { loan });
    if (this.standing.loan.claimed) return;
    this.charges.claim(id, fact, this.standing.loan);
    this.change({ claimed: { at: fact.at, by: id, searchUntilDays: searchDays } });
  }

  lose(id: EntryId, { body, at }: FactOf<'loan.lost'>): void {
    if (!this.standing?.ids.has(body.loan)) return this.remark('lost-after-return', id, { loan: body.loan });
    const { loan, agreed } = this.standing;
    if (loan.lostAt !== null) return;
    if (agreed) this.charges.lose(id, at, loan, agreed);
    this.change({ lost: true, lostAt: at });
  }

  /** The book is in the library's hands: what was claimed or lost is found (L13); of another loan a person asks. */
  seen(id: EntryId, at: Instant): void {
    if (!this.standing) return;
    const { claimed, lost } = this.standing.loan;
    if (claimed || lost) this.end('returned', at, id, at);
    else this.standing = { ...this.standing, seenBy: this.standing.seenBy ?? id };
  }

  /** Rule L3: lent to somebody else without a checkin between. */
  private presume(by: EntryId, at: Instant): void {
    if (!this.standing) return;
    const { loan, ids } = this.standing;
    const params = { loan: loan.id, patron: loan.patron };
    if ([...ids].some((id) => this.paid.has(id)))
      this.past.push({ kind: 'paid-for-presumed-returned', entry: by, weight: 'exception', params });
    else if (loan.claimed || loan.lost)
      this.past.push({ kind: 'claim-open-closed', entry: by, weight: 'exception', params });
    else this.remark('presumed-returned', by, { loan: loan.id });
    this.end('presumed-returned', null, by, at);
  }

  private begin(loan: Omit<Loan, 'ended'> & { aliases: EntryId[] }, agreed: Agreed | null): void {
    const { id, aliases } = loan;
    this.standing = { loan: { ...loan, ended: null }, aliases, ids: new Set([id]), agreed, seenBy: null };
  }

  /** `back` is when the book came back, null where nobody knows; `at` the time of the act. */
  private end(how: LoanEnd, back: Instant | null, by: EntryId, at: Instant): void {
    if (!this.standing) return;
    const { loan, agreed } = this.standing;
    this.charges.find(loan, back ?? at);
    if (back !== null && agreed) this.charges.end({ how, by, at, back }, loan, agreed);
    this.history.push({ ...loan, ended: { how, at: back, by } });
    this.standing = null;
  }

  private prolong(by: EntryId, fact: FactOf<'checkout'> | FactOf<'renew'>): void {
    const { patron, due, terms } = fact.body;
    const { loan, agreed } = this.standing!;
    const renewalsLeft = loan.renewalsLeft === null ? null : Math.max(0, loan.renewalsLeft - 1);
    const session = fact.session ?? loan.session;
    this.change({ due: later(loan.due, due), renewals: loan.renewals + 1, renewalsLeft, session });
    this.standing = { ...this.standing!, agreed: { patron: agreed?.patron ?? patron, terms } };
    this.charges.lend(by, fact);
  }

  private change(loan: Partial<Loan>): void {
    this.standing = { ...this.standing!, loan: { ...this.standing!.loan, ...loan } };
  }

  private joins(alias: EntryId): void {
    this.standing!.aliases.push(alias);
    this.standing!.ids.add(alias);
  }

  private isOf(patron: string, loan: EntryId | undefined): boolean {
    return this.open?.patron === patron || (loan !== undefined && this.standing?.ids.has(loan) === true);
  }

  private isUntouched(): boolean {
    const { renewals, claimed, lostAt } = this.open!;
    return this.acts.none && renewals === 0 && !claimed && lostAt === null;
  }

  private remark(kind: Finding['kind'], entry: EntryId, params: Finding['params']): void {
    this.past.push({ kind, entry, weight: 'remark', params });
  }
}

const UNTOUCHED = { renewals: 0, claimed: null, lost: false, lostAt: null };

function later(a: string, b: string): string {
  return a > b ? a : b;
}
