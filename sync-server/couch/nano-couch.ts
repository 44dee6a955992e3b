import nano from 'nano';
import {
  type BulkRow,
  type Changes,
  type ChangesOptions,
  type Couch,
  type CouchDocument,
  CouchError,
  type Found,
  type KeyRange,
} from './couch.ts';
import { CouchRequests } from './couch-requests.ts';

export interface NanoCouchOptions {
  /** Longest time for an answer that is not waited for on purpose, ms. */
  readonly requestMs?: number;
  /** How much later than asked a long poll may answer, ms. */
  readonly marginMs?: number;
}

/** Keys of one `_all_docs`, revisions of one `_bulk_get`, documents of one `_bulk_docs`. */
const KEYS = 500;
const PAGE = 2000;
const WRITES = 1000;

interface AllDocs<T> {
  readonly rows: readonly {
    readonly id: string;
    readonly value?: { readonly rev: string; readonly deleted?: boolean } | null;
    readonly doc?: T | null;
  }[];
}
interface BulkGet<T> {
  readonly results: readonly { readonly id: string; readonly docs: readonly { readonly ok?: T }[] }[];
}
interface WrittenRow {
  readonly id: string;
  readonly rev?: string;
  readonly error?: string;
  readonly reason?: string;
}
interface ChangesAnswer<T> {
  readonly results: readonly {
    readonly seq: unknown;
    readonly id: string;
    readonly changes: readonly { readonly rev: string }[];
    readonly deleted?: boolean;
    readonly doc?: T;
  }[];
  readonly last_seq: unknown;
}
type WithConflicts<T> = T & { readonly _conflicts?: readonly string[] };

/** CouchDB 3.x over HTTP. The user's name and password stand in the address. */
export class NanoCouch implements Couch {
  private readonly requests: CouchRequests;
  /** Databases are made one at a time: made at once, their shards may conflict (CouchDB #4849). */
  private making: Promise<unknown> = Promise.resolve();

  constructor(url: string, options: NanoCouchOptions = {}) {
    this.requests = new CouchRequests(nano({ url, parseUrl: false } as nano.Configuration), {
      requestMs: options.requestMs ?? 60_000,
      marginMs: options.marginMs ?? 3_000,
    });
  }

  createDatabase(name: string): Promise<void> {
    const made = this.making.then(async () => {
      await this.requests.send({ db: name, method: 'put', qs: { q: 1 } }, { besides: [412] });
    });
    this.making = made.catch(() => undefined);
    return made;
  }

  async dropDatabase(name: string): Promise<void> {
    await this.requests.send({ db: name, method: 'delete' }, { besides: [404] });
  }

  async listDatabases(prefix: string): Promise<readonly string[]> {
    const qs = { startkey: prefix, endkey: `${prefix}\ufff0` };
    const names = await this.requests.send<readonly string[]>({ db: '_all_dbs', qs });
    return names.filter((name) => name.startsWith(prefix)).sort();
  }

