import type { Finding } from '@balie/shared/journal/finding.ts';
import type { Instant } from '@balie/shared/clock/instant.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { Found } from '../couch/couch.ts';

/** Something for a person to look at (rule E1): `exception:<kind>:<entry id>`. */
export interface ExceptionDocument {
  readonly _id: string;
  readonly _rev?: string;
  readonly v: 1;
  readonly kind: string;
  readonly entry: EntryId;
  /** The document whose state it follows from. */
  readonly about: string;
  readonly params: Finding['params'];
  /** Effective time of the entry; null when the document does not have it as a fact. */
  readonly at: Instant | null;
  /** Set by whoever settles it; from then on it stays. */
  readonly settled?: unknown;
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

function findingsOf({ state }: StateDocument): readonly Finding[] {
  return 'findings' in state ? state.findings : [];
}

function timeOfEntry({ facts, contributions }: StateDocument, entry: EntryId): Instant | null {
  const fact = facts[entry];
  if (fact) return fact.at;
  const claims = Object.values(contributions ?? {}).flatMap((c) => c.claims ?? []);
  return claims.find((claim) => claim.by === entry)?.at ?? null;
}
