import { mayCharge } from '../accounts/may-charge.ts';
import { addDays, daysBetween } from '../calendar/days.ts';
import { addMonths } from '../calendar/months.ts';
import type { LocalDate } from '../clock/instant.ts';
import type { Draft } from '../journal/seal.ts';
import type { Subscription } from '../policy/subscriptions.ts';
import { draftAfter } from './draft-after.ts';
import { ageOn, type PatronState } from './fold-patron.ts';
import { isMinor } from './representation.ts';
import { newestPeriod, type Period, subscriptionOn } from './subscription-periods.ts';

const ADULT = 18;

/** What a subscription of the policy gives and costs; without months it has no last day. */
type Terms = Pick<Subscription, 'termMonths' | 'priceCents' | 'credits' | 'successorAt18'>;

interface Turn {
  readonly today: LocalDate;
  /** Renewed so many days before it ends. */
  readonly daysAhead: number;
  readonly subscriptions: Readonly<Record<string, Terms>>;
}

/**
 * What ending a period on `endsOn`, the first day without it, gives back (P4): its price times the days left over all days that were
 * agreed, rounded to whole cents, half a cent up. Nothing of a period without an end.
 */
export function refundCents(
  { from, until, priceCents, cut }: Pick<Period, 'from' | 'until' | 'priceCents' | 'cut'>,
  endsOn: LocalDate,
): number {
  const agreed = cut ? cut.agreedUntil : until;
  if (from === null || until === null || agreed === null || priceCents <= 0) return 0;
  const days = daysBetween(from, agreed) + 1;
  const left = Math.min(days, daysBetween(endsOn, until) + 1);
  return left <= 0 ? 0 : Math.floor((2 * priceCents * left + days) / (2 * days));
}

/** What ending all that runs on `endsOn`, or begins later, gives back (P4). */
export function refundOfAll(
  { subscriptions }: Pick<PatronState, 'subscriptions'>,
  endsOn: LocalDate,
): number {
  return subscriptions.reduce((sum, period) => sum + refundCents(period, endsOn), 0);
}

/** Ends the running subscription after its notice period, or with its last day (P4); null where none runs. */
export function endEarly(patron: PatronState, today: LocalDate, noticeDays: number): Draft | null {
  const running = subscriptionOn(patron, today);
  if (!running) return null;
  const noticed = addDays(today, noticeDays);
  const over = running.until === null ? noticed : addDays(running.until, 1);
  const endsOn = noticed < over ? noticed : over;
  return end(patron, running, endsOn, refundOfAll(patron, endsOn));
}

/**
 * What the centre's turn of the day does of itself (P4): a subscription that renews automatically is renewed, from 18 on as its
 * successor. One without a last day passes to its successor at 18; where nobody agreed to that, it ends. Below 18 nothing is asked
 * (M6). Null when nothing is due.
 */
export function dueSubscription(
  patron: PatronState,
  birthDate: LocalDate | null,
  { today, daysAhead, subscriptions }: Turn,
): Draft | null {
  const period = newestPeriod(patron.subscriptions);
  const own = period && termsOf(subscriptions, period.subscription);
  if (!own || period.cut?.how === 'ended' || patron.status === 'erased' || patron.status === 'inactive')
    return null;
  const isEndless = period.until === null;
  const from = period.until === null ? today : addDays(period.until, 1);
  const age = ageOn(birthDate, from);
  const successor = age !== null && age >= ADULT ? own.successorAt18 : null;
  if (isEndless ? successor === null : !period.autoRenew || today < addDays(from, -1 - daysAhead))
    return null;
  if (isEndless && !period.autoRenew) return end(patron, period, today, 0);
  const subscription = successor ?? period.subscription;
  const terms = termsOf(subscriptions, subscription);
  if (!terms) return null;
  const { termMonths, priceCents, credits } = terms;
  return draftAfter(patron, 'patron.subscription', {
    ...{ patron: patron.id, act: isEndless ? 'change' : 'renew', subscription, from, credits },
    until: termMonths === null ? null : addDays(addMonths(from, termMonths), -1),
    priceCents: mayCharge('subscription', isMinor(patron, age) ? 'youth' : 'adult') ? priceCents : 0,
    ...{ refundCents: 0, autoRenew: true },
  });
}

/** Loans that a period still gives (P4), never below none; null without a limit. `used` is the account's count. */
export function creditsLeft({ credits }: Pick<Period, 'credits'>, used: number): number | null {
  return credits === null ? null : Math.max(0, credits - used);
}

/** `from` is the first day without. */
export function end(patron: PatronState, period: Period, from: LocalDate, refund: number): Draft {
  return draftAfter(patron, 'patron.subscription', {
    ...{ patron: patron.id, act: 'end', subscription: period.subscription, from, until: null },
    ...{ credits: null, priceCents: 0, refundCents: refund, autoRenew: false },
  });
}

function termsOf(all: Turn['subscriptions'], name: string): Terms | null {
  return Object.hasOwn(all, name) ? all[name]! : null;
}
