import { type Couch, CouchError } from '../couch/couch.ts';
import { FeedRing, type FeedRow } from './feed-ring.ts';

export interface FeedTimes {
  /** One poll of the database, ms. */
  readonly pollMs: number;
  /** Reading stops after this long without a listener, ms. */
  readonly idleMs: number;
  /** Wait after a failed poll, ms. */
  readonly retryMs: number;
}

const FEED_TIMES: FeedTimes = { pollMs: 25_000, idleMs: 60_000, retryMs: 1_000 };

export interface Listening {
  readonly since: string;
  readonly limit: number;
  readonly timeoutMs: number;
  /** Fires when the desk has gone. */
  readonly signal: AbortSignal;
}

export interface FeedAnswer {
  readonly rows: readonly FeedRow[];
  readonly lastSeq: string;
}

interface Waiter {
  readonly position: number;
  readonly wake: (error?: CouchError) => void;
}

const ROWS_A_POLL = 500;

/**
 * One reader of a library's changes for all its desks. A `since` that the ring holds is answered from it; any other is asked of
 * the database once, and then waits for what the reader brings. Rows may come twice, never not at all.
 */
export class LibraryFeed {
  private readonly couch: Couch;
  private readonly database: string;
  private readonly times: FeedTimes;
  private readonly waiters = new Set<Waiter>();
  private ring: FeedRing | null = null;
  private starting: Promise<void> | null = null;
  private idle: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(couch: Couch, database: string, times: FeedTimes = FEED_TIMES) {
    this.couch = couch;
    this.database = database;
    this.times = times;
  }

  get reading(): boolean {
    return this.ring !== null;
  }

  /** A long poll: the changes after `since`, or none of them when `timeoutMs` have passed. Throws a CouchError. */
  async listen(listening: Listening): Promise<FeedAnswer> {
    const { since, limit } = listening;
    if (this.stopped) return { rows: [], lastSeq: since };
    const known = this.ring?.positionOf(since);
    if (known !== undefined) return this.answer(listening, known);
    while (this.starting) await this.starting;
    if (!this.ring) return this.start(listening);
    const { end } = this.ring;
    const asked = await this.couch.changes(this.database, { since, limit });
    if (asked.rows.length) return asked;
    this.ring?.alias(since, end);
    return this.answer(listening, end);
  }

  /** Asks where the end is and reads on from there; whoever comes meanwhile waits for that. */
  private async start(listening: Listening): Promise<FeedAnswer> {
    const { since, limit } = listening;
    const asking = this.couch.changes(this.database, { since, limit });
    this.starting = asking.then(nothing, nothing);
    try {
      const asked = await asking;
      if (asked.rows.length) return asked;
      this.ring = new FeedRing(asked.lastSeq);
      this.ring.alias(since, 0);
      void this.read(this.ring, asked.lastSeq);
    } finally {
      this.starting = null;
    }
    return this.answer(listening, 0);
  }

  /** Answers all who wait, and reads no more. */
  stop(): void {
    this.stopped = true;
    this.rest();
    for (const waiter of [...this.waiters]) waiter.wake();
  }

  private async answer(
    { since, limit, timeoutMs, signal }: Listening,
    position: number,
  ): Promise<FeedAnswer> {
    const { ring } = this;
    if (ring && ring.end === position) await this.nextRow(position, timeoutMs, signal);
    const rows = this.ring === ring && ring ? ring.after(position, limit) : [];
    return { rows, lastSeq: rows.at(-1)?.seq ?? since };
  }

  private nextRow(position: number, ms: number, signal: AbortSignal): Promise<void> {
    clearTimeout(this.idle);
    return new Promise((resolve, reject) => {
      const wake = (error?: CouchError): void => {
        clearTimeout(alarm);
        signal.removeEventListener('abort', quit);
        this.waiters.delete(waiter);
        if (this.waiters.size === 0) this.idle = setTimeout(() => this.rest(), this.times.idleMs).unref();
        if (error) reject(error);
        else resolve();
      };
      const quit = (): void => wake();
      const alarm = setTimeout(quit, ms);
      const waiter = { position, wake };
      this.waiters.add(waiter);
      signal.addEventListener('abort', quit);
      if (signal.aborted) wake();
    });
  }

  private async read(ring: FeedRing, from: string): Promise<void> {
    let since = from;
    while (this.ring === ring) {
      try {
        const { rows, lastSeq } = await this.couch.changes(this.database, {
          since,
          limit: ROWS_A_POLL,
          waitMs: this.times.pollMs,
        });
        since = lastSeq;
        ring.add(rows);
        for (const waiter of [...this.waiters]) if (waiter.position < ring.end) waiter.wake();
      } catch (error) {
        if (error instanceof CouchError && error.status === 404) this.fail(error);
        else await new Promise((resolve) => setTimeout(resolve, this.times.retryMs).unref());
      }
    }
  }

  private rest(): void {
    clearTimeout(this.idle);
    this.ring = null;
  }

  private fail(error: CouchError): void {
    this.rest();
    for (const waiter of [...this.waiters]) waiter.wake(error);
  }
}

function nothing(): void {
  return undefined;
}

/** The feeds of all libraries whose desks are listening. */
export class LibraryFeeds {
  private readonly couch: Couch;
  private readonly times: FeedTimes;
  private readonly feeds = new Map<string, LibraryFeed>();

  constructor(couch: Couch, times: FeedTimes = FEED_TIMES) {
    this.couch = couch;
    this.times = times;
  }

  of(database: string): LibraryFeed {
    let feed = this.feeds.get(database);
    if (!feed) {
      feed = new LibraryFeed(this.couch, database, this.times);
      this.feeds.set(database, feed);
    }
    return feed;
  }

  stop(): void {
    for (const feed of this.feeds.values()) feed.stop();
  }
}
