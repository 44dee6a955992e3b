import { localDate } from '../calendar/days.ts';
import type { OrderedFact } from '../journal/order.ts';
import type { CreditPeriod } from './account-state.ts';
import type { CreditUse } from './derived-charges.ts';

/**
 * Rule P4: the loan credits that each subscription period gives and how many were used while it ran, oldest first. A period runs until
 * the next begins; the newest act says what begins on a day. An undone loan is not among `uses`, so that its credit is back.
 */
export function creditPeriods(
  live: readonly OrderedFact[],
  uses: readonly CreditUse[],
  timeZone: string,
): readonly CreditPeriod[] {
  const byStart = new Map<string, CreditPeriod>();
  for (const { fact } of live) {
    if (fact.kind !== 'patron.subscription' || fact.body.act === 'end') continue;
    const { subscription, from, credits: granted } = fact.body;
    byStart.set(from, { subscription, from, granted, used: 0 });
  }
  const periods = [...byStart.values()].sort((a, b) => (a.from! < b.from! ? -1 : 1));
  const used = new Array<number>(periods.length).fill(0);
  const earlier: CreditUse[] = [];
  let current = -1;
  for (const use of [...uses].sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    const day = localDate(use.at, timeZone);
    while (current + 1 < periods.length && periods[current + 1]!.from! <= day) current++;
    if (current >= 0) used[current]! += use.credits;
    else earlier.push(use);
  }
  const before = earlier.slice(-1).map(({ subscription }): CreditPeriod => {
    return { subscription, from: null, granted: null, used: earlier.reduce((sum, u) => sum + u.credits, 0) };
  });
  return [...before, ...periods.map((period, i) => ({ ...period, used: used[i]! }))];
}
