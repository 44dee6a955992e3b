import { type Changes, type Couch, type CouchDocument, CouchError } from '../couch/couch.ts';
import type { Report } from './finding.ts';
import { entriesOfRows, type JournalEntry } from './journal-entries.ts';

/**
 * A place in a journal's changes. Reading resumes one row early, at `since`, and must meet `last` again: a database that was
 * restored, or whose feed went back, does not answer so and is read from its beginning (COUCHDB, `since` is a hint).
 */
export interface Place {
  readonly since: string;
  readonly last: string;
}

export interface FeedBatch {
  readonly entries: readonly JournalEntry[];
  /** Rows that were new to this feed. */
  readonly read: number;
  readonly places: Readonly<Record<string, Place>>;
  /** The last seq of each journal, for the monitor. */
  readonly positions: Readonly<Record<string, string>>;
  readonly more: boolean;
}

/** Reads at most `limit` new changes of each journal. */
export async function readFeed(
  couch: Couch,
  journals: readonly string[],
  places: Readonly<Record<string, Place>>,
  limit: number,
  report: Report,
): Promise<FeedBatch> {
  const entries: JournalEntry[] = [];
  const next: Record<string, Place> = {};
  const positions: Record<string, string> = {};
  let read = 0;
  let more = false;
  for (const journal of journals) {
    const { since, changes, seen } = await changesAfter(couch, journal, places[journal], limit, report);
    const rows = changes.rows.filter((row) => row.id !== seen || row.revs.length > 1);
    entries.push(...(await entriesOfRows(couch, journal, rows, report)));
    read += changes.rows.filter((row) => row.id !== seen).length;
    more ||= changes.rows.length > limit;
    const place = placeAfter(changes, since);
    if (place) next[journal] = place;
    positions[journal] = changes.lastSeq;
  }
  return { entries, read, places: next, positions, more };
}

async function changesAfter(
  couch: Couch,
  journal: string,
  place: Place | undefined,
  limit: number,
  report: Report,
): Promise<{ since: string; changes: Changes<CouchDocument>; seen: string | null }> {
  const options = { limit: limit + 1, includeDocs: true };
  if (place) {
    const changes = await changesOrNone(couch, journal, { ...options, since: place.since });
    if (changes?.rows.some((row) => row.id === place.last))
      return { since: place.since, changes, seen: place.last };
    report({
      kind: 'journal-rewound',
      database: journal,
      id: place.last,
      detail: `not found after ${place.since}`,
    });
  }
  return { since: '0', changes: await couch.changes(journal, { ...options, since: '0' }), seen: null };
}

/** Null when the database does not know this `since`. */
async function changesOrNone(
  couch: Couch,
  journal: string,
  options: Parameters<Couch['changes']>[1],
): Promise<Changes<CouchDocument> | null> {
  try {
    return await couch.changes(journal, options);
  } catch (error) {
    if (error instanceof CouchError && error.status === 400) return null;
    throw error;
  }
}

function placeAfter(changes: Changes<CouchDocument>, since: string): Place | null {
  const last = changes.rows.find((row) => row.seq === changes.lastSeq) ?? changes.rows.at(-1);
  if (!last) return null;
  const before = changes.rows.findLast((row) => row.id !== last.id);
  return { since: before?.seq ?? since, last: last.id };
}
