import { mayCharge } from '../accounts/may-charge.ts';
import { addDays } from '../calendar/days.ts';
import { addMonths } from '../calendar/months.ts';
import type { LocalDate } from '../clock/instant.ts';
import type { Bodies } from '../journal/kinds.ts';
import { draftAfter } from '../patrons/draft-after.ts';
import type { PatronState } from '../patrons/fold-patron.ts';
import { isMinor } from '../patrons/representation.ts';
import { newestPeriod, type Period, subscriptionOn } from '../patrons/subscription-periods.ts';
import { end, endEarly, refundOfAll } from '../patrons/subscriptions.ts';
import type { Policy } from '../policy/policy.ts';
import { absent } from './absent.ts';
import { type Objection, objection, type Outcome, outcome } from './outcome.ts';
import type { Counter } from './situation.ts';

type Body = Bodies['patron.subscription'];
type AgeClass = Bodies['checkout']['terms']['ageClass'];

/** What is asked at the counter (P4): `subscription` where it begins one; `end` ends the running one after its notice. */
export type SubscriptionAct =
  | { readonly act: 'new' | 'change'; readonly subscription: string }
  | { readonly act: 'renew' }
  | { readonly act: 'end' };

/**
 * A subscription begins, is renewed from the day after it ends, changes from today, or ends (P4). Prices are the policy's, and nothing
 * below 18 (M6); what a change or an end leaves unused is given back in proportion. `age` in whole years, null where unknown.
 */
export function decideSubscription(
  { policy, today }: Counter,
  patron: PatronState,
  age: number | null,
  asked: SubscriptionAct,
): Outcome {
  const running = subscriptionOn(patron, today);
  const newest = newestPeriod(patron.subscriptions);
  const objections = absent(patron);
  if (asked.act === 'new' && newest && (newest.until === null || newest.until >= today))
    objections.push(objection('subscription-running', { subscription: newest.subscription }));
  if ((asked.act === 'change' || asked.act === 'end') && !running)
    objections.push(objection('subscription-missing'));
  if (asked.act === 'renew' && !newest) objections.push(objection('subscription-missing'));
  if (asked.act === 'renew' && newest?.until === null)
    objections.push(objection('subscription-without-end', { subscription: newest.subscription }));
  if (asked.act === 'renew' && isAhead(newest, today))
    objections.push(objection('subscription-renewed', { date: newest!.from! }));
  if (asked.act === 'end' && running?.cut?.how === 'ended')
    objections.push(objection('subscription-ends', { date: running.until! }));
  if (asked.act === 'change' && newest?.subscription === asked.subscription)
    objections.push(objection('nothing-changed'));
  if (asked.act === 'end')
    return outcome(objections, () => [endEarly(patron, today, noticeDays(policy, running!.subscription))!]);

  const { act } = asked;
  const from = act === 'renew' ? renewedFrom(newest?.until ?? null, today) : today;
  const named = act === 'renew' ? renewedAs(policy, newest, age) : asked.subscription;
  if (act !== 'renew' || newest)
    objections.push(...unfitFor(policy, named, patron.kind === 'person' ? age : null));
  return outcome(objections, () => {
    const ageClass = isMinor(patron, age) ? 'youth' : 'adult';
    const body = begun(policy, { patron: patron.id, act, subscription: named, from, ageClass });
    if (act !== 'change') return [draftAfter(patron, 'patron.subscription', body)];
    const refundCents = refundOfAll(patron, from);
    if (!isAhead(newest, today)) return [draftAfter(patron, 'patron.subscription', { ...body, refundCents })];
    // What was renewed in advance would take over again: all ends, and the other one begins.
    return [
      end(patron, running!, from, refundCents),
      { kind: 'patron.subscription', body: { ...body, act: 'new' }, after: [] },
    ];
  });
}

const ADULT = 18;

function isAhead(period: Period | null, today: LocalDate): boolean {
  return period !== null && period.from !== null && period.from > today;
}

/** From 18 on as its successor (P4). */
function renewedAs({ subscriptions }: Policy, newest: Period | null, age: number | null): string {
  const name = newest?.subscription ?? '';
  const own = Object.hasOwn(subscriptions, name) ? subscriptions[name]! : null;
  return (age !== null && age >= ADULT ? own?.successorAt18 : null) ?? name;
}

/** Where it has run out already, from today. */
function renewedFrom(until: LocalDate | null, today: LocalDate): LocalDate {
  return until !== null && until >= today ? addDays(until, 1) : today;
}

function noticeDays({ subscriptions }: Policy, name: string): number {
  return Object.hasOwn(subscriptions, name) ? subscriptions[name]!.noticeDays : 0;
}

/** What begins on `from`, at the policy's price. */
export function begun(
  policy: Policy,
  {
    patron,
    act,
    subscription,
    from,
    ageClass,
  }: Pick<Body, 'patron' | 'act' | 'subscription' | 'from'> & {
    readonly ageClass: AgeClass;
  },
): Body {
  const { credits, priceCents, termMonths, autoRenew } = policy.subscriptions[subscription]!;
  const until = termMonths === null ? null : addDays(addMonths(from, termMonths), -1);
  const asked = mayCharge('subscription', ageClass) ? priceCents : 0;
  return { patron, act, subscription, from, until, credits, priceCents: asked, refundCents: 0, autoRenew };
}

/** Why a subscription is not for somebody of this age; null where the age does not matter. */
export function unfitFor(policy: Policy, subscription: string, age: number | null): readonly Objection[] {
  if (!Object.hasOwn(policy.subscriptions, subscription))
    return [objection('subscription-unknown', { subscription })];
  const forYouth = policy.subscriptions[subscription]!.successorAt18 !== null;
  return forYouth && age !== null && age >= ADULT
    ? [objection('subscription-not-for-age', { subscription, age })]
    : [];
}

/** Of a person whose age nobody knows nothing is said; institutions and the like have none. */
export function ageClassFor(kind: PatronState['kind'], age: number | null): AgeClass {
  if (kind !== 'person') return 'adult';
  return age === null ? null : age < ADULT ? 'youth' : 'adult';
}
