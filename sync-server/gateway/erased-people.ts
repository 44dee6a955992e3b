import { patronDoc } from '@balie/shared/protocol/document-ids.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import { erasedIds } from '@balie/shared/privacy/erasure.ts';
import { type Couch, CouchError } from '../couch/couch.ts';
import type { Registry } from './registry.ts';

/**
 * Which of these ids were erased (A1), by the library's documents as they stand. Nobody while there are none, as during a restore: the
 * resolver deletes what is stored meanwhile. Asks nothing without ids.
 */
export async function erasedAmong(
  { couch, registry }: { readonly couch: Couch; readonly registry: Pick<Registry, 'library'> },
  library: string,
  patrons: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const none = new Set<string>();
  if (patrons.size === 0) return none;
  const database = (await registry.library(library))?.database;
  if (database === undefined) return none;
  const ids = [...patrons].map(patronDoc);
  try {
    const found = await couch.getMany<StateDocument>(database, ids);
    return new Set([...found.values()].flatMap(({ winner }) => [...erasedIds(winner.facts)]));
  } catch (error) {
    if (error instanceof CouchError && error.status === 404) return none;
    throw error;
  }
}
