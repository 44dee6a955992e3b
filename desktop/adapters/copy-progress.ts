import type { StoreEvents } from '../core/ports.ts';
import type { ReplicaSource } from './replica-source.ts';
import type { Replica } from './replica.ts';

type Tell = StoreEvents['copying'];

/** How far the first copy of a replica is. Says nothing of one that is whole. */
export class CopyProgress {
  private readonly source: ReplicaSource;
  private readonly tell: Tell;
  private done: number;
  private total = 0;
  private copying: boolean;

  private constructor(source: ReplicaSource, tell: Tell, done: number, copying: boolean) {
    this.source = source;
    this.tell = tell;
    this.done = done;
    this.copying = copying;
  }

  static async of(replica: Replica, source: ReplicaSource, tell: Tell): Promise<CopyProgress> {
    const { doc_count } = await replica.handle.info();
    const progress = new CopyProgress(source, tell, doc_count, !(await replica.isWhole()));
    progress.say();
    if (progress.copying) void progress.count();
    return progress;
  }

  stored(documents: number): void {
    this.done += documents;
    this.say();
  }

  end(): void {
    if (!this.copying) return;
    this.copying = false;
    this.tell(null);
  }

  /** A total that cannot be had stays unknown: the pull itself reports what is wrong with the source. */
  private async count(): Promise<void> {
    this.total = await this.source.documentCount().catch(() => 0);
    this.say();
  }

  private say(): void {
    if (this.copying) this.tell({ done: this.done, total: this.total && Math.max(this.total, this.done) });
  }
}
