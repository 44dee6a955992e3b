import type { ItemState } from '../circulation/item-state.ts';
import { honouredClaim, othersWaiting } from '../holds/next-hold.ts';
import type { CheckCode, Policy } from '../policy/policy.ts';
import type { Counter, ItemSituation, PatronSituation } from './situation.ts';

/** One failing check; a block needs a person with the right to override it, a notice needs nothing (D2). */
export interface Check {
  readonly code: CheckCode;
  readonly level: 'block' | 'notice';
  readonly overridable: boolean;
  readonly params: Readonly<Record<string, string | number>>;
}

type Found = Pick<Check, 'code' | 'params'>;

/** Checks on the patron alone, shown as soon as the card is scanned. */
export function patronChecks(counter: Counter, of: PatronSituation): readonly Check[] {
  return weigh(counter.policy, findPatron(counter, of));
}

/** All checks of a checkout at once, blocks first (D2). */
export function checkoutChecks(counter: Counter, of: PatronSituation, book: ItemSituation): readonly Check[] {
  const claim = honouredClaim(book.item, book.queues);
  const inHand =
    claim?.patron === of.patron.id && claim.pickup === counter.branch && book.item.at === counter.branch;
  const patron = findPatron(counter, { ...of, readyHere: of.readyHere - Number(inHand) });
  return weigh(counter.policy, [
    ...patron,
    ...findLimits(counter, of, book.item),
    ...findItem(of, book),
    ...findQueue(counter, of, book),
  ]);
}

/** All checks of a renewal at once, blocks first; others waiting is a block here (D2, D6). */
export function renewChecks(counter: Counter, of: PatronSituation, book: ItemSituation): readonly Check[] {
  const { loan } = book.item;
  const left = loan ? renewalsLeft(counter.policy, book.item) : 0;
  const waiting = isHoldable(counter.policy, book.item) ? othersWaiting(book.queues, of.patron.id) : 0;
  const found: Found[] = findPatron(counter, of).filter((f) => f.code !== 'hold-ready-here');
  if (loan?.lost) found.push({ code: 'item-lost', params: {} });
  if (left <= 0) found.push({ code: 'renewals-used-up', params: { renewals: loan?.renewals ?? 0 } });
  const weighed = weigh(counter.policy, found);
  if (waiting === 0 || counter.policy.severity['reserved-by-others'] === 'off') return weighed;
  const reserved: Check = {
    code: 'reserved-by-others',
    level: 'block',
    overridable: !counter.policy.never.includes('reserved-by-others'),
    params: { count: waiting },
  };
  return sort([...weighed, reserved]);
}

/** Renewals that the loan still has, by its opening balance or by the loan group. */
export function renewalsLeft(policy: Policy, item: ItemState): number {
  const { loan } = item;
  if (loan && loan.renewalsLeft !== null) return loan.renewalsLeft;
  return Math.max(0, loanGroupOf(policy, item).renewals - (loan?.renewals ?? 0));
}

export function loanGroupName(policy: Policy, item: ItemState): string {
  const name = item.attributes?.loanGroup;
  return name && policy.loanGroups[name] ? name : policy.defaultLoanGroup;
}

/** Whether this copy may serve a hold: by itself, by its mark, and by its loan group (H10). */
export function isHoldable(policy: Policy, item: ItemState): boolean {
  const marked = item.mark !== null && ['damaged', 'withdrawn', 'in-process', 'on-order'].includes(item.mark);
  return loanGroupOf(policy, item).holdable && item.attributes?.holdable !== false && !marked;
}

function loanGroupOf(policy: Policy, item: ItemState): Policy['loanGroups'][string] {
  return policy.loanGroups[loanGroupName(policy, item)]!;
}

export function subscriptionName(policy: Policy, of: PatronSituation): string {
  const name = of.patron.kind === 'guest' ? 'gast' : of.patron.subscription;
  return policy.subscriptions[name] ? name : policy.defaultSubscription;
}

