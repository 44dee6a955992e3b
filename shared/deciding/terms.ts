import { creditsOn } from '../accounts/account-state.ts';
import { mayCharge } from '../accounts/may-charge.ts';
import { addDays } from '../calendar/days.ts';
import { nextOpenDay } from '../calendar/opening.ts';
import type { ItemState } from '../circulation/item-state.ts';
import type { LocalDate } from '../clock/instant.ts';
import { GUEST_LIMITS } from '../patrons/guests.ts';
import { dueOfKind, rulesOfKind } from '../patrons/kinds.ts';
import { isMinor } from '../patrons/representation.ts';
import { subscriptionOn } from '../patrons/subscription-periods.ts';
import type { LoanGroup } from '../policy/loan-groups.ts';
import { loanPeriodDays } from '../policy/periods.ts';
import type { Policy } from '../policy/policy.ts';
import type { Subscription } from '../policy/subscriptions.ts';
import type { DraftOf } from './decision.ts';
import type { Counter, PatronSituation } from './situation.ts';

type Terms = DraftOf<'checkout'>['body']['terms'];

/** A loan, or the renewal of one. */
export type Lending = 'loan' | 'renewal';

/** Where nothing ends (P5). */
const NEVER: LocalDate = '9999-12-31';

/** The policy's loan group of a copy, its default where the copy names none that it has. */
export function loanGroupName(policy: Policy, item: ItemState): string {
  const name = item.attributes?.loanGroup;
  return name && Object.hasOwn(policy.loanGroups, name) ? name : policy.defaultLoanGroup;
}

export function loanGroupOf(policy: Policy, item: ItemState): LoanGroup {
  return policy.loanGroups[loanGroupName(policy, item)]!;
}

/** The policy's subscription of a patron: by the kind, else the one that runs, else the newest, else the default. */
export function subscriptionName(policy: Policy, { patron }: PatronSituation, today?: LocalDate): string {
  const ofKind =
    policy.kinds[patron.kind].subscription ??
    (rulesOfKind(patron.kind).limits === 'guest' ? GUEST_LIMITS : null);
  const running = today === undefined ? null : subscriptionOn(patron, today);
  const name = ofKind ?? running?.subscription ?? patron.subscription;
  return Object.hasOwn(policy.subscriptions, name) ? name : policy.defaultSubscription;
}

export function subscriptionOf({ policy, today }: Counter, of: PatronSituation): Subscription {
  return policy.subscriptions[subscriptionName(policy, of, today)]!;
}

/** Renewals that the loan still has: by its opening balance, by the supplier's terms (I5), or by the loan group. */
export function renewalsLeft(policy: Policy, item: ItemState): number {
  const { loan, ill } = item;
  if (loan && loan.renewalsLeft !== null) return loan.renewalsLeft;
  const allowed = (ill?.role === 'borrowed' ? ill.renewals : null) ?? loanGroupOf(policy, item).renewals;
  return Math.max(0, allowed - (loan?.renewals ?? 0));
}

/** Whether the credits that are known here are used up (P4); `taken` are those of this same act. */
export function areCreditsUsed(counter: Counter, of: PatronSituation, taken = 0): boolean {
  const period = creditsOn(of.account.credits, counter.today);
  return period !== null && period.granted !== null && period.used + taken >= period.granted;
}

/** Whether this loan takes a loan credit (P4). */
export function takesCredit(subscription: Subscription, lending: Lending): boolean {
  return subscription.credits !== null && (lending === 'loan' || subscription.renewalTakesCredit);
}

/** All that is agreed, so that folding reads no patron and no policy (M3, M5, M6, P4, L9). `taken`: credits of this same act. */
export function termsFor(
  counter: Counter,
  of: PatronSituation,
  item: ItemState,
  lending: Lending,
  taken = 0,
): Terms {
  const { policy, branch, today } = counter;
  const subscription = subscriptionName(policy, of, today);
  const loanGroup = loanGroupName(policy, item);
  return {
    periodDays: loanPeriodDays(policy, { subscription, loanGroup, branch }),
    loanGroup,
    subscription,
    ageClass: ageClassOf(of),
    ...priceOf(counter, of, item, lending, taken),
    late: lateTermsOf(counter, of, item),
    lost: lostTermsOf(counter, of, item),
  };
}

/** Fee and credit of this loan; below 18, or where nobody knows the age, no fee (M6). */
export function priceOf(
  counter: Counter,
  of: PatronSituation,
  item: ItemState,
  lending: Lending,
  taken = 0,
): Pick<Terms, 'feeCents' | 'credits'> {
  const subscription = subscriptionOf(counter, of);
  const group = loanGroupOf(counter.policy, item);
  const usesCredit = takesCredit(subscription, lending);
  const extra =
    usesCredit && subscription.whenCreditsUsed === 'fee' && areCreditsUsed(counter, of, taken)
      ? subscription.extraLoanCents
      : null;
  const lent = lending === 'renewal' ? group.renewalFeeCents : group.lendingFeeCents;
  const fee = (subscription.lendingFees ? lent : 0) + (extra ?? 0);
  const asked = rulesOfKind(of.patron.kind).charges === 'all' && mayCharge('lending', ageClassOf(of));
  return { feeCents: asked ? fee : 0, credits: usesCredit && extra === null ? 1 : 0 };
}

/** The promised day (D3): after the period, on the kind's fixed day where it has one (P5), on an open day, within a supplier's terms (I5). */
export function dueDate(
  { policy, today, calendar }: Counter,
  { patron }: PatronSituation,
  item: ItemState,
  periodDays: number,
): LocalDate {
  const fixed = nextFixedDate(policy.kinds[patron.kind].fixedDates, today);
  const due = dueOfKind(patron.kind, today, addDays(today, periodDays), fixed);
  if (due === null) return NEVER;
  const open = nextOpenDay(calendar, due);
  const supplier = item.ill?.role === 'borrowed' ? item.ill.due : null;
  return supplier !== null && supplier < open ? supplier : open;
}

/** Null of somebody whom nobody here knows (D7). */
export function ageClassOf({ patron, age }: PatronSituation): Terms['ageClass'] {
  if (!patron.known) return null;
  return isMinor(patron, age ?? null) ? 'youth' : 'adult';
}

function lateTermsOf(counter: Counter, of: PatronSituation, item: ItemState): Terms['late'] {
  const { policy } = counter;
  const { late } = loanGroupOf(policy, item);
  return late !== null && paysForLateness(counter, of) ? policy.lateTables[late]! : null;
}

/** Whether being late costs this patron anything, reminders too (M3): by kind and subscription (P5). */
function paysForLateness(counter: Counter, of: PatronSituation): boolean {
  return rulesOfKind(of.patron.kind).charges === 'all' && subscriptionOf(counter, of).lateCharges;
}

function lostTermsOf({ policy }: Counter, { patron }: PatronSituation, item: ItemState): Terms['lost'] {
  if (rulesOfKind(patron.kind).charges === 'none') return null;
  const { replacement } = loanGroupOf(policy, item);
  const { processingCents, replacementCents, refundDays } = policy.charges;
  const price = item.attributes?.priceCents ?? replacementCents;
  return { replacementCents: replacement === 'price' ? price : replacement, processingCents, refundDays };
}

/** The first of these days of the year after `today`. */
function nextFixedDate(days: readonly string[], today: LocalDate): LocalDate | null {
  const year = Number(today.slice(0, 4));
  const dates = [year, year + 1].flatMap((y) => days.map((day) => addDays(`${y}-${day}`, 0)));
  return dates.filter((date) => date > today).sort()[0] ?? null;
}
