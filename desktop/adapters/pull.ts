import PouchDB, { type PouchDatabase } from 'pouchdb';
import type { ReplicaSource } from './replica-source.ts';

export interface PullTimes {
  /** How long the source may hold a request for changes, ms. */
  readonly pollMs: number;
  /** A replication that neither asks nor gets anything for so long is begun again; so is one that slept with the machine, ms. */
  readonly stuckMs: number;
  /** Wait after the first failure, doubled by each further one up to the last, ms. Half of it is chance. */
  readonly retryMs: { readonly first: number; readonly last: number };
}

export interface PullEvents {
  /** So many documents more are stored. */
  stored(documents: number): void;
  /** Everything that the source has is here. Said again each time it is. */
  whole(): void;
  lost(error: unknown): void;
}

const LARGEST_BATCH = 1000;
const SMALLEST_BATCH = 50;

/** Live replication from a source into a replica, begun again with a capped back-off for as long as it is not stopped. */
export class Pull {
  private readonly source: ReplicaSource;
  private readonly target: PouchDatabase;
  private readonly times: PullTimes;
  private readonly events: PullEvents;
  private readonly stopping = new AbortController();
  private readonly ended: Promise<void>;
  private batch = LARGEST_BATCH;
  private failures = 0;

  /** With `anew` the source's whole list is compared once more with what is here. */
  constructor(
    source: ReplicaSource,
    target: PouchDatabase,
    times: PullTimes,
    events: PullEvents,
    anew = false,
  ) {
    this.source = source;
    this.target = target;
    this.times = times;
    this.events = events;
    this.ended = this.run(anew);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.source.close();
    await this.ended;
  }

  private async run(anew: boolean): Promise<void> {
    for (let first = anew; !this.stopping.signal.aborted; first = false) {
      const error = await this.replicate(first);
      if (this.stopping.signal.aborted) return;
      if (wasTooMuch(error)) this.batch = Math.max(SMALLEST_BATCH, Math.floor(this.batch / 2));
      this.events.lost(error);
      await this.pause(this.wait());
    }
  }

  /** Settles with what ended it: in a live replication that is an error, or being stopped. */
  private replicate(anew: boolean): Promise<unknown> {
    return new Promise((resolve) => {
      const { pollMs, stuckMs } = this.times;
      const replication = PouchDB.replicate(this.source.handle, this.target, {
        live: true,
        retry: false,
        heartbeat: false,
        timeout: pollMs,
        checkpoint: 'target',
        batch_size: this.batch,
        batches_limit: 2,
        ...(anew ? { since: 0 } : {}),
      });
      const cancel = (): void => replication.cancel();
      const watch = setInterval(() => {
        if (Date.now() - this.source.movedAt < stuckMs) return;
        end(new StuckError(stuckMs));
        cancel();
      }, stuckMs / 4);
      const end = (error: unknown): void => {
        clearInterval(watch);
        this.stopping.signal.removeEventListener('abort', cancel);
        resolve(error);
      };
      this.source.movedAt = Date.now();
      this.stopping.signal.addEventListener('abort', cancel);
      replication
        .on('change', ({ docs }) => {
          this.failures = 0;
          this.events.stored(docs.length);
        })
        .on('paused', () => {
          this.failures = 0;
          this.batch = LARGEST_BATCH;
          this.events.whole();
        })
        .on('error', end)
        .on('complete', () => end(new Error('the replication ended')));
    });
  }

  private wait(): number {
    const { first, last } = this.times.retryMs;
    const full = Math.min(last, first * 2 ** Math.min(this.failures++, 20));
    return full / 2 + (Math.random() * full) / 2;
  }

  private pause(ms: number): Promise<void> {
    const { signal } = this.stopping;
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    });
  }
}

class StuckError extends Error {
  readonly code = 'stuck';
  constructor(ms: number) {
    super(`the replication did nothing for ${ms} ms`);
    this.name = 'StuckError';
  }
}

/** A smaller batch may come through where this one did not. */
function wasTooMuch(error: unknown): boolean {
  const { code, status } = (error ?? {}) as { code?: unknown; status?: unknown };
  return status === 413 || code === 'silent' || code === 'stuck';
}
