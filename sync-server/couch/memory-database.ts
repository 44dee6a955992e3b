import type { BulkRow, Changes, ChangesOptions, CouchDocument, KeyRange } from './couch.ts';
import { CouchError } from './couch.ts';
import { extend, graft, type Leaves } from './revision-tree.ts';

interface Stored {
  readonly seq: number;
  readonly leaves: Leaves;
}

export interface MemoryState {
  readonly seq: number;
  readonly documents: ReadonlyMap<string, Stored>;
}

type Timer = (ms: number, wake: () => void) => () => void;

const UNDERSCORED = new Set(['_id', '_rev', '_deleted', '_revisions']);

/** One database of a MemoryCouch. Documents are deeply frozen, so that a reader who changes one is found out. */
export class MemoryDatabase {
  private documents = new Map<string, Stored>();
  private seq = 0;
  /** Ids by seq; a document that was written again leaves a hole. */
  private log: (string | undefined)[] = [];
  private sorted: readonly string[] | null = null;
  private waiting = new Set<() => void>();

  leaves(id: string): Leaves {
    return this.documents.get(id)?.leaves ?? [];
  }

  /** Takes a document that `prepared` gave. */
  write(document: CouchDocument, newEdits: boolean): BulkRow {
    const id = document._id;
    const before = this.leaves(id);
    const after = newEdits ? extend(before, document) : graft(before, document);
    if (!after) return { ok: false, id, error: 'conflict', reason: 'Document update conflict.' };
    if (after !== before) this.store(id, after);
    const rev = newEdits
      ? after.find((leaf) => !before.some((old) => old.rev === leaf.rev))!.rev
      : document._rev!;
    return { ok: true, id, rev };
  }

  /** Winners that are not deleted, by id. */
  range({ startkey, endkey, limit }: KeyRange): readonly CouchDocument[] {
    this.sorted ??= [...this.documents.keys()].sort();
    const found: CouchDocument[] = [];
    for (let i = firstAtLeast(this.sorted, startkey); i < this.sorted.length; i++) {
      const id = this.sorted[i]!;
      if (id > endkey || found.length === limit) break;
      const winner = this.leaves(id)[0]!;
      if (!winner.deleted) found.push(winner.doc);
    }
    return found;
  }

  changes({ since, limit, includeDocs }: ChangesOptions): Changes<CouchDocument> {
    const rows: Changes<CouchDocument>['rows'][number][] = [];
    let seq = place(since);
    for (; seq < this.seq && rows.length < Math.max(1, limit); seq++) {
      const id = this.log[seq];
      if (id === undefined) continue;
      const leaves = this.leaves(id);
      const winner = leaves[0]!;
      const row = { seq: named(seq + 1), id, revs: leaves.map((leaf) => leaf.rev), deleted: winner.deleted };
      rows.push(includeDocs ? { ...row, doc: winner.doc } : row);
    }
    return { rows, lastSeq: rows.length ? named(seq) : since };
  }

  hasAfter(since: string): boolean {
    return place(since) < this.seq;
  }

  /** Resolves at the next write, or when the timer says that it has been long enough. */
  nextWrite(ms: number, timer: Timer): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        cancel();
        resolve();
      };
      this.waiting.add(wake);
      const cancel = timer(ms, wake);
    });
  }

  wakeAll(): void {
    for (const wake of [...this.waiting]) wake();
  }

  state(): MemoryState {
    return { seq: this.seq, documents: new Map(this.documents) };
  }

  reset(state: MemoryState): void {
    this.seq = state.seq;
    this.documents = new Map(state.documents);
    this.sorted = null;
    this.log = [];
    for (const [id, { seq }] of state.documents) this.log[seq - 1] = id;
    this.wakeAll();
  }

  private store(id: string, leaves: Leaves): void {
    const old = this.documents.get(id);
    if (old) this.log[old.seq - 1] = undefined;
    else this.sorted = null;
    this.seq += 1;
    this.log[this.seq - 1] = id;
    this.documents.set(id, { seq: this.seq, leaves: frozen(leaves) });
  }
}

/** As opaque as CouchDB's, so that nobody does sums with it. */
function named(seq: number): string {
  return seq === 0 ? '0' : `${seq}-memory`;
}

function place(since: string): number {
  return Number.parseInt(since, 10);
}

function firstAtLeast(sorted: readonly string[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What would be stored: a copy through JSON. Throws on what CouchDB refuses a whole request for. */
export function prepared(document: CouchDocument, newEdits: boolean): CouchDocument {
  if (!newEdits && document._rev === undefined) throw new CouchError(`${document._id} has no revision.`, 400);
  for (const key of Object.keys(document)) {
    if (key.startsWith('_') && !UNDERSCORED.has(key))
      throw new CouchError(`Bad special document member: ${key}`, 400);
  }
  return stored(document) as CouchDocument;
}

/** What nobody can change any more and JSON would leave as it is. */
const STORED = new WeakSet<object>();

/** What JSON would make of it, frozen. Parts that are so already are shared, not copied. */
function stored(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return isJson(value) ? value : null;
  if (isStored(value)) return value;
  if ('toJSON' in value) return stored(JSON.parse(JSON.stringify(value)));
  const copy = Array.isArray(value) ? value.map(stored) : {};
  if (!Array.isArray(value)) {
    for (const [name, part] of Object.entries(value))
      if (part !== undefined) (copy as Record<string, unknown>)[name] = stored(part);
  }
  STORED.add(copy);
  return Object.freeze(copy);
}

function isStored(value: object): boolean {
  if (STORED.has(value)) return true;
  if (!Object.isFrozen(value) || 'toJSON' in value) return false;
  for (const part of Object.values(value) as readonly unknown[])
    if (typeof part === 'object' && part !== null ? !isStored(part) : !isJson(part)) return false;
  STORED.add(value);
  return true;
}

function isJson(value: unknown): boolean {
  return typeof value === 'number' ? Number.isFinite(value) : value === null || JSON_TYPES.has(typeof value);
}

const JSON_TYPES = new Set(['string', 'boolean']);

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
