import { payloadId } from '@balie/shared/journal/entry.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import { personalBeside } from '@balie/shared/protocol/databases.ts';
import { type Couch, type CouchDocument, CouchError, type Found } from '../couch/couch.ts';
import { writeAll } from './write-documents.ts';

/**
 * Deletes the payloads of these entries from every month that a library still has, all their leaves (A1). An entry and its payload may
 * stand in several months. Done again it finds nothing; throws an OvertakenError when another deletes them too.
 */
export async function erasePayloads(
  couch: Couch,
  journals: readonly string[],
  entries: readonly EntryId[],
): Promise<void> {
  if (entries.length === 0) return;
  const ids = entries.map(payloadId);
  for (const database of journals.map(personalBeside)) {
    const found = await couch.getMany(database, ids).catch(noneWhenDropped);
    const leaves = [...found.values()].flatMap(({ winner, conflicts }) => [winner, ...conflicts]);
    await writeAll(couch, database, leaves.map(deletionOf));
  }
}

function deletionOf({ _id, _rev }: CouchDocument): CouchDocument {
  return { _id, _rev: _rev!, _deleted: true };
}

function noneWhenDropped(error: unknown): ReadonlyMap<string, Found<CouchDocument>> {
  if (error instanceof CouchError && error.status === 404) return new Map();
  throw error;
}
