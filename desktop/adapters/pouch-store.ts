import type { PouchDatabase } from 'pouchdb';
import type { ReplicaDocument, Store, StoreEvents } from '../core/ports.ts';
import { CopyProgress } from './copy-progress.ts';
import { Pull, type PullTimes } from './pull.ts';
import { readDocuments, readPage } from './replica-documents.ts';
import { ReplicaFeed } from './replica-feed.ts';
import { ReplicaFolder } from './replica-folder.ts';
import { isDamage, type Replica } from './replica.ts';
import { ReplicaSource } from './replica-source.ts';

export interface PouchStoreOptions {
  /** The store's own folder. */
  readonly folder: string;
  /** Address of the gateway, without a slash at the end, and this desk's token. */
  readonly server: string;
  readonly token: string;
  /** Names this boot of the machine: another one without a clean end in between was a power cut. */
  readonly boot: string;
  /** Names the index that the events fill; one that the replica has not seen is filled from the beginning. */
  readonly index: string;
  readonly times?: Partial<PullTimes> & { readonly marginMs?: number };
  /** The replica broke in use: it is marked, and the next start pulls another. */
  readonly damaged: (error: unknown) => void;
}

type Target = Parameters<Store['follow']>[0];

const TIMES = { pollMs: 25_000, marginMs: 10_000, stuckMs: 120_000, retryMs: { first: 1000, last: 15_000 } };

/** Store over PouchDB and LevelDB. No event comes before `open` has resolved. */
export class PouchStore implements Store {
  private readonly options: PouchStoreOptions;
  private readonly events: StoreEvents;
  private readonly folder: ReplicaFolder;
  private current: { readonly replica: Replica; readonly feed: ReplicaFeed } | null = null;
  /** Another generation that is being filled. */
  private next: Replica | null = null;
  private pull: Pull | null = null;
  private target: Target | null = null;
  private work: Promise<unknown> = Promise.resolve();
  private closing = false;

  private constructor(options: PouchStoreOptions, events: StoreEvents) {
    this.options = options;
    this.events = events;
    this.folder = new ReplicaFolder(options.folder, options.boot);
  }

  static async open(options: PouchStoreOptions, events: StoreEvents): Promise<PouchStore> {
    const store = new PouchStore(options, events);
    const reports: unknown[] = [];
    const replica = await store.folder.openCurrent((error) => reports.push(error));
    if (replica) store.current = { replica, feed: store.feedOf(replica) };
    setImmediate(() => {
      for (const error of reports) events.lost(error);
      if (!store.closing) store.current?.feed.start();
    });
    return store;
  }

  get generation(): string | null {
    return this.current?.replica.generation ?? null;
  }

  async getMany(ids: readonly string[]): Promise<ReadonlyMap<string, ReplicaDocument>> {
    return (await this.read((handle) => readDocuments(handle, ids))) ?? new Map();
  }

  async page(after: string | null, limit: number): Promise<readonly ReplicaDocument[]> {
    return (await this.read((handle) => readPage(handle, after, limit))) ?? [];
  }

  follow(target: Target): void {
    if (this.closing) return;
    if (this.target?.database === target.database && this.target.generation === target.generation) return;
    this.target = target;
    this.inTurn(() => this.turnTo(target));
  }

  /** Ends all that is under way; what was stored but not handed on comes again after the next start. */
  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    await this.work;
    await this.pull?.stop();
    await this.current?.feed.stop();
    await this.current?.replica.close();
    await this.next?.close();
    this.current = this.next = null;
    await this.folder.closed();
  }

  private async turnTo(target: Target): Promise<void> {
    if (this.closing || this.target !== target) return;
    await this.pull?.stop();
    this.pull = null;
    if (this.next && this.next.generation !== target.generation) {
      await this.next.close();
      this.next = null;
    }
    await this.folder.keepOnly([target.generation, ...(this.generation ? [this.generation] : [])]);
    await this.startPull(await this.replicaOf(target.generation), target.database);
  }

  /** The first one is in use from its first document on; another is filled beside it. */
  private async replicaOf(generation: string): Promise<Replica> {
    const open = [this.current?.replica, this.next].find((replica) => replica?.generation === generation);
    if (open) return open;
    const replica = await this.folder.open(generation, (error) => this.events.lost(error));
    if (this.current) return (this.next = replica);
    await this.putInUse(replica);
    return replica;
  }

  private async putInUse(replica: Replica): Promise<void> {
    await this.folder.use(replica.generation);
    this.current = { replica, feed: this.feedOf(replica) };
    this.current.feed.start();
  }

  private async startPull(replica: Replica, database: string): Promise<void> {
    const { server, token, times } = this.options;
    const { pollMs, marginMs, ...waits } = { ...TIMES, ...times };
    const source = new ReplicaSource({ server, token, database, pollMs, marginMs });
    const inUse = (): boolean => replica === this.current?.replica;
    const copying = await CopyProgress.of(replica, source, (progress) => {
      if (inUse()) this.events.copying(progress);
    });
    let settled = false;
    const events = {
      stored: (documents: number) => {
        copying.stored(documents);
        if (inUse()) this.current?.feed.wake();
      },
      whole: () => {
        if (settled) return;
        settled = true;
        this.inTurn(async () => {
          await this.settle(replica);
          // A replica is of use only once its index is: a card that is not found would be taken for a stranger's.
          void this.current?.feed.caughtUp().then(() => copying.end());
        });
      },
      lost: (error: unknown) => this.events.lost(error),
    };
    this.pull = new Pull(source, replica.handle, { pollMs, ...waits }, events, await replica.isDistrusted());
  }

  private async settle(replica: Replica): Promise<void> {
    if (this.closing || (replica !== this.next && replica !== this.current?.replica)) return;
    await replica.markWhole();
    if (replica !== this.next) return;
    const old = this.current;
    await old?.feed.stop();
    this.next = null;
    await this.putInUse(replica);
    await old?.replica.close();
    await this.folder.keepOnly([replica.generation]);
  }

  private feedOf(replica: Replica): ReplicaFeed {
    return new ReplicaFeed(replica.handle, this.options.index, {
      changed: (documents, deleted) => this.events.changed(documents, deleted),
      fill: () => this.events.swapped(replica.generation),
      failed: (error) => this.failed(error),
    });
  }

  private async read<T>(how: (handle: PouchDatabase) => Promise<T>): Promise<T | null> {
    try {
      return this.current && (await this.current.replica.read(how));
    } catch (error) {
      this.failed(error);
      throw error;
    }
  }

  private failed(error: unknown): void {
    this.events.lost(error);
    if (!isDamage(error)) return;
    this.folder.markDamaged();
    this.options.damaged(error);
  }

  /** A change of target waits for the one before it. One that fails is tried again when the target is named again. */
  private inTurn(act: () => Promise<void>): void {
    this.work = this.work.then(act).catch((error: unknown) => {
      this.target = null;
      this.failed(error);
    });
  }
}
