import type { EntryId } from '../journal/ids.ts';
import type { OrderedFact } from '../journal/order.ts';
import { factsIn } from '../protocol/beyond-horizon.ts';
import { exceptionsAmong, type Past } from '../protocol/past.ts';
import { foldTill } from './fold-till.ts';

/**
 * What a till lets go at the horizon, of its facts beyond it in order: sessions that were closed, but the last. One in which a
 * terminal did not answer stays, and so does one that a later act looks back to.
 */
export function pastSessions(till: string, beyond: readonly OrderedFact[]): readonly Past[] {
  const sessions = partedWhereClosed(beyond);
  const { findings } = foldTill(till, factsIn(beyond));
  const placeOf = new Map(sessions.flatMap((acts, n) => acts.map(({ id }): [EntryId, number] => [id, n])));
  const lookedBackTo = new Set<number>();
  for (const [n, acts] of sessions.entries())
    for (const { fact } of acts)
      for (const named of namedBy(fact)) {
        const of = placeOf.get(named);
        if (of !== undefined && of !== n) lookedBackTo.add(of).add(n);
      }
  return sessions.slice(0, -1).flatMap((acts, n): readonly Past[] => {
    if (lookedBackTo.has(n) || acts.some(({ fact }) => isUnanswered(fact))) return [];
    const facts = new Set(acts.map(({ id }) => id));
    return [{ facts, exceptions: exceptionsAmong(findings, facts) }];
  });
}

/** Acts from one moment at which nobody's session ran to the next. */
function partedWhereClosed(beyond: readonly OrderedFact[]): readonly (readonly OrderedFact[])[] {
  const parts: OrderedFact[][] = [];
  let running = false;
  for (const one of beyond) {
    if (running || (one.fact.kind === 'till.close' && parts.length)) parts.at(-1)!.push(one);
    else parts.push([one]);
    running = one.fact.kind !== 'till.close';
  }
  return parts;
}

/** What an undo takes back, and the payment of which a later one tells the outcome. */
function namedBy({ kind, body }: OrderedFact['fact']): readonly EntryId[] {
  if (kind === 'undo') return [body.entry];
  return kind === 'pay' || kind === 'refund' ? [body.terminal?.resolves ?? []].flat() : [];
}

function isUnanswered({ kind, body }: OrderedFact['fact']): boolean {
  return (kind === 'pay' || kind === 'refund') && body.terminal?.outcome === 'unknown';
}
