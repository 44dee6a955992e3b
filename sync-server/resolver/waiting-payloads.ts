import { type AnyEntry, payloadId } from '@balie/shared/journal/entry.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import { personalBeside } from '@balie/shared/protocol/databases.ts';
import { type Couch, CouchError } from '../couch/couch.ts';
import type { Report } from './finding.ts';
import { entriesOfRows, type JournalEntry } from './journal-entries.ts';

/** Of entries that wait for their payload (by id their journal): those whose payload has come, and those that wait on. */
export async function retryWaiting(
  couch: Couch,
  waiting: Readonly<Record<EntryId, string>>,
  report: Report,
): Promise<{ entries: readonly JournalEntry[]; waiting: Readonly<Record<EntryId, string>> }> {
  const entries: JournalEntry[] = [];
  const still: Record<EntryId, string> = {};
  for (const journal of new Set(Object.values(waiting))) {
    const ids = Object.keys(waiting).filter((id) => waiting[id] === journal);
    const come = await presentPayloads(couch, personalBeside(journal), ids.map(payloadId));
    if (!come) continue;
    for (const id of ids) if (!come.has(payloadId(id))) still[id] = journal;
    const ready = ids.filter((id) => come.has(payloadId(id)));
    if (ready.length === 0) continue;
    const stored = await couch.getMany<AnyEntry>(journal, ready);
    const rows = [...stored].map(([id, { winner, conflicts }]) => {
      return {
        seq: '',
        id,
        revs: [winner, ...conflicts].map((leaf) => leaf._rev),
        deleted: false,
        doc: winner,
      };
    });
    entries.push(...(await entriesOfRows(couch, journal, rows, report)));
  }
  return { entries, waiting: still };
}

/** Null when the month's payloads were dropped. */
async function presentPayloads(
  couch: Couch,
  database: string,
  ids: readonly string[],
): Promise<ReadonlySet<string> | null> {
  try {
    return new Set((await couch.getMany(database, ids)).keys());
  } catch (error) {
    if (error instanceof CouchError && error.status === 404) return null;
    throw error;
  }
}
