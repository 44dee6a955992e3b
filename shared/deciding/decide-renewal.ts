import { renewChecks } from './checks.ts';
import { restsOnItem } from './checks-of-item.ts';
import { type Decision, judge, type Override, restingOn } from './decision.ts';
import type { Counter, ItemSituation, PatronSituation } from './situation.ts';
import { dueDate, termsFor } from './terms.ts';

/**
 * A renewal of the loan that stands (D3, D6), for whom it was lent to, should a merge turn out to be wrong. `taken`: credits that other
 * renewals of the same act took (P4).
 */
export function decideRenewal(
  counter: Counter,
  of: PatronSituation,
  book: ItemSituation,
  override?: Override,
  taken = 0,
): Decision<'renew'> {
  const { item } = book;
  if (!item.loan) throw new RangeError('a renewal needs a loan');
  const verdict = judge(counter, renewChecks(counter, of, book, taken), override);
  if (verdict.kind === 'blocked') return verdict;
  const terms = termsFor(counter, of, item, 'renewal', taken);
  const promised = dueDate(counter, of, item, terms.periodDays);
  const body = {
    item: item.barcode,
    loan: item.loan.id,
    patron: item.loan.patron,
    due: promised > item.loan.due ? promised : item.loan.due,
    terms,
    overrides: verdict.overrides,
  };
  const after = restingOn(...restsOnItem(item), of.patron.newest);
  return { kind: 'done', draft: { kind: 'renew', body, after }, ...verdict.shown };
}

/** Several at once, each with its own answer, in the order given; one override covers all (D6). */
export function decideRenewals(
  counter: Counter,
  of: PatronSituation,
  books: readonly ItemSituation[],
  override?: Override,
): readonly Decision<'renew'>[] {
  let taken = 0;
  return books.map((book) => {
    const decision = decideRenewal(counter, of, book, override, taken);
    if (decision.kind === 'done') taken += decision.draft.body.terms.credits;
    return decision;
  });
}
