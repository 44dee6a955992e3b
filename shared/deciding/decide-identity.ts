import { joinedPairs } from '../journal/classes.ts';
import type { Facts } from '../journal/fact.ts';
import { inOrder } from '../journal/order.ts';
import type { PatronState } from '../patrons/fold-patron.ts';
import { absent } from './absent.ts';
import { type Override, restingOn } from './decision.ts';
import { objection, type Outcome, outcome, unlessOverridden } from './outcome.ts';
import { isSame } from './patron-facts.ts';
import type { Counter } from './situation.ts';

type Pair = readonly [string, string];

/** Two ids are one person (P3); the smaller stands. Whom somebody told apart are merged by override only. */
export function decideMerging(
  counter: Counter,
  patron: PatronState,
  other: PatronState,
  override?: Override,
): Outcome {
  const objections = [...absent(patron), ...absent(other)];
  if (isSame(patron, other.id)) objections.push(objection('merged-already'));
  else if (areToldApart(patron, other)) objections.push(objection('told-apart', {}, true));
  const [into, larger] = inOrderOfId(patron.id, other.id);
  return unlessOverridden(counter, objections, override, (overrides) => [
    {
      kind: 'patron.merge',
      body: { patron: larger, into, overrides },
      after: restingOn(patron.newest, other.newest),
    },
  ]);
}

/**
 * Two ids are not the same person, which is remembered (P3). Of ids that were merged, whichever merges make them one end too: `facts`
 * are those of a document of either.
 */
export function decideParting(
  [a, b]: Pair,
  [patron, other]: readonly [PatronState, PatronState],
  facts: Facts,
): Outcome {
  const objections = [...absent(patron), ...absent(other)];
  const isOne = isSame(patron, other.id);
  if (a === b) objections.push(objection('same-patron'));
  else if (!isOne && areToldApart(patron, other)) objections.push(objection('told-apart'));
  return outcome(objections, () => {
    const pairs = isOne ? mergesBetween(joinedPairs(inOrder(facts)), a, b) : [];
    const named = pairs.some((pair) => pair.includes(a) && pair.includes(b))
      ? pairs
      : [...pairs, [a, b] as const];
    return named.map((pair) => {
      const [smaller, larger] = inOrderOfId(...pair);
      const body = { patron: smaller, other: larger };
      return { kind: 'patron.distinct', body, after: restingOn(patron.newest, other.newest) };
    });
  });
}

/** The merges that have to end for two ids to be two people: of each chain between them the last. */
function mergesBetween(standing: readonly Pair[], a: string, b: string): readonly Pair[] {
  const ended: Pair[] = [];
  for (;;) {
    const last = lastOfChain(
      standing.filter((pair) => !ended.includes(pair)),
      a,
      b,
    );
    if (!last) return ended;
    ended.push(last);
  }
}

function lastOfChain(pairs: readonly Pair[], a: string, b: string): Pair | null {
  const reached = new Set([a]);
  for (const member of reached)
    for (const pair of pairs) {
      if (!pair.includes(member)) continue;
      if (pair.includes(b)) return pair;
      reached.add(pair[0]).add(pair[1]);
    }
  return null;
}

function areToldApart(patron: PatronState, other: PatronState): boolean {
  return patron.distinctFrom.some((id) => isSame(other, id));
}

function inOrderOfId(a: string, b: string): Pair {
  return a < b ? [a, b] : [b, a];
}
