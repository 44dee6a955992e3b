import type { Finding } from '@balie/shared/journal/finding.ts';
import type { Instant } from '@balie/shared/clock/instant.ts';
import type { Facts } from '@balie/shared/journal/fact.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import { inOrder } from '@balie/shared/journal/order.ts';
import { findingsOf, type StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { Found } from '../couch/couch.ts';

/** Something for a person to look at (rule E1): `exception:<kind>:<entry id>`. */
export interface ExceptionDocument {
  readonly _id: string;
  readonly _rev?: string;
  readonly v: 1;
  readonly kind: string;
  readonly entry: EntryId;
  /** The document whose state it follows from; null when it followed from something that is no more. */
  readonly about: string | null;
  readonly params: Finding['params'];
  /** Effective time of the entry; null when the document does not have it as a fact. */
  readonly at: Instant | null;
  /** The entries that settled it: from then on it stays. */
  readonly facts?: Facts;
  /** What was decided first, and by whom (E4). */
  readonly settled?: {
    readonly answer: string;
    readonly at: Instant;
    readonly staff: string | null;
    readonly by: EntryId;
  };
}

/** The exceptions that a document's state makes. */
export function exceptionsOf(document: StateDocument): readonly ExceptionDocument[] {
  return findingsOf(document)
    .filter((finding) => finding.weight === 'exception')
    .map(({ kind, entry, params }) => ({
      _id: `exception:${kind}:${entry}`,
      v: 1,
      kind,
      entry,
      about: document._id,
      params,
      at: timeOfEntry(document, entry),
    }));
}

/** Ids of the exceptions that any leaf of a stored document made. */
export function exceptionIdsOf(found: Found<StateDocument>): readonly string[] {
  return [found.winner, ...found.conflicts].flatMap(exceptionsOf).map((exception) => exception._id);
}

/** The document of an exception: what follows, with what settled it. Null when neither is there. */
export function settledFrom(
  id: string,
  following: ExceptionDocument | null,
  facts: Facts,
): ExceptionDocument | null {
  const first = inOrder(facts)[0];
  if (first?.fact.kind !== 'exception.settle') return following;
  const [, kind, entry] = /^exception:([^:]+):(.+)$/.exec(id) ?? [];
  const bare = {
    _id: id,
    v: 1 as const,
    kind: kind ?? '',
    entry: entry ?? '',
    about: null,
    params: {},
    at: null,
  };
  const { at, staff, body } = first.fact;
  return { ...(following ?? bare), facts, settled: { answer: body.answer, at, staff, by: first.id } };
}

function timeOfEntry({ facts, late, contributions }: StateDocument, entry: EntryId): Instant | null {
  const fact = facts[entry] ?? late?.[entry];
  if (fact) return fact.at;
  const claims = Object.values(contributions ?? {}).flatMap((c) => c.claims ?? []);
  return claims.find((claim) => claim.by === entry)?.at ?? null;
}