function findPatron({ today, policy }: Counter, of: PatronSituation): Found[] {
  const { patron, account, loans, card, readyHere } = of;
  const found: Found[] = [];
  const used = card === null ? undefined : patron.cards.find((c) => c.number === card);
  if (used && !used.active) found.push({ code: 'card-inactive', params: { card: used.number } });
  if (patron.status === 'blocked') found.push({ code: 'patron-blocked', params: {} });
  if (patron.status === 'inactive') found.push({ code: 'patron-inactive', params: {} });
  if (patron.expires && patron.expires < today)
    found.push({ code: 'subscription-ended', params: { date: patron.expires } });
  if (account.balanceCents > policy.owedLimitCents) {
    found.push({
      code: 'owed-over-limit',
      params: { cents: account.balanceCents, limit: policy.owedLimitCents },
    });
  }
  const late = loans.filter((l) => l.due < today).length;
  const allowedLate = policy.subscriptions[subscriptionName(policy, of)]!.overdue;
  if (allowedLate !== null && late > allowedLate)
    found.push({ code: 'too-many-overdue', params: { count: late, limit: allowedLate } });
  if (readyHere > 0) found.push({ code: 'hold-ready-here', params: { count: readyHere } });
  if (!patron.known) found.push({ code: 'patron-provisional', params: {} });
  return found;
}

function findLimits({ policy }: Counter, of: PatronSituation, item: ItemState): Found[] {
  if (item.loan?.patron === of.patron.id) return [];
  const found: Found[] = [];
  const limit = policy.subscriptions[subscriptionName(policy, of)]!.loans;
  if (limit !== null && of.loans.length >= limit)
    found.push({ code: 'too-many-loans', params: { count: of.loans.length, limit } });
  const group = loanGroupName(policy, item);
  const { maximum } = policy.loanGroups[group]!;
  const ofGroup = of.loans.filter((l) => l.loanGroup === group).length;
  if (maximum !== null && ofGroup >= maximum)
    found.push({ code: 'too-many-of-group', params: { count: ofGroup, limit: maximum, group } });
  return found;
}

function findItem({ patron }: PatronSituation, { item, queues }: ItemSituation): Found[] {
  const found: Found[] = [];
  if (item.attributes && !item.attributes.circulates) found.push({ code: 'not-for-loan', params: {} });
  if (item.mark === 'lost' || item.loan?.lost) found.push({ code: 'item-lost', params: {} });
  else if (item.mark) found.push({ code: 'item-marked', params: { mark: item.mark } });
  if (item.loan && item.loan.patron !== patron.id)
    found.push({ code: 'on-loan-to-another', params: { due: item.loan.due } });
  const claim = honouredClaim(item, queues);
  if (claim && claim.patron !== patron.id)
    found.push({ code: 'captured-for-another', params: { place: claim.place ?? '' } });
  else if (!claim && item.transitTo) found.push({ code: 'in-transit', params: { branch: item.transitTo } });
  return found;
}

function findQueue(
  { policy }: Counter,
  { patron }: PatronSituation,
  { item, queues }: ItemSituation,
): Found[] {
  const waiting = isHoldable(policy, item) ? othersWaiting(queues, patron.id) : 0;
  return waiting > 0 && !honouredClaim(item, queues)
    ? [{ code: 'reserved-by-others', params: { count: waiting } }]
    : [];
}

function weigh(policy: Policy, found: readonly Found[]): readonly Check[] {
  return sort(
    found.flatMap(({ code, params }): Check[] => {
      const level = policy.severity[code] ?? 'block';
      return level === 'off'
        ? []
        : [{ code, params, level, overridable: level === 'block' && !policy.never.includes(code) }];
    }),
  );
}

function sort(checks: readonly Check[]): readonly Check[] {
  return [...checks].sort((a, b) => Number(a.level === 'notice') - Number(b.level === 'notice'));
}
