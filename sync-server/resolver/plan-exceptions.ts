import { NO_HORIZON } from '@balie/shared/journal/horizon.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { CouchDocument } from '../couch/couch.ts';
import { type ExceptionDocument, exceptionIdsOf, exceptionsOf, settledFrom } from './exception-document.ts';
import type { Naming } from './fold-ports.ts';
import { contentWith, type PlannedDocument, type Timeline } from './planned-document.ts';
import type { StoredDocuments } from './stored-documents.ts';
import { differs } from './write-documents.ts';

interface Exceptions {
  /** To be written before the documents from which they follow no more: once those are written, nothing tells that they did. */
  readonly gone: readonly CouchDocument[];
  readonly made: readonly CouchDocument[];
}

/**
 * Exceptions that follow from these documents, and those that somebody settled (E4). One that no longer follows goes; one that
 * was settled stays, with no more than what its id and its settling say, so that it is the same whenever its cause went.
 */
export async function planExceptions(
  documents: StoredDocuments,
  folded: readonly PlannedDocument[],
  naming: Naming,
  timeline: Timeline,
): Promise<Exceptions> {
  const wanted = new Map(folded.flatMap(({ after }) => exceptionsOf(after)).map((e) => [e._id, e]));
  const before = folded.flatMap(({ found }) => (found ? exceptionIdsOf(found) : []));
  const settling = [...naming.keys()].filter((id) => id.startsWith('exception:'));
  const ids = [...new Set([...wanted.keys(), ...before, ...settling])];
  if (ids.length === 0) return { gone: [], made: [] };
  const stored = await documents.ask<ExceptionDocument>(ids);
  const about = await stillFollowing(
    documents,
    settling.filter((id) => !wanted.has(id)),
    stored,
    folded,
  );
  const gone: CouchDocument[] = [];
  const made: CouchDocument[] = [];
  for (const id of ids) {
    const found = stored.get(id);
    const winner = found?.winner;
    const { facts } = contentWith(
      id,
      found && ({ winner: { facts: {}, ...winner }, conflicts: found.conflicts } as never),
      naming.get(id) ?? [],
      { ...timeline, horizon: NO_HORIZON },
    );
    const following = wanted.get(id) ?? about.get(id) ?? null;
    const exception = settledFrom(id, following, facts);
    if (!exception) {
      if (winner) gone.push({ _id: id, _rev: winner._rev!, _deleted: true });
    } else if (!winner) made.push(exception);
    else if (differs(winner, exception)) (following ? made : gone).push({ ...exception, _rev: winner._rev! });
  }
  return { gone, made };
}

/** Exceptions that a settling names while the document they follow from is not in this batch: it is asked. */
async function stillFollowing(
  documents: StoredDocuments,
  ids: readonly string[],
  stored: ReadonlyMap<string, { readonly winner: ExceptionDocument }>,
  folded: readonly PlannedDocument[],
): Promise<ReadonlyMap<string, ExceptionDocument>> {
  const inBatch = new Set(folded.map(({ after }) => after._id));
  const causes = ids.flatMap((id) => stored.get(id)?.winner.about ?? []).filter((id) => !inBatch.has(id));
  const found = await documents.get<StateDocument>([...new Set(causes)]);
  return new Map([...found.values()].flatMap(({ winner }) => exceptionsOf(winner)).map((e) => [e._id, e]));
}
