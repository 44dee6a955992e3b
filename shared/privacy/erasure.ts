import { payloadId } from '../journal/entry.ts';
import type { Facts } from '../journal/fact.ts';
import type { Draft } from '../journal/seal.ts';
import { draftAfter } from '../patrons/draft-after.ts';
import type { PatronState } from '../patrons/fold-patron.ts';

/** What still binds a patron and the library, under all ids that the patron has. */
export interface Bonds {
  readonly openLoans: number;
  /** Positive is owed by the patron, negative is credit. */
  readonly balanceCents: number;
  /** Offered to the bank and not yet collected or reversed. */
  readonly offeredCents: number;
  readonly openHolds: number;
}

interface Bond {
  readonly code: 'open-loans' | 'open-money' | 'open-debit' | 'open-holds';
  /** A number of loans or holds, or cents. */
  readonly count: number;
}

type Erasure =
  | { readonly kind: 'may-erase'; readonly drafts: readonly Draft[] }
  | { readonly kind: 'not-yet'; readonly reasons: readonly Bond[] };

/** Whether a patron may be erased, and what to write then: one act for each id; or all that stands in the way (A4). */
export function decideErasure(patron: PatronState, bonds: Bonds, why: 'request' | 'retention'): Erasure {
  const all: readonly Bond[] = [
    { code: 'open-loans', count: bonds.openLoans },
    { code: 'open-money', count: bonds.balanceCents },
    { code: 'open-debit', count: bonds.offeredCents },
    { code: 'open-holds', count: bonds.openHolds },
  ];
  const reasons = all.filter(({ count }) => count !== 0);
  if (reasons.length) return { kind: 'not-yet', reasons };
  const ids = [patron.id, ...patron.aliases];
  return {
    kind: 'may-erase',
    drafts: ids.map((id) => draftAfter(patron, 'patron.erase', { patron: id, why })),
  };
}

/**
 * Ids of the payloads that go when ids are erased (A1), out of a document of theirs: of each entry about them alone, whether or not it
 * had a payload, so that one which comes later finds itself in the list.
 */
export function payloadsToErase(facts: Facts, ids: ReadonlySet<string>): readonly string[] {
  return Object.entries(facts)
    .filter(([, { body }]) => 'patron' in body && body.patron !== null && ids.has(body.patron))
    .map(([entry]) => payloadId(entry))
    .sort();
}

/** The erased-list that resending and restoring respect (A1): ids that any of these facts erases. */
export function erasedIds(facts: Facts): ReadonlySet<string> {
  return new Set(
    Object.values(facts).flatMap((fact) => (fact.kind === 'patron.erase' ? [fact.body.patron] : [])),
  );
}
