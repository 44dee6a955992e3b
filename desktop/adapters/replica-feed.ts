import type { PouchDatabase } from 'pouchdb';
import type { ReplicaDocument } from '../core/ports.ts';
import { joinLeaves } from './replica-documents.ts';

export interface FeedEvents {
  changed(documents: readonly ReplicaDocument[], deleted: readonly string[]): Promise<void>;
  /** The index holds nothing of this replica yet. */
  fill(): Promise<void>;
  failed(error: unknown): void;
}

/** How far one index is: kept in the replica itself, so that both are lost together. */
interface Mark {
  readonly _id: '_local/indexed';
  readonly _rev?: string;
  readonly index: string;
  readonly seq: number;
}

const BATCH = 500;
const RETRY_MS = 1000;
/** What arrives meanwhile is handed on together: each batch costs the index a wait for the disk. */
const GATHERING_MS = 200;

/**
 * Hands on what is stored, in batches, from a saved place: after a crash between storing and indexing nothing is missed, and what
 * comes twice does no harm. An index that the replica does not know is filled as a whole first.
 */
export class ReplicaFeed {
  private readonly replica: PouchDatabase;
  private readonly index: string;
  private readonly events: FeedEvents;
  private ended: Promise<void> | null = null;
  private stopped = false;
  private woken = false;
  private ring: (() => void) | null = null;
  private waiting: (() => void)[] = [];

  constructor(replica: PouchDatabase, index: string, events: FeedEvents) {
    this.replica = replica;
    this.index = index;
    this.events = events;
  }

  start(): void {
    this.ended ??= this.run();
  }

  /** Something was stored. */
  wake(): void {
    this.woken = true;
    this.ring?.();
  }

  /** Resolves when all that is stored now was handed on, or when this ends. */
  caughtUp(): Promise<void> {
    if (this.stopped) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.wake();
    });
  }

  /** Ends after the batch that is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.ring?.();
    await this.ended;
    this.tellCaughtUp();
  }

  private tellCaughtUp(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private async run(): Promise<void> {
    let mark: Mark | null = null;
    while (!this.stopped) {
      try {
        mark ??= (await this.readMark()) ?? (await this.fill());
        this.woken = false;
        const next = await this.handOn(mark);
        if (next) {
          mark = next.mark;
          if (!next.isFull) await this.rest(GATHERING_MS);
          continue;
        }
        if (!this.woken) this.tellCaughtUp();
        await this.rest();
      } catch (error) {
        mark = null;
        if (this.stopped) return;
        this.events.failed(error);
        await this.rest(RETRY_MS);
      }
    }
  }

  /** Null where nothing new is stored. */
  private async handOn(mark: Mark): Promise<{ readonly mark: Mark; readonly isFull: boolean } | null> {
    const { results } = await this.replica.changes({
      since: mark.seq,
      limit: BATCH,
      include_docs: true,
      conflicts: true,
    });
    const last = results.at(-1);
    if (!last) return null;
    const deleted: string[] = [];
    const documents: ReplicaDocument[] = [];
    const spent: { id: string; rev: string }[] = [];
    for (const { id, doc, deleted: gone } of results) {
      if (id.startsWith('_')) continue;
      if (gone || !doc) {
        deleted.push(id);
        continue;
      }
      const joined = await joinLeaves(this.replica, doc);
      documents.push(joined.document);
      for (const rev of joined.spent) spent.push({ id, rev });
    }
    if (documents.length || deleted.length) await this.events.changed(documents, deleted);
    for (const { id, rev } of spent) await this.replica.remove(id, rev);
    return { mark: await this.saveMark({ ...mark, seq: last.seq }), isFull: results.length === BATCH };
  }

  private async fill(): Promise<Mark> {
    const { update_seq: seq } = await this.replica.info();
    await this.events.fill();
    const old = await this.stored();
    return this.saveMark({
      _id: '_local/indexed',
      ...(old?._rev ? { _rev: old._rev } : {}),
      index: this.index,
      seq,
    });
  }

  private async readMark(): Promise<Mark | null> {
    const mark = await this.stored();
    return mark?.index === this.index ? mark : null;
  }

  private async stored(): Promise<Mark | null> {
    try {
      return (await this.replica.get('_local/indexed')) as unknown as Mark;
    } catch (error) {
      if ((error as { status?: number }).status === 404) return null;
      throw error;
    }
  }

  private async saveMark(mark: Mark): Promise<Mark> {
    const { rev } = await this.replica.put(mark);
    return { ...mark, _rev: rev };
  }

  private rest(ms?: number): Promise<void> {
    if (this.stopped || (this.woken && ms === undefined)) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = ms === undefined ? undefined : setTimeout(done, ms);
      const stop = (): boolean => this.stopped;
      function done(): void {
        clearTimeout(timer);
        resolve();
      }
      this.ring = () => {
        if (ms === undefined || stop()) done();
      };
    });
  }
}
