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
import { MemoryDatabase, type MemoryState, prepared } from './memory-database.ts';

type ChangeRow = Changes<CouchDocument>['rows'][number];

/** What goes wrong, decided by whoever tests. Without an answer nothing does. */
export interface MemoryFaults {
  /** Asked before each bulk: which rows are written, and what its caller is told. */
  bulk?(database: string, documents: readonly CouchDocument[]): BulkFault | undefined;
  /** Asked before each read of changes: another `since`, as after the loss of a node. */
  rewind?(database: string, since: string): string | undefined;
  /** The rows of an answer, repeated or in another order. `lastSeq` stays. */
  deliver?(database: string, rows: readonly ChangeRow[]): readonly ChangeRow[];
}

interface BulkFault {
  readonly write: (document: CouchDocument, index: number) => boolean;
  /** `lost`: rows that were not written say ok; `rows`: they say why; `thrown`: the request fails after the writing. */
  readonly answer: 'lost' | 'rows' | 'thrown';
}

export interface MemoryCouchOptions {
  /** Calls `wake` after `ms` and gives what cancels that. Without one only a write ends a wait. */
  readonly timer?: (ms: number, wake: () => void) => () => void;
}

export type MemorySnapshot = ReadonlyMap<string, MemoryState>;

/** CouchDB in memory: revision trees, one row a document in changes, long polls. Documents come out frozen. */
export class MemoryCouch implements Couch {
  faults: MemoryFaults = {};
  private readonly databases = new Map<string, MemoryDatabase>();
  private readonly timer: NonNullable<MemoryCouchOptions['timer']>;

  constructor(options: MemoryCouchOptions = {}) {
    this.timer = options.timer ?? (() => () => undefined);
  }

  async createDatabase(name: string): Promise<void> {
    if (!this.databases.has(name)) this.databases.set(name, new MemoryDatabase());
  }

  async dropDatabase(name: string): Promise<void> {
    const dropped = this.databases.get(name);
    this.databases.delete(name);
    dropped?.wakeAll();
  }

  async listDatabases(prefix: string): Promise<readonly string[]> {
    return [...this.databases.keys()].filter((name) => name.startsWith(prefix)).sort();
  }

  async getMany<T extends CouchDocument>(
    database: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Found<T>>> {
    const store = this.open(database);
    const found = new Map<string, Found<T>>();
    for (const id of ids) {
      const [winner, ...others] = store.leaves(id).filter((leaf) => !leaf.deleted);
      if (winner) found.set(id, { winner: winner.doc as T, conflicts: others.map((leaf) => leaf.doc as T) });
    }
    return found;
  }

  async range<T extends CouchDocument>(database: string, range: KeyRange): Promise<readonly T[]> {
    return this.open(database).range(range) as readonly CouchDocument[] as readonly T[];
  }

  async rangeIds(
    database: string,
    range: KeyRange,
  ): Promise<readonly { readonly id: string; readonly rev: string }[]> {
    return this.open(database)
      .range(range)
      .map((doc) => ({ id: doc._id, rev: doc._rev! }));
  }

  async bulk(
    database: string,
    documents: readonly CouchDocument[],
    options: { readonly newEdits?: boolean } = {},
  ): Promise<readonly BulkRow[]> {
    const store = this.open(database);
    const newEdits = options.newEdits ?? true;
    const fault = this.faults.bulk?.(database, documents);
    const copies = documents.map((document) => prepared(document, newEdits));
    const rows = copies.map((document, index): BulkRow => {
      if (!fault || fault.write(document, index)) return store.write(document, newEdits);
      if (fault.answer === 'rows')
        return { ok: false, id: document._id, error: 'other', reason: 'not written' };
      return { ok: true, id: document._id, rev: document._rev ?? '1-00000000000000000000000000000000' };
    });
    store.wakeAll();
    if (fault?.answer === 'thrown')
      throw new CouchError(`The connection was lost during a write to ${database}.`, null);
    return rows;
  }

  async changes<T extends CouchDocument>(database: string, options: ChangesOptions): Promise<Changes<T>> {
    const store = this.open(database);
    const { faults } = this;
    const since = faults.rewind?.(database, options.since) ?? options.since;
    if (options.waitMs !== undefined && !store.hasAfter(since))
      await store.nextWrite(options.waitMs, this.timer);
    if (this.databases.get(database) !== store) throw missing(database);
    const changes = store.changes({ ...options, since });
    const rows = faults.deliver?.(database, changes.rows) ?? changes.rows;
    return { rows, lastSeq: changes.lastSeq } as Changes<T>;
  }

  /** Everything as it is now; later writes leave it alone. */
  snapshot(): MemorySnapshot {
    return new Map([...this.databases].map(([name, store]) => [name, store.state()]));
  }

  /** Back to a snapshot. Waits on databases that it does not have fail. */
  restore(snapshot: MemorySnapshot): void {
    for (const [name, store] of this.databases) {
      if (snapshot.has(name)) continue;
      this.databases.delete(name);
      store.wakeAll();
    }
    for (const [name, state] of snapshot) {
      const store = this.databases.get(name) ?? new MemoryDatabase();
      store.reset(state);
      this.databases.set(name, store);
    }
  }

  private open(database: string): MemoryDatabase {
    const store = this.databases.get(database);
    if (!store) throw missing(database);
    return store;
  }
}

function missing(database: string): CouchError {
  return new CouchError(`There is no database ${database}.`, 404);
}
