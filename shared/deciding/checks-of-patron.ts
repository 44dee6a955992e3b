import { payableCents } from '../accounts/account-state.ts';
import { isProvisional } from '../patrons/guests.ts';
import { rulesOfKind } from '../patrons/kinds.ts';
import type { ItemState } from '../circulation/item-state.ts';
import { type Check, type Found, weigh } from './check.ts';
import { isSame, patronFacts } from './patron-facts.ts';
import type { Counter, PatronSituation } from './situation.ts';
import {
  areCreditsUsed,
  type Lending,
  loanGroupName,
  priceOf,
  subscriptionOf,
  takesCredit,
} from './terms.ts';

/** Checks on the patron alone, shown as soon as the card is scanned. */
export function patronChecks(counter: Counter, of: PatronSituation): readonly Check[] {
  return weigh(counter.policy, findPatron(counter, of));
}

/** What is the matter with a patron, whatever is asked for. */
export function findPatron(counter: Counter, of: PatronSituation): readonly Found[] {
  const { patron, readyHere } = of;
  const { messages } = patronFacts(patron, counter.today);
  return [
    ...findMembership(counter, of),
    ...findMoney(counter, of),
    ...findOverdue(counter, of),
    ...(readyHere > 0 ? [{ code: 'hold-ready-here' as const, params: { count: readyHere } }] : []),
    ...(messages > 0 ? [{ code: 'message-waiting' as const, params: { count: messages } }] : []),
    ...(patron.known ? [] : [{ code: 'patron-provisional' as const, params: {} }]),
  ];
}

/** Card, blocks, subscription and registration: what a hold needs as much as a loan. */
export function findMembership(counter: Counter, { patron, card }: PatronSituation): readonly Found[] {
  const { policy, today } = counter;
  const found: Found[] = [];
  const { status, blocked, endedOn } = patronFacts(patron, today);
  const used = card === null ? undefined : patron.cards.find((c) => c.number === card);
  if (used && !used.active) found.push({ code: 'card-inactive', params: { card: used.number } });
  if (blocked.length)
    found.push({ code: 'patron-blocked', params: { count: blocked.length, reasons: blocked.join(', ') } });
  if (status === 'inactive' || status === 'erased') found.push({ code: 'patron-inactive', params: {} });
  const { registers } = policy.kinds[patron.kind];
  if (patron.known && endedOn !== null && (registers || endedOn !== ''))
    found.push({ code: 'subscription-ended', params: { date: endedOn } });
  if (patron.known && registers && !patron.verified)
    found.push({ code: 'registration-unverified', params: {} });
  if (patron.known && !patron.addressKnown) found.push({ code: 'address-unknown', params: {} });
  return found;
}

/** What is owed: for the subscription itself, over the limit, or by those whose guardian this is. */
export function findMoney({ policy }: Counter, of: PatronSituation): readonly Found[] {
  const { account, wardsOwedCents = 0 } = of;
  const { owedLimitCents: limitCents } = policy;
  const found: Found[] = [];
  const unpaid = account.charges
    .filter(({ reason }) => reason === 'subscription')
    .reduce((sum, charge) => sum + payableCents(charge), 0);
  if (unpaid > 0) found.push({ code: 'subscription-unpaid', params: { owedCents: unpaid } });
  if (account.owedCents > limitCents)
    found.push({ code: 'owed-over-limit', params: { owedCents: account.owedCents, limitCents } });
  else if (wardsOwedCents > limitCents)
    found.push({ code: 'owed-over-limit', params: { owedCents: wardsOwedCents, limitCents, by: 'wards' } });
  return found;
}

function findOverdue(counter: Counter, of: PatronSituation): readonly Found[] {
  if (rulesOfKind(of.patron.kind).limits === 'none') return [];
  const { overdue } = subscriptionOf(counter, of);
  const late = of.loans.filter((l) => l.due < counter.today).length;
  return overdue !== null && late > overdue
    ? [{ code: 'too-many-overdue', params: { count: late, limit: overdue } }]
    : [];
}

/** What one loan more, of this copy, would be too much for (D2, G1). */
export function findLimits(counter: Counter, of: PatronSituation, item: ItemState): readonly Found[] {
  const { patron, loans } = of;
  if (item.loan && isSame(patron, item.loan.patron)) return [];
  const group = loanGroupName(counter.policy, item);
  const found: Found[] = [...findGuestLimits(counter, of, group)];
  if (rulesOfKind(patron.kind).limits === 'none') return found;
  const limit = subscriptionOf(counter, of).loans;
  if (limit !== null && loans.length >= limit)
    found.push({ code: 'too-many-loans', params: { count: loans.length, limit } });
  const { maximum } = counter.policy.loanGroups[group]!;
  const ofGroup = loans.filter((l) => l.loanGroup === group).length;
  if (maximum !== null && ofGroup >= maximum)
    found.push({ code: 'too-many-of-group', params: { count: ofGroup, limit: maximum, group } });
  return found;
}

function findGuestLimits(
  { policy }: Counter,
  { patron, loans }: PatronSituation,
  group: string,
): readonly Found[] {
  if (patron.kind !== 'guest') return [];
  const { unconfirmedLoans: limit, loanGroups } = policy.guests;
  if (loanGroups && !loanGroups.includes(group)) return [{ code: 'guest-limit', params: { group } }];
  return isProvisional(patron) && limit !== null && loans.length >= limit
    ? [{ code: 'guest-limit', params: { count: loans.length, limit } }]
    : [];
}

/** No credits left (P4): a block, or a word about the fee. `taken`: credits of this same act. */
export function findCredits(
  counter: Counter,
  of: PatronSituation,
  item: ItemState,
  lending: Lending,
  taken = 0,
): readonly Found[] {
  const subscription = subscriptionOf(counter, of);
  if (!takesCredit(subscription, lending) || !areCreditsUsed(counter, of, taken)) return [];
  if (subscription.whenCreditsUsed === 'block') return [{ code: 'credits-used-up', params: {} }];
  const { feeCents: cents } = priceOf(counter, of, item, lending, taken);
  return [{ code: 'credits-used-up', params: { cents }, level: 'notice' }];
}

/** Too young for the loan group; where the birth date is unknown here, one below 18 is too young for what is from 18. */
export function findAge({ policy }: Counter, of: PatronSituation, loanGroup: string): readonly Found[] {
  const { minimumAge } = policy.loanGroups[loanGroup]!;
  if (minimumAge === null || of.patron.kind !== 'person' || !of.patron.known) return [];
  const tooYoung = of.age == null ? of.patron.juvenile && minimumAge >= 18 : of.age < minimumAge;
  return tooYoung ? [{ code: 'too-young', params: { minimum: minimumAge } }] : [];
}
