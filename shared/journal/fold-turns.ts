import type { Instant, LocalDate } from '../clock/instant.ts';
import type { Facts } from './fact.ts';
import type { HorizonMark } from './horizon.ts';
import type { EntryId } from './ids.ts';
import { inOrder } from './order.ts';

/** What the centre said of the whole library, a `library:` document. */
export interface TurnsState {
  /** The last day that was closed. */
  readonly day: LocalDate | null;
  /** Oldest first. */
  readonly horizons: readonly HorizonMark[];
  /** The rules that hold: those activated last, the first ones before that. */
  readonly rules: { readonly number: number; readonly since: Instant | null; readonly by: EntryId | null };
  readonly newest: EntryId | null;
}

/** The turns of a library from the set of facts: of days and rules the newest, of horizons all (L7). */
export function foldTurns(facts: Facts): TurnsState {
  const ordered = inOrder(facts);
  let day: TurnsState['day'] = null;
  let rules: TurnsState['rules'] = { number: 1, since: null, by: null };
  const horizons: HorizonMark[] = [];
  for (const { id: by, fact } of ordered) {
    if (fact.kind === 'day.close') day = fact.body.day;
    else if (fact.kind === 'rules.activate') rules = { number: fact.body.rules, since: fact.at, by };
    else if (fact.kind === 'horizon.set') horizons.push({ by, ...fact.body });
  }
  return { day, horizons, rules, newest: ordered.at(-1)?.id ?? null };
}
