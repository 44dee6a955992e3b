import { pinOutcomes } from '../accounts/pin-outcomes.ts';
import type { Facts } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Kind } from '../journal/kinds.ts';
import { inOrder, type OrderedFact } from '../journal/order.ts';
import { withoutUndone } from '../journal/undo.ts';
import { Captures } from './captures.ts';
import { Description } from './description.ts';
import type { ItemState } from './item-state.ts';
import { Loans } from './loans.ts';
import { Marks } from './marks.ts';
import { ofOneBook } from './one-book.ts';
import { Whereabouts } from './whereabouts.ts';

/** What an item's document tells of when its undo is refused; holds, money and IBL requests have documents of their own. */
const CIRCULATION_KINDS: ReadonlySet<Kind> = new Set([
  'checkout',
  'checkin',
  'renew',
  'loan.claim',
  'loan.lost',
  'loan.open',
  'item.register',
  'item.edit',
  'item.mark',
  'item.send',
  'item.receive',
  'item.seen',
  'item.merge',
  'item.open',
]);

/**
 * The state of an item from the set of its facts (L1-L13, H2, H5, H6, H8). Never refuses a fact: the book is where it is. `barcode`
 * may be any label of a book that has several; the state is of the book.
 */
export function foldItem(barcode: string, facts: Facts): ItemState {
  const { root, labels, ordered } = ofOneBook(barcode, inOrder(facts));
  const { live, findings } = withoutUndone(ordered, CIRCULATION_KINDS);
  const fold = new ItemFold(root, loansPaidFor(live));
  for (const { id, fact } of live) fold.fold(id, fact);
  const state = fold.state();
  return {
    ...state,
    claims: labels.length > 1 ? state.claims.map((claim) => ({ ...claim, labels })) : state.claims,
    findings: [...findings, ...state.findings],
    newest: ordered.at(-1)?.id ?? null,
  };
}

/** An item while its facts are folded, in order. */
export class ItemFold {
  private readonly barcode: string;
  private readonly loans: Loans;
  private readonly captures = new Captures();
  private readonly description = new Description();
  private readonly marks = new Marks();
  private readonly whereabouts = new Whereabouts();
  /** A desk knows of this copy: an opening balance no longer says where or how it is (L7). */
  private touched = false;

  constructor(barcode: string, paid: ReadonlySet<string>) {
    this.barcode = barcode;
    this.loans = new Loans(barcode, paid);
  }

  state(): Omit<ItemState, 'newest'> {
    const { barcode, loans, captures, marks } = this;
    const { attributes } = this.description;
    const { at, transitTo, ill } = this.whereabouts;
    return {
      barcode,
      attributes,
      mark: marks.shown,
      at,
      transitTo,
      ill: ill && { ...ill, role: attributes ? 'supplied' : 'borrowed' },
      loan: loans.open,
      history: loans.history,
      claims: captures.claims,
      fulfilments: captures.fulfilments,
      charges: loans.charges.all,
      findings: [...loans.findings, ...marks.cases],
    };
  }

  /** It is on nobody's card, waits for nobody and is away for nobody, and nothing is the matter with it. */
  get isQuiet(): boolean {
    const { loans, captures, marks, whereabouts } = this;
    return !loans.open && !captures.standing && !whereabouts.ill && marks.none;
  }

  /** All that acts to come depend on. Two folds of the same gist go on alike, whatever is over and done with. */
  get gist(): unknown {
    const { loans, captures, description, marks, whereabouts, touched } = this;
    const { attributes } = description;
    return {
      attributes,
      marks: marks.gist,
      whereabouts,
      touched,
      loans: loans.gist,
      claim: captures.standing,
    };
  }

  fold(id: EntryId, fact: OrderedFact['fact']): void {
    const { loans, captures, description, marks, whereabouts } = this;
    switch (fact.kind) {
      case 'item.open':
        description.describe(fact.body);
        if (this.touched) return;
        marks.replace(fact.body.mark);
        whereabouts.at = fact.body.at;
        return;
      case 'item.register':
        description.describe(fact.body);
        return this.handled(fact.body.at);
      case 'item.edit':
        return description.edit(fact.body.set);
      case 'item.mark':
        this.touched = true;
        if (fact.body.mark !== 'found') return marks.mark(fact.body.mark);
        marks.clear();
        return this.seen(id, fact);
      case 'item.send':
        this.seen(id, fact);
        whereabouts.transitTo = fact.body.to;
        return;
      case 'item.receive':
      case 'item.seen':
        return this.seen(id, fact);
      case 'loan.open':
        return loans.balance(id, fact);
      case 'hold.open':
        if (!loans.open && !this.touched) captures.open(id, fact);
        return;
      case 'checkout':
        this.handled(fact.branch);
        captures.lend(id, fact);
        loans.checkout(id, fact);
        return marks.counted(fact.body.parts);
      case 'checkin':
        this.handled(fact.branch);
        loans.checkin(id, fact);
        captures.takeBack(id, fact);
        if (fact.body.condition) marks.returned(id, fact.body.condition, loans.history.at(-1));
        if (fact.body.destination.kind === 'branch') whereabouts.transitTo = fact.body.destination.branch;
        return;
      case 'renew':
        return loans.renew(id, fact);
      case 'loan.claim':
        return loans.claim(id, fact);
      case 'loan.lost':
        return loans.lose(id, fact);
      case 'hold.notOnShelf':
        if (!loans.open && !captures.standing && !whereabouts.transitTo) marks.missed(fact.body.limit);
        return;
      case 'ill.ship':
        this.seen(id, fact);
        captures.end('lent-to-another', fact.at, id);
        return whereabouts.ship(fact.body);
      case 'ill.receive':
        this.seen(id, fact);
        return whereabouts.receive(fact.body);
      case 'ill.return':
        this.seen(id, fact);
        return whereabouts.sendBack(fact.body);
      case 'ill.lost':
        return whereabouts.lose(fact.body);
      default:
    }
  }

  /** It is in hand where the entry was made, without being lent or taken back. */
  private seen(id: EntryId, { branch, at }: OrderedFact['fact']): void {
    this.handled(branch);
    this.loans.seen(id, at);
  }

  private handled(branch: string): void {
    this.touched = true;
    this.whereabouts.arrive(branch);
    this.marks.seen();
  }
}

const PAID_FOR = /^(?:late|replacement):(.+)$/;

/** Loans for which money came in because they were late or lost (L3), whenever it did. */
export function loansPaidFor(live: readonly OrderedFact[]): ReadonlySet<string> {
  const loans = new Set<string>();
  const outcomes = pinOutcomes(live).of;
  for (const { id, fact } of live) {
    if (fact.kind !== 'pay' || outcomes.get(id) !== 'paid') continue;
    for (const { charge } of fact.body.lines) {
      const loan = PAID_FOR.exec(charge)?.[1];
      if (loan) loans.add(loan);
    }
  }
  return loans;
}
