import { beforeEach, describe, expect, it } from 'vitest';
import type { Changes, ChangesOptions, CouchDocument } from '../couch/couch.ts';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { LibraryFeed } from './library-feed.ts';

const TIMES = { pollMs: 30, idleMs: 20, retryMs: 5 };
const never = new AbortController().signal;

class CountingCouch extends MemoryCouch {
  readonly asked: ChangesOptions[] = [];
  failing = 0;
  /** Happens between the reading of an answer and its arrival. */
  meanwhile: (() => Promise<void>) | undefined;

  override async changes<T extends CouchDocument>(
    database: string,
    options: ChangesOptions,
  ): Promise<Changes<T>> {
    this.asked.push(options);
    if (this.failing-- > 0) throw new Error('no connection');
    const answer = await super.changes<T>(database, options);
    if (options.waitMs === undefined) await this.meanwhile?.();
    return answer;
  }

  /** Requests by others than the reader. */
  get once(): number {
    return this.asked.filter((options) => options.waitMs === undefined).length;
  }
}

let couch: CountingCouch;
let feed: LibraryFeed;
const write = (...ids: string[]) =>
  couch.bulk(
    'library',
    ids.map((_id) => ({ _id })),
  );
const listen = (since: string, timeoutMs = 5000, limit = 100) =>
  feed.listen({ since, limit, timeoutMs, signal: never });
const idsOf = (answer: { rows: readonly { id: string }[] }) => answer.rows.map((row) => row.id).join(' ');

beforeEach(async () => {
  const timer = (ms: number, wake: () => void) => {
    const alarm = setTimeout(wake, ms);
    return () => clearTimeout(alarm);
  };
  couch = new CountingCouch({ timer });
  await couch.createDatabase('library');
  await write('a', 'b');
  feed = new LibraryFeed(couch, 'library', TIMES);
});

describe('a library feed', () => {
  it('answers what is there at once, and reads no changes for it', async () => {
    expect(idsOf(await listen('0'))).toBe('a b');
    expect(feed.reading).toBe(false);
  });

  it('wakes all who wait with one reader, and answers those who come from its ring', async () => {
    const { lastSeq } = await listen('0');
    const waiting = Array.from({ length: 20 }, () => listen(lastSeq));
    await Promise.resolve();
    await write('c');
    const answers = await Promise.all(waiting);
    expect(answers.map(idsOf)).toEqual(Array(20).fill('c'));
    const asked = couch.once;
    const next = listen(answers[0]!.lastSeq);
    await write('d', 'e');
    expect(idsOf(await next)).toBe('d e');
    expect(idsOf(await listen(lastSeq, 5000, 2))).toBe('c d');
    expect(couch.once).toBe(asked);
    feed.stop();
  });

  it('loses nothing that is written while desks come and go', async () => {
    const { lastSeq } = await listen('0');
    const seen = Array.from({ length: 5 }, () => new Set<string>());
    const desks = seen.map(async (ids) => {
      for (let since = lastSeq; ids.size < 40;) {
        const answer = await listen(since, 50, 3);
        for (const row of answer.rows) ids.add(row.id);
        since = answer.lastSeq;
      }
    });
    for (let i = 0; i < 40; i++) {
      await write(`n${i}`);
      if (i % 7 === 0) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await Promise.all(desks);
    feed.stop();
  });

  it('passes on what the reader brought while an unknown place was asked for', async () => {
    const { lastSeq } = await listen('0');
    const other = listen(lastSeq);
    await expect.poll(() => feed.reading).toBe(true);
    couch.meanwhile = async () => {
      await write('c');
      await other;
    };
    expect(idsOf(await listen(`${lastSeq}-told-by-another-node`, 20))).toBe('c');
    feed.stop();
  });

  it('ends a wait empty at the same place, and asks nothing anew for the next', async () => {
    const { lastSeq } = await listen('0');
    expect(await listen(lastSeq, 10)).toEqual({ rows: [], lastSeq });
    const asked = couch.once;
    expect(await listen(lastSeq, 10)).toEqual({ rows: [], lastSeq });
    expect(couch.once).toBe(asked);
    feed.stop();
  });

  it('repeats what the database repeats, and reads on after an error', async () => {
    const { lastSeq } = await listen('0');
    const first = listen(lastSeq);
    await write('c');
    const answer = await first;
    couch.failing = 2;
    couch.faults = { rewind: (_, since) => (couch.failing === -1 ? '0' : since) };
    const next = listen(answer.lastSeq);
    await write('d');
    expect(idsOf(await next)).toContain('d');
    feed.stop();
  });

  it('tells a document that changed twice once', async () => {
    const { lastSeq } = await listen('0');
    const waiting = listen(lastSeq);
    const [row] = await write('c');
    await waiting;
    await couch.bulk('library', [{ _id: 'c', _rev: row!.ok ? row!.rev : '' }]);
    await listen((await waiting).lastSeq);
    const both = await listen(lastSeq);
    expect(both.rows).toHaveLength(1);
    expect(both.rows[0]!.revs[0]).toMatch(/^2-/);
    feed.stop();
  });

  it('stops reading when nobody has listened for a while, and begins again', async () => {
    const { lastSeq } = await listen('0');
    await listen(lastSeq, 5);
    expect(feed.reading).toBe(true);
    await expect.poll(() => feed.reading, { interval: 5 }).toBe(false);
    await write('c');
    expect(idsOf(await listen(lastSeq))).toBe('c');
  });

  it('lets go of a desk that has gone, and of all when it stops or the database is dropped', async () => {
    const { lastSeq } = await listen('0');
    const gone = new AbortController();
    const left = feed.listen({ since: lastSeq, limit: 1, timeoutMs: 60_000, signal: gone.signal });
    await expect.poll(() => feed.reading).toBe(true);
    gone.abort();
    expect((await left).rows).toEqual([]);
    const dropped = listen(lastSeq);
    await couch.dropDatabase('library');
    await expect(dropped).rejects.toMatchObject({ status: 404 });
    feed.stop();
    expect((await listen(lastSeq)).rows).toEqual([]);
  });
});
