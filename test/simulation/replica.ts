import type { ReplicaDocument, Store, StoreEvents } from '@balie/desktop/core/ports.ts';
import { stateDocument, uniteContent } from '@balie/shared/protocol/state-document.ts';
import type { Changes, CouchDocument, Found } from '@balie/sync-server/couch/couch.ts';
import type { Life } from './life.ts';
import type { Random } from './random.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What a pull asks of the centre; rejects while the desk is out of contact. */
export interface PullSource {
  changes(database: string, since: string, limit: number): Promise<Changes<CouchDocument>>;
  leaves(database: string, ids: readonly string[]): Promise<ReadonlyMap<string, Found<CouchDocument>>>;
}

/** One generation of one library, as far as it was pulled. */
interface Copy {
  readonly database: string;
  readonly generation: string;
  readonly documents: Map<string, ReplicaDocument>;
  since: string;
}

/** What a desk's replica holds on its disk. */
export class ReplicaStorage {
  current: Copy | null = null;
  /** A new generation that is being filled beside the one in use. */
  beside: Copy | null = null;

  copy(): ReplicaStorage {
    const copy = new ReplicaStorage();
    copy.current = this.current && { ...this.current, documents: new Map(this.current.documents) };
    copy.beside = this.beside && { ...this.beside, documents: new Map(this.beside.documents) };
    return copy;
  }
}

const MOST_ROWS = 120;

/** The replica as one run of the desk sees it: pulled in small steps, from a place that is kept once its documents are handed on. */
export class SimulatedStore implements Store {
  private readonly storage: ReplicaStorage;
  private readonly events: StoreEvents;
  private readonly parts: {
    source: PullSource;
    life: Life;
    time: VirtualTime;
    random: Random;
    patience: () => number;
  };
  private target: { readonly database: string; readonly generation: string } | null = null;
  private cancel: (() => void) | null = null;
  private pulling = false;
  private closed = false;

  constructor(storage: ReplicaStorage, events: StoreEvents, parts: SimulatedStore['parts']) {
    this.storage = storage;
    this.events = events;
    this.parts = parts;
  }

  get generation(): string | null {
    return this.storage.current?.generation ?? null;
  }

  getMany(ids: readonly string[]): Promise<ReadonlyMap<string, ReplicaDocument>> {
    const { current } = this.storage;
    return this.parts.life.step(
      () =>
        new Map(
          ids.flatMap((id) => {
            const document = current?.documents.get(id);
            return document ? [[id, document] as const] : [];
          }),
        ),
    );
  }

  page(after: string | null, limit: number): Promise<readonly ReplicaDocument[]> {
    return this.parts.life.step(() => pageOf(this.storage, after, limit));
  }

  follow(target: { readonly database: string; readonly generation: string }): void {
    this.target = target;
    this.schedule();
  }

  close(): Promise<void> {
    this.closed = true;
    this.cancel?.();
    return Promise.resolve();
  }

  private schedule(): void {
    const { life, time, random, patience } = this.parts;
    if (this.cancel || this.pulling || this.closed || !life.alive) return;
    this.cancel = time.after(random.between(patience() >> 2, patience()), () => {
      this.cancel = null;
      if (this.closed || !life.alive) return;
      this.pulling = true;
      void life
        .guard(this.pull())
        .catch((error: unknown) => this.events.lost(error))
        .then(() => {
          this.pulling = false;
          this.schedule();
        });
    });
  }

  private async pull(): Promise<void> {
    const { target, storage } = this;
    if (!target) return;
    const copy = this.copyFor(target);
    const { source, random, life } = this.parts;
    const limit = random.between(1, MOST_ROWS);
    const { rows, lastSeq } = await life.guard(source.changes(copy.database, copy.since, limit));
    const torn = rows.filter((row) => row.revs.length > 1).map((row) => row.id);
    const leaves = torn.length ? await life.guard(source.leaves(copy.database, torn)) : null;
    const documents: ReplicaDocument[] = [];
    const deleted: string[] = [];
    for (const row of rows) {
      if (row.deleted || !row.doc) deleted.push(row.id);
      else documents.push(joined(row.doc, leaves?.get(row.id)));
    }
    for (const document of documents) copy.documents.set(document._id, document);
    for (const id of deleted) copy.documents.delete(id);
    if (copy === storage.current) {
      if (documents.length || deleted.length) await life.guard(this.events.changed(documents, deleted));
      copy.since = lastSeq;
      return;
    }
    copy.since = lastSeq;
    if (rows.length < limit) {
      storage.current = copy;
      storage.beside = null;
      await life.guard(this.events.swapped(copy.generation));
    }
  }

  private copyFor(target: { readonly database: string; readonly generation: string }): Copy {
    const { storage } = this;
    if (storage.current?.generation === target.generation) {
      storage.beside = null;
      return storage.current;
    }
    if (storage.beside?.generation === target.generation) return storage.beside;
    const fresh: Copy = { ...target, documents: new Map(), since: '0' };
    if (storage.current) storage.beside = fresh;
    else storage.current = fresh;
    return fresh;
  }
}

export function pageOf(
  storage: ReplicaStorage,
  after: string | null,
  limit: number,
): readonly ReplicaDocument[] {
  const all = [...(storage.current?.documents.values() ?? [])].sort((a, b) => (a._id < b._id ? -1 : 1));
  return all.filter((d) => after === null || d._id > after).slice(0, limit);
}

/** Other leaves joined by set union, as the contract of a Store says. */
function joined(winner: CouchDocument, found: Found<CouchDocument> | undefined): ReplicaDocument {
  let document = winner as ReplicaDocument;
  for (const leaf of (found?.conflicts ?? []) as readonly ReplicaDocument[]) {
    if (!('facts' in document) || !('facts' in leaf)) continue;
    document = {
      ...stateDocument(document._id, uniteContent(document, leaf)),
      ...(document._rev ? { _rev: document._rev } : {}),
    };
  }
  return document;
}
