import type { Couch, CouchDocument } from '../couch/couch.ts';

/** Somebody else wrote one of these documents since they were read: read again, and fold again. */
export class OvertakenError extends Error {
  constructor(database: string, id: string) {
    super(`${database}/${id} was written by another`);
    this.name = 'OvertakenError';
  }
}

/** Writes all of them or throws; what was written before it threw is found and kept by the next attempt. Gives their revisions. */
export async function writeAll(
  couch: Couch,
  database: string,
  documents: readonly CouchDocument[],
): Promise<ReadonlyMap<string, string>> {
  const revisions = new Map<string, string>();
  if (documents.length === 0) return revisions;
  const rows = await couch.bulk(database, documents);
  let overtaken: string | null = null;
  for (const row of rows) {
    if (row.ok) revisions.set(row.id, row.rev);
    else if (row.error === 'conflict') overtaken = row.id;
    else throw new Error(`${database}/${row.id} was not written: ${row.error}, ${row.reason}`);
  }
  if (overtaken !== null) throw new OvertakenError(database, overtaken);
  if (rows.length !== documents.length)
    throw new Error(`${database} answered ${rows.length} of ${documents.length} writes`);
  return revisions;
}

/** True when two documents are not the same but for their revisions. */
export function differs(a: CouchDocument, b: CouchDocument): boolean {
  const { _rev: revA, ...contentA } = a;
  const { _rev: revB, ...contentB } = b;
  return !sameJson(contentA, contentB);
}

/** As JSON, in which the order of members says nothing and one that is undefined is none. What is one object is not looked into. */
function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((one, i) => sameJson(one, b[i]));
  }
  const [own, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const names = Object.keys(own).filter((name) => own[name] !== undefined);
  const others = Object.keys(other).filter((name) => other[name] !== undefined);
  return names.length === others.length && names.every((name) => sameJson(own[name], other[name]));
}
