import { type Content, stateDocument, uniteContent } from '@balie/shared/protocol/state-document.ts';
import type { PouchDatabase, PouchDocument } from 'pouchdb';
import type { ReplicaDocument } from '../core/ports.ts';

export interface Joined {
  readonly document: ReplicaDocument;
  /** Leaves that add nothing to the winning one. */
  readonly spent: readonly string[];
}

/** Documents by id, other leaves joined by set union. Absent and deleted ids are left out. */
export async function readDocuments(
  replica: PouchDatabase,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ReplicaDocument>> {
  if (!ids.length) return new Map();
  const { rows } = await replica.allDocs({ keys: ids, include_docs: true, conflicts: true });
  return new Map((await joinRows(replica, rows)).map((document) => [document._id, document]));
}

/** Documents in order of id, those after `after`; design documents are none of ours. */
export async function readPage(
  replica: PouchDatabase,
  after: string | null,
  limit: number,
): Promise<readonly ReplicaDocument[]> {
  const found: ReplicaDocument[] = [];
  for (let last = after; found.length < limit;) {
    const range = last === null ? {} : { startkey: `${last}\u0000` };
    const { rows } = await replica.allDocs({
      ...range,
      limit: limit - found.length,
      include_docs: true,
      conflicts: true,
    });
    if (!rows.length) break;
    found.push(...(await joinRows(replica, rows)));
    last = rows.at(-1)!.id;
  }
  return found;
}

/** The state of all leaves together (DESIGN, Folding): their facts united and folded again. A title is its winning leaf. */
export async function joinLeaves(replica: PouchDatabase, found: PouchDocument): Promise<Joined> {
  const { _conflicts: others = [], ...winner } = found;
  let document = winner as unknown as ReplicaDocument;
  if (!others.length) return { document, spent: [] };
  const stemmed = await oldestKept(replica, found);
  const spent: string[] = [];
  for (const rev of others) {
    const leaf = (await replica.get(found._id, { rev })) as unknown as ReplicaDocument;
    if (!('facts' in document) || !('facts' in leaf) || generation(rev) < stemmed) {
      spent.push(rev);
      continue;
    }
    const united = uniteContent(document, leaf);
    if (addsNothing(document, united)) spent.push(rev);
    else document = { ...stateDocument(found._id, united), _rev: found._rev };
  }
  return { document, spent };
}

async function joinRows(
  replica: PouchDatabase,
  rows: readonly { readonly id: string; readonly doc?: PouchDocument | null }[],
): Promise<ReplicaDocument[]> {
  const documents: ReplicaDocument[] = [];
  for (const { id, doc } of rows) {
    if (!doc || id.startsWith('_')) continue;
    documents.push((await joinLeaves(replica, doc)).document);
  }
  return documents;
}

function addsNothing(own: Content, united: Content): boolean {
  const size = (record: object | undefined): number => Object.keys(record ?? {}).length;
  return (
    united.facts === own.facts &&
    size(united.contributions) === size(own.contributions) &&
    size(united.personal) === size(own.personal)
  );
}

/**
 * The lowest revision number that the winning branch still knows. A leaf below it is the branch's own past, cut off when revisions
 * were stemmed while this desk was away.
 */
async function oldestKept(replica: PouchDatabase, { _id }: PouchDocument): Promise<number> {
  const { _revisions } = await replica.get(_id, { revs: true });
  return _revisions ? _revisions.start - _revisions.ids.length + 1 : 0;
}

function generation(rev: string): number {
  return Number(rev.slice(0, rev.indexOf('-')));
}
