import { checkoutChecks, collectsFor, renewChecks } from './checks.ts';
import { claimOn, restsOnItem } from './checks-of-item.ts';
import { type Decision, type DraftOf, judge, type Override, restingOn } from './decision.ts';
import { isSame } from './patron-facts.ts';
import type { Counter, ItemSituation, Parts, PatronSituation } from './situation.ts';
import { dueDate, termsFor } from './terms.ts';

/** What staff say when the patron has the book already (U1, L4); without it the policy decides. */
export type Again = 'renew' | 'loan';

/**
 * A checkout (D1-D3, D7, L4, L12); of a book that this patron has, it is judged as the renewal that it will be (D6). Under an id that
 * was merged since it says which loan it continues (P3), and of a copy that waits for somebody whose holds this patron may collect,
 * which hold it meets (P6). Due in the draft.
 */
export function decideCheckout(
  counter: Counter,
  of: PatronSituation,
  book: ItemSituation,
  override?: Override,
  again: Again = counter.policy.again,
  parts?: Parts,
): Decision<'checkout'> {
  const { item } = book;
  const { patron } = of;
  const had = item.loan && isSame(patron, item.loan.patron) ? item.loan : null;
  const renews = had !== null && had.session !== counter.session && again === 'renew';
  const checks = renews ? renewChecks(counter, of, book) : checkoutChecks(counter, of, book, parts);
  const verdict = judge(counter, checks, override);
  if (verdict.kind === 'blocked') return verdict;
  const terms = termsFor(counter, of, item, renews ? 'renewal' : 'loan');
  const promised = dueDate(counter, of, item, terms.periodDays);
  const body = {
    item: item.barcode,
    patron: patron.id,
    due: renews && had.due > promised ? had.due : promised,
    terms,
    overrides: verdict.overrides,
    again,
    fulfils: fulfilledBy(counter, of, book),
    continues: had && had.patron !== patron.id ? had.id : undefined,
    parts,
  };
  const after = restingOn(...restsOnItem(item), patron.newest);
  return { kind: 'done', draft: { kind: 'checkout', body, after }, ...verdict.shown };
}

/** The hold that a loan of this copy meets, where the copy's own capture for this very patron does not say it (H5, P6). */
function fulfilledBy(
  counter: Counter,
  of: PatronSituation,
  book: ItemSituation,
): DraftOf<'checkout'>['body']['fulfils'] {
  const claim = claimOn(book);
  if (claim?.patron === of.patron.id) return undefined;
  if (claim && (isSame(of.patron, claim.patron) || collectsFor(counter, of).includes(claim.patron)))
    return { hold: claim.hold, queue: claim.queue };
  for (const queue of book.queues) {
    const own = queue.holds.find((hold) => isSame(of.patron, hold.patron) && !hold.ended);
    if (own) return { hold: own.id, queue: queue.id };
  }
  return undefined;
}
