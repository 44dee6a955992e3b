/** What the server needs of CouchDB 3.x. The one over HTTP and the one in memory pass the same contract suite. */
export interface Couch {
  /** Creates at q=1; nothing happens when it is there. */
  createDatabase(name: string): Promise<void>;
  /** Nothing happens when it is not there. */
  dropDatabase(name: string): Promise<void>;
  /** Names that start with `prefix`, sorted. */
  listDatabases(prefix: string): Promise<readonly string[]>;
  /** Winning revisions by id, with the other leaves' bodies where there is a conflict. Absent or deleted ids are left out. */
  getMany<T extends CouchDocument>(
    database: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Found<T>>>;
  /** Documents by key, ascending; bounds included. */
  range<T extends CouchDocument>(database: string, range: KeyRange): Promise<readonly T[]>;
  /** The same, ids and revisions only. */
  rangeIds(
    database: string,
    range: KeyRange,
  ): Promise<readonly { readonly id: string; readonly rev: string }[]>;
  /** One answer for each document, in their order. With `newEdits: false` revisions are stored as given and rows are ok. */
  bulk(
    database: string,
    documents: readonly CouchDocument[],
    options?: { readonly newEdits?: boolean },
  ): Promise<readonly BulkRow[]>;
  /** At most `limit` changes after `since` ('0' is the beginning). With `waitMs` an empty answer waits that long for the first. */
  changes<T extends CouchDocument>(database: string, options: ChangesOptions): Promise<Changes<T>>;
}

export interface CouchDocument {
  readonly _id: string;
  readonly _rev?: string;
  readonly _deleted?: boolean;
}

export interface Found<T> {
  readonly winner: T;
  /** The other leaves that are not deleted. Empty but for bugs and restores. */
  readonly conflicts: readonly T[];
}

export interface KeyRange {
  readonly startkey: string;
  readonly endkey: string;
  readonly limit?: number;
}

export type BulkRow =
  | { readonly ok: true; readonly id: string; readonly rev: string }
  | {
      readonly ok: false;
      readonly id: string;
      readonly error: 'conflict' | 'forbidden' | 'other';
      readonly reason: string;
    };

export interface ChangesOptions {
  readonly since: string;
  readonly limit: number;
  readonly includeDocs?: boolean;
  readonly waitMs?: number;
}

export interface Changes<T> {
  readonly rows: readonly {
    readonly seq: string;
    readonly id: string;
    readonly revs: readonly string[];
    readonly deleted: boolean;
    readonly doc?: T;
  }[];
  readonly lastSeq: string;
}

/** The database could not be reached or answered with an error. */
export class CouchError extends Error {
  readonly status: number | null;
  constructor(message: string, status: number | null) {
    super(message);
    this.name = 'CouchError';
    this.status = status;
  }
}
