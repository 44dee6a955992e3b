import { localDate } from '../calendar/days.ts';
import type { Surroundings } from '../calendar/surroundings.ts';
import type { LateTerms } from '../policy/late-terms.ts';
import type { DerivedCharge } from './derived-charge.ts';
import { lateDays } from './late-days.ts';

export type LateReturn = Extract<DerivedCharge, { kind: 'late' }>;

/** Rule M3: what one late return costs by itself, in cents, by the calendar of the branch that lent and the terms of the checkout. */
export function lateCents(
  { due, returnedAt, branch, terms }: Pick<LateReturn, 'due' | 'returnedAt' | 'branch' | 'terms'>,
  { calendarOf, timeZone }: Surroundings,
): number {
  const days = lateDays(calendarOf(branch), terms.days, due, localDate(returnedAt, timeZone));
  return Math.min(rateCents(terms.rate, days - terms.graceDays), terms.maximumCents ?? Infinity);
}

/** `days` are those after the grace. A week is seven of the days that are counted. */
function rateCents(rate: LateTerms['rate'], days: number): number {
  if (days <= 0) return 0;
  if (rate.by === 'period') return Math.ceil(days / (rate.every === 'week' ? 7 : 1)) * rate.cents;
  return Math.max(0, ...rate.steps.filter((step) => step.from <= days).map((step) => step.cents));
}

/**
 * Rule M3: what a patron's late returns cost by charge id, with the most for one patron and day: of those that came back on one local
 * day the earlier go first, then by id.
 */
export function lateCentsOfPatron(
  returns: readonly LateReturn[],
  surroundings: Surroundings,
): ReadonlyMap<string, number> {
  const byReturn = [...returns].sort((a, b) => a.returnedAt - b.returnedAt || (a.id < b.id ? -1 : 1));
  const charged = new Map<string, number>();
  const result = new Map<string, number>();
  for (const late of byReturn) {
    const day = localDate(late.returnedAt, surroundings.timeZone);
    const before = charged.get(day) ?? 0;
    const room = Math.max(0, (late.terms.patronMaximumCents ?? Infinity) - before);
    const cents = Math.min(lateCents(late, surroundings), room);
    charged.set(day, before + cents);
    result.set(late.id, cents);
  }
  return result;
}
