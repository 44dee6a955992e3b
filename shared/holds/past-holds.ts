import { relativesOf } from '../journal/classes.ts';
import type { Fact } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import type { OrderedFact } from '../journal/order.ts';
import { factsIn } from '../protocol/beyond-horizon.ts';
import { type Contribution, type Contributions, isPast } from '../protocol/contribution.ts';
import { exceptionsAmong, type Past } from '../protocol/past.ts';
import { foldQueue } from './fold-queue.ts';

/**
 * What a queue lets go at the horizon, of its facts beyond it in order: the holds of each patron all of whose holds have ended, once
 * no copy's document tells of them any more. `contributions` are those beyond the horizon too.
 */
export function pastHolds(
  id: string,
  beyond: readonly OrderedFact[],
  contributions: Contributions,
): readonly Past[] {
  const facts = factsIn(beyond);
  const queue = foldQueue(id, facts, contributions);
  const others = relativesOf(id, facts);
  if (others.some((other) => foldQueue(other, facts, contributions).id !== queue.id)) return [];
  const open = new Set(queue.holds.flatMap((hold) => (hold.ended ? [] : [hold.patron])));
  const told = holdsToldOf(contributions);
  const byPatron = new Map<string, Set<EntryId>>();
  for (const { id: entry, fact } of beyond) {
    if (fact.kind !== 'hold.place' && fact.kind !== 'hold.open') continue;
    const { patron } = fact.body;
    byPatron.set(patron, (byPatron.get(patron) ?? new Set()).add(entry));
  }
  return [...byPatron].flatMap(([patron, holds]): readonly Past[] => {
    if (open.has(patron) || [...holds].some((hold) => told.has(hold))) return [];
    const leaving = new Set(
      beyond.flatMap(({ id: entry, fact }) => (isOf(holds, entry, fact) ? [entry] : [])),
    );
    for (const { id: entry, fact } of beyond)
      if (fact.kind === 'undo' && leaving.has(fact.body.entry)) leaving.add(entry);
    return [{ facts: leaving, exceptions: exceptionsAmong(queue.findings, leaving), holds }];
  });
}

/** What documents below let go of holds that are let go here too. */
export function withoutHolds(contributions: Contributions, gone: ReadonlySet<EntryId>): Contributions {
  const left: Record<string, Contribution> = {};
  for (const [source, contribution] of Object.entries(contributions)) {
    if (!isPast(source)) {
      left[source] = contribution;
      continue;
    }
    const claims = (contribution.claims ?? []).filter(({ hold }) => !gone.has(hold));
    const fulfilments = (contribution.fulfilments ?? []).filter(({ hold }) => !gone.has(hold));
    if (claims.length || fulfilments.length)
      left[source] = {
        ...(claims.length ? { claims } : {}),
        ...(fulfilments.length ? { fulfilments } : {}),
      };
  }
  return left;
}

function isOf(holds: ReadonlySet<EntryId>, id: EntryId, { kind, body }: Fact): boolean {
  return kind.startsWith('hold.') && holds.has('hold' in body ? (body.hold as EntryId) : id);
}

/** Holds of which the documents of copies still say something. */
function holdsToldOf(contributions: Contributions): ReadonlySet<EntryId> {
  const told = new Set<EntryId>();
  for (const [source, { claims = [], fulfilments = [] }] of Object.entries(contributions)) {
    for (const { hold, ended } of claims) if (!isPast(source) || !ended) told.add(hold);
    if (!isPast(source)) for (const { hold } of fulfilments) told.add(hold);
  }
  return told;
}
