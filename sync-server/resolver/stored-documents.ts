import type { Couch, CouchDocument, Found } from '../couch/couch.ts';
import type { Report } from './finding.ts';
import { writeAll } from './write-documents.ts';

/** Ids that are remembered of a database that was empty; above this it is asked again. */
const MOST_REMEMBERED = 500_000;

/**
 * The state documents of one database. Of one that began empty it remembers what was written, so that an import or a rebuild
 * need not ask for what cannot be there; should another have written it, the write is a conflict and everything is asked again.
 */
export class StoredDocuments {
  private readonly couch: Couch;
  private readonly database: string;
  private readonly report: Report;
  /** Null when any document may be there; undefined before that is known. */
  private written: Set<string> | null | undefined;

  constructor(couch: Couch, database: string, report: Report) {
    this.couch = couch;
    this.database = database;
    this.report = report;
  }

  /** What is stored of these documents; conflicts are reported. */
  async get<T extends CouchDocument>(ids: readonly string[]): Promise<ReadonlyMap<string, Found<T>>> {
    const written = await this.known();
    return this.ask(written ? ids.filter((id) => written.has(id)) : ids);
  }

  /** The same, and the database is asked in any case: for what is deleted and not created on the strength of it. */
  async ask<T extends CouchDocument>(ids: readonly string[]): Promise<ReadonlyMap<string, Found<T>>> {
    if (ids.length === 0) return new Map();
    const stored = await this.couch.getMany<T>(this.database, ids);
    for (const [id, { conflicts }] of stored) {
      if (conflicts.length)
        this.report({
          kind: 'conflict-united',
          database: this.database,
          id,
          detail: `${conflicts.length + 1} leaves`,
        });
    }
    return stored;
  }

  /** All documents whose id starts so. */
  range<T extends CouchDocument>(prefix: string): Promise<readonly T[]> {
    return this.couch.range<T>(this.database, { startkey: prefix, endkey: `${prefix}\ufff0` });
  }

  /** At most `limit` of them, ascending; bounds included. */
  async idsBetween(startkey: string, endkey: string, limit: number): Promise<readonly string[]> {
    return (await this.couch.rangeIds(this.database, { startkey, endkey, limit })).map((row) => row.id);
  }

  async idsOf(prefix: string): Promise<readonly string[]> {
    const rows = await this.couch.rangeIds(this.database, { startkey: prefix, endkey: `${prefix}\ufff0` });
    return rows.map((row) => row.id);
  }

  /** Writes all of them or throws (see `writeAll`). Gives how many. */
  async write(documents: readonly CouchDocument[]): Promise<number> {
    const { written } = this;
    this.written = null;
    const count = (await writeAll(this.couch, this.database, documents)).size;
    if (written && written.size < MOST_REMEMBERED) {
      for (const { _id } of documents) written.add(_id);
      this.written = written;
    }
    return count;
  }

  private async known(): Promise<Set<string> | null> {
    if (this.written === undefined) {
      const first = await this.couch.rangeIds(this.database, { startkey: '', endkey: '\ufff0', limit: 1 });
      this.written = first.length === 0 ? new Set() : null;
    }
    return this.written;
  }
}
