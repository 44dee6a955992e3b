import { type Check, type Found, weigh } from './check.ts';
import { claimOn, findItem, findQueue, othersWaitingFor } from './checks-of-item.ts';
import { findAge, findCredits, findLimits, findPatron } from './checks-of-patron.ts';
import { isSame, patronFacts } from './patron-facts.ts';
import type { Counter, ItemSituation, Parts, PatronSituation } from './situation.ts';
import { loanGroupName, renewalsLeft } from './terms.ts';

/** All checks of a checkout at once, blocks first (D2). */
export function checkoutChecks(
  counter: Counter,
  of: PatronSituation,
  book: ItemSituation,
  parts?: Parts,
): readonly Check[] {
  const { item } = book;
  const claim = claimOn(book);
  const isOwn = claim !== null && isSame(of.patron, claim.patron);
  const inHand = isOwn && claim.pickup === counter.branch && item.at === counter.branch;
  return weigh(counter.policy, [
    ...findPatron(counter, { ...of, readyHere: of.readyHere - Number(inHand) }),
    ...findCredits(counter, of, item, 'loan'),
    ...findLimits(counter, of, item),
    ...findAge(counter, of, loanGroupName(counter.policy, item)),
    ...findItem(counter, of, book, collectsFor(counter, of), parts),
    ...findQueue(counter, of, book),
  ]);
}

/**
 * All checks of a renewal at once, blocks first; others waiting is a block here (D2, D6). `taken`: credits that renewals of the same
 * act took.
 */
export function renewChecks(
  counter: Counter,
  of: PatronSituation,
  book: ItemSituation,
  taken = 0,
): readonly Check[] {
  const { policy } = counter;
  const { loan } = book.item;
  const left = loan ? renewalsLeft(policy, book.item) : 0;
  const waiting = othersWaitingFor(counter, of, book);
  const found: Found[] = findPatron(counter, of).filter(
    ({ code }) => code !== 'hold-ready-here' && code !== 'message-waiting',
  );
  found.push(...findCredits(counter, of, book.item, 'renewal', taken));
  if (loan?.lost) found.push({ code: 'item-lost', params: {} });
  if (left <= 0) found.push({ code: 'renewals-used-up', params: { renewals: loan?.renewals ?? 0 } });
  if (waiting > 0) found.push({ code: 'reserved-by-others', params: { count: waiting }, level: 'block' });
  return weigh(policy, found);
}

/** Those for whom a patron may collect (P6). */
export function collectsFor({ today }: Counter, of: PatronSituation): readonly string[] {
  return of.collectsFor ?? patronFacts(of.patron, today).collectsFor;
}