  async getMany<T extends CouchDocument>(
    database: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Found<T>>> {
    const winners = new Map<string, WithConflicts<T>>();
    for (const keys of chunks(ids, KEYS)) {
      const qs = { include_docs: true, conflicts: true };
      const answer = await this.requests.send<AllDocs<WithConflicts<T>>>({
        db: database,
        path: '_all_docs',
        method: 'post',
        qs,
        body: { keys },
      });
      for (const row of answer.rows) if (row.doc && !row.value?.deleted) winners.set(row.doc._id, row.doc);
    }
    const others = await this.otherLeaves<T>(database, winners);
    return new Map(
      [...winners].map(([id, { _conflicts, ...winner }]) => [
        id,
        { winner: winner as unknown as T, conflicts: others.get(id) ?? [] },
      ]),
    );
  }

  async range<T extends CouchDocument>(database: string, range: KeyRange): Promise<readonly T[]> {
    const found: T[] = [];
    const limit = range.limit ?? Infinity;
    for (let startkey = range.startkey; found.length < limit;) {
      const size = Math.min(PAGE, limit - found.length);
      const rows = await this.rows<T>(database, { startkey, endkey: range.endkey, limit: size }, true);
      for (const row of rows) if (row.doc) found.push(row.doc);
      if (rows.length < size) break;
      startkey = `${rows.at(-1)!.id}\u0000`;
    }
    return found;
  }

  async rangeIds(
    database: string,
    range: KeyRange,
  ): Promise<readonly { readonly id: string; readonly rev: string }[]> {
    const rows = await this.rows(database, range, false);
    return rows.map((row) => ({ id: row.id, rev: row.value!.rev }));
  }

  async bulk(
    database: string,
    documents: readonly CouchDocument[],
    options: { readonly newEdits?: boolean } = {},
  ): Promise<readonly BulkRow[]> {
    const newEdits = options.newEdits ?? true;
    const rows: BulkRow[] = [];
    for (const docs of chunks(documents, WRITES)) {
      const body = newEdits ? { docs } : { docs, new_edits: false };
      const answer = await this.requests.send<readonly WrittenRow[]>({
        db: database,
        path: '_bulk_docs',
        method: 'post',
        body,
      });
      rows.push(...(newEdits ? answer.map(bulkRow) : graftedRows(docs, answer)));
    }
    if (rows.length !== documents.length)
      throw new CouchError(`A write to ${database} was answered in part.`, null);
    return rows;
  }

  async changes<T extends CouchDocument>(database: string, options: ChangesOptions): Promise<Changes<T>> {
    const { since, limit, includeDocs, waitMs } = options;
    const qs = {
      since,
      limit,
      style: 'all_docs',
      ...(includeDocs ? { include_docs: true } : {}),
      ...(waitMs === undefined ? {} : { feed: 'longpoll', timeout: waitMs }),
    };
    const request = { db: database, path: '_changes', qs };
    const answer =
      waitMs === undefined
        ? await this.requests.send<ChangesAnswer<T>>(request)
        : await this.requests.wait<ChangesAnswer<T>>(request, waitMs);
    if (!answer) return { rows: [], lastSeq: since };
    const rows = answer.results.map((row) => ({
      seq: String(row.seq),
      id: row.id,
      revs: row.changes.map((change) => change.rev),
      deleted: row.deleted === true,
      ...(row.doc ? { doc: row.doc } : {}),
    }));
    return { rows, lastSeq: String(answer.last_seq) };
  }

  /** Ends what is under way; those who wait get a CouchError. */
  close(): void {
    this.requests.close();
  }

  private async rows<T>(database: string, range: KeyRange, docs: boolean): Promise<AllDocs<T>['rows']> {
    const qs = { ...range, ...(docs ? { include_docs: true } : {}) };
    return (await this.requests.send<AllDocs<T>>({ db: database, path: '_all_docs', qs })).rows;
  }

  private async otherLeaves<T extends CouchDocument>(
    database: string,
    winners: ReadonlyMap<string, WithConflicts<T>>,
  ): Promise<ReadonlyMap<string, readonly T[]>> {
    const wanted = [...winners].flatMap(([id, doc]) => (doc._conflicts ?? []).map((rev) => ({ id, rev })));
    const found = new Map<string, T[]>();
    for (const docs of chunks(wanted, KEYS)) {
      const answer = await this.requests.send<BulkGet<T>>({
        db: database,
        path: '_bulk_get',
        method: 'post',
        body: { docs },
      });
      for (const { id, docs: leaves } of answer.results) {
        for (const { ok } of leaves) if (ok && !ok._deleted) found.set(id, [...(found.get(id) ?? []), ok]);
      }
    }
    for (const leaves of found.values()) leaves.sort(winnerFirst);
    return found;
  }
}

function* chunks<T>(all: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}

function bulkRow(row: WrittenRow): BulkRow {
  if (!row.error) return { ok: true, id: row.id, rev: row.rev! };
  const error = row.error === 'conflict' || row.error === 'forbidden' ? row.error : 'other';
  return { ok: false, id: row.id, error, reason: row.reason ?? row.error };
}

/** With `new_edits: false` only what failed is answered. */
function graftedRows(documents: readonly CouchDocument[], answer: readonly WrittenRow[]): readonly BulkRow[] {
  const failed = new Map(answer.filter((row) => row.error).map((row) => [row.id, row]));
  return documents.map((document) => {
    const row = failed.get(document._id);
    return row ? bulkRow(row) : { ok: true, id: document._id, rev: document._rev! };
  });
}

function winnerFirst(a: CouchDocument, b: CouchDocument): number {
  const [left, right] = [a._rev!, b._rev!];
  return Number.parseInt(right, 10) - Number.parseInt(left, 10) || (left < right ? 1 : -1);
}
