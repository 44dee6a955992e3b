import { type AnyEntry, entryHeadSchema } from '@balie/shared/journal/entry.ts';
import type { StreamId } from '@balie/shared/journal/ids.ts';
import { readEntry } from '@balie/shared/journal/read-entry.ts';
import type { Changes, Couch, CouchDocument } from '../couch/couch.ts';
import type { Report } from './finding.ts';

/** An entry as a journal holds it. `known` is false for what is kept and not folded. */
export interface JournalEntry {
  readonly entry: AnyEntry;
  readonly journal: string;
  readonly known: boolean;
}

type Row = Changes<CouchDocument>['rows'][number];

const PAGE = 1000;

/** The entries that changed rows stand for. Leaves that do not match their id are left out and reported. */
export async function entriesOfRows(
  couch: Couch,
  journal: string,
  rows: readonly Row[],
  report: Report,
): Promise<readonly JournalEntry[]> {
  const found: JournalEntry[] = [];
  const doubtful = new Set<string>();
  for (const row of rows) {
    if (row.id.startsWith('_design/')) continue;
    const read = row.revs.length === 1 && row.doc && !row.deleted ? readLeaf(journal, row.doc) : null;
    if (read) found.push(read);
    else doubtful.add(row.id);
  }
  found.push(...(await readDoubtful(couch, journal, doubtful, report)));
  return found;
}

/** All entries of a stream from number `from` on, of all these journals, in pages. */
export async function* entriesOfStream(
  couch: Couch,
  journals: readonly string[],
  stream: StreamId,
  from: number,
  report: Report,
): AsyncGenerator<readonly JournalEntry[]> {
  for (const journal of journals) {
    let startkey = streamKey(stream, from);
    for (;;) {
      const documents = await couch.range(journal, {
        startkey,
        endkey: streamKey(stream, null),
        limit: PAGE,
      });
      const found: JournalEntry[] = [];
      const doubtful = new Set<string>();
      for (const document of documents) {
        const read = readLeaf(journal, document);
        if (read) found.push(read);
        else doubtful.add(document._id);
      }
      found.push(...(await readDoubtful(couch, journal, doubtful, report)));
      if (found.length) yield found;
      if (documents.length < PAGE) break;
      startkey = `${documents.at(-1)!._id}\u0000`;
    }
  }
}

/** Ids of a stream's entries numbered `from` to `to`, of all these journals. */
export async function idsOfStream(
  couch: Couch,
  journals: readonly string[],
  stream: StreamId,
  from: number,
  to: number,
): Promise<ReadonlySet<string>> {
  const range = { startkey: streamKey(stream, from), endkey: `${streamKey(stream, to)}:\ufff0` };
  const ids = new Set<string>();
  for (const journal of journals) for (const { id } of await couch.rangeIds(journal, range)) ids.add(id);
  return ids;
}

function streamKey(stream: StreamId, seq: number | null): string {
  return seq === null ? `entry:${stream}:\ufff0` : `entry:${stream}:${String(seq).padStart(8, '0')}`;
}

async function readDoubtful(
  couch: Couch,
  journal: string,
  ids: ReadonlySet<string>,
  report: Report,
): Promise<readonly JournalEntry[]> {
  if (ids.size === 0) return [];
  const leaves = await couch.getMany(journal, [...ids]);
  const entries: JournalEntry[] = [];
  for (const id of ids) {
    const found = leaves.get(id);
    if (!found) {
      report({ kind: 'entry-deleted', database: journal, id, detail: 'all its leaves are deleted' });
      continue;
    }
    for (const leaf of [found.winner, ...found.conflicts]) {
      const read = readLeaf(journal, leaf, report);
      if (read) entries.push(read);
    }
  }
  return entries;
}

/** A body that this program cannot read keeps its entry's place in the chain: its hash fits. */
function readLeaf(journal: string, leaf: CouchDocument, report?: Report): JournalEntry | null {
  const read = readEntry(leaf);
  if (read.ok) return { entry: read.entry, journal, known: read.known };
  const { code, detail } = read.problem;
  if (code !== 'entry-body') {
    report?.({ kind: 'bad-leaf', database: journal, id: leaf._id, detail: `${code}: ${detail}` });
    return null;
  }
  if (!report) return null;
  report({ kind: 'bad-body', database: journal, id: leaf._id, detail });
  return { entry: entryHeadSchema.parse(leaf), journal, known: false };
}
