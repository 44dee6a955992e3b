import type { FactOf } from '../journal/fact.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';
import type { OrderedFact } from '../journal/order.ts';

/** `paid` moved money; `unknown` may have, nobody knows yet; `void` did not, or another entry tells of it. */
export type Outcome = 'paid' | 'unknown' | 'void';

interface PinOutcomes {
  /** Of payments and refunds by any method. */
  readonly of: ReadonlyMap<EntryId, Outcome>;
  readonly findings: readonly Finding[];
}

/**
 * What each payment and refund among these live facts came to (M8). An act of unknown outcome counts no more once a later one tells how
 * it ended; who tells it again adds nothing, and is an exception when it says otherwise.
 */
export function pinOutcomes(live: readonly OrderedFact[]): PinOutcomes {
  const of = new Map<EntryId, Outcome>();
  const unknown = new Set<EntryId>();
  const told = new Map<EntryId, Outcome>();
  const findings: Finding[] = [];
  for (const { id, fact } of live) {
    if (fact.kind !== 'pay' && fact.kind !== 'refund') continue;
    const outcome = ownOutcome(fact);
    if (outcome === 'unknown') unknown.add(id);
    const resolves = fact.body.terminal?.resolves;
    if (resolves === undefined || !unknown.has(resolves)) {
      of.set(id, outcome);
      continue;
    }
    const before = told.get(resolves);
    of.set(resolves, 'void');
    of.set(id, before === undefined ? outcome : 'void');
    if (before === undefined) told.set(resolves, outcome);
    else
      findings.push({
        kind: 'pin-outcome-repeated',
        entry: id,
        weight: before === outcome ? 'remark' : 'exception',
        params: { of: resolves, before, now: outcome },
      });
  }
  return { of, findings };
}

function ownOutcome({ body }: FactOf<'pay'> | FactOf<'refund'>): Outcome {
  switch (body.terminal?.outcome) {
    case 'unknown':
      return 'unknown';
    case 'declined':
      return 'void';
    default:
      return 'paid';
  }
}
