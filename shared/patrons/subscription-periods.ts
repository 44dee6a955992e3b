import type { LocalDate } from '../clock/instant.ts';
import { addDays } from '../calendar/days.ts';
import type { FactOf } from '../journal/fact.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';
import type { OrderedFact } from '../journal/order.ts';

/** A stretch of days with one subscription (P4). */
export interface Period {
  readonly id: EntryId;
  readonly subscription: string;
  /** First and last day. `from` is null where another system did not say, `until` where it goes on until somebody ends it. */
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  /** Loans that it gives; null without a limit. */
  readonly credits: number | null;
  readonly priceCents: number;
  readonly autoRenew: boolean;
  /** Ended or replaced before its time, and the last day that was agreed. */
  readonly cut: {
    readonly by: EntryId;
    readonly how: 'ended' | 'replaced';
    readonly agreedUntil: LocalDate | null;
  } | null;
}

interface Start {
  readonly from: LocalDate;
  readonly by: EntryId;
}

/**
 * All periods of a patron, by first day. What began later takes the place of the period that runs on its first day; an end cuts all
 * that it found, those that were to begin later too: these then end before they begin.
 */
export function foldPeriods(acts: readonly OrderedFact[]): readonly Period[] {
  const periods: Period[] = [];
  const starts: Start[] = [];
  let end: Start | null = null;
  for (const { id, fact } of acts.toReversed()) {
    if (fact.kind === 'patron.open') {
      periods.push(cutShort(balance(id, fact), starts, end));
    } else if (fact.kind === 'patron.subscription') {
      const { act, from } = fact.body;
      if (act === 'end') {
        if (!end || from <= end.from) end = { from, by: id };
      } else {
        periods.push(cutShort(begun(id, fact), starts, end));
        starts.splice(firstFrom(starts, from), 0, { from, by: id });
      }
    }
  }
  return periods.reverse().sort((a, b) => compare(a.from ?? '', b.from ?? ''));
}

/** The subscription that runs on `today`, or null. */
export function subscriptionOn(
  of: { readonly subscriptions: readonly Period[] },
  today: LocalDate,
): Period | null {
  return (
    of.subscriptions.findLast(
      ({ from, until }) => (from ?? '') <= today && (until === null || until >= today),
    ) ?? null
  );
}

/** The one that ends the row: running, or still to begin, or the last that ran. */
export function newestPeriod(periods: readonly Period[]): Period | null {
  return (
    periods.findLast(({ from, until }) => until === null || until >= (from ?? '')) ?? periods.at(-1) ?? null
  );
}

/** Two desks that did not know of each other sold the same one, and neither ended: a person pays one back. */
export function doubledSubscriptions(acts: readonly OrderedFact[]): readonly Finding[] {
  const seen = new Map<string, EntryId>();
  return acts.flatMap(({ id, fact }): Finding[] => {
    if (fact.kind !== 'patron.subscription') return [];
    const { act, subscription, from } = fact.body;
    if (act === 'end') seen.clear();
    if (act !== 'new' && act !== 'renew') return [];
    const key = `${from} ${subscription}`;
    const of = seen.get(key);
    seen.set(key, of ?? id);
    if (of === undefined) return [];
    const params = { of, subscription, from };
    return [{ kind: 'subscription-doubled', entry: id, weight: 'exception', params }];
  });
}

function balance(id: EntryId, { body }: FactOf<'patron.open'>): Period {
  const { subscription, registered: from, expires: until } = body;
  return { id, subscription, from, until, credits: null, priceCents: 0, autoRenew: false, cut: null };
}

function begun(id: EntryId, { body }: FactOf<'patron.subscription'>): Period {
  const { subscription, from, until, credits, priceCents, autoRenew } = body;
  return { id, subscription, from, until, credits, priceCents, autoRenew, cut: null };
}

/** By the first of the later acts that falls within it: `starts` are those that began, by first day, `end` the earliest end. */
function cutShort(period: Period, starts: readonly Start[], end: Start | null): Period {
  const next = starts[firstFrom(starts, period.from ?? '')];
  const isEnd = end !== null && (!next || end.from <= next.from);
  const by = isEnd ? end : next;
  // One who leaves on the day after its last ends it all the same: it is not renewed of itself.
  if (!by || (period.until !== null && period.until < (isEnd ? addDays(by.from, -1) : by.from)))
    return period;
  const cut = { by: by.by, how: isEnd ? 'ended' : 'replaced', agreedUntil: period.until } as const;
  return { ...period, until: addDays(by.from, -1), cut };
}

/** The place of the first start on or after a day. */
function firstFrom(starts: readonly Start[], day: LocalDate): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]!.from < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
