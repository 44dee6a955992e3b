import type { JournalRecord } from '@balie/shared/journal/journal-lines.ts';
import type { Numbers } from '@balie/shared/protocol/api.ts';
import { checkin, TestStream } from '@balie/shared/testing/make-entry.ts';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { JournalBook } from './journal-book.ts';

const ONE = 'noord-0001.a';
const TWO = 'noord-0001.b';

/** A stream of so many entries, the first of which opens it. */
function recordsOf(stream: string, count: number): readonly JournalRecord[] {
  const written = new TestStream(stream);
  written.write({ kind: 'stream.open', body: { previous: null, program: 'test' } }, { at: 1 });
  for (let i = 1; i < count; i++) written.write(checkin(`b${i}`), { at: 1 + i });
  return written.entries.map((entry) => ({ entry, payload: null }));
}
const received = (seq: number, folded = 0): Numbers => ({ received: seq, folded, safe: 0 });
const seqsOf = (records: readonly JournalRecord[], stream = ONE): readonly number[] =>
  records.flatMap(({ entry }) => (entry.stream === stream ? [entry.seq] : []));
const add = (book: JournalBook, records: readonly JournalRecord[]): void =>
  records.forEach((r) => book.add(r));

let book: JournalBook;
let one: readonly JournalRecord[];

beforeEach(() => {
  book = new JournalBook();
  one = recordsOf(ONE, 5);
  add(book, one);
});

/** The next push as the centre answers it, in numbers. */
function push(answer: number, limit = 100): readonly number[] {
  const records = book.toPush(limit);
  book.answered(records, { [ONE]: received(answer) });
  return seqsOf(records);
}

test('an entry is found by its id, also behind a line that was damaged, and no other is', () => {
  const lines = recordsOf(TWO, 9).filter(({ entry }) => entry.seq !== 4);
  add(book, lines);
  for (const { entry } of [...one, ...lines]) expect(book.entry(entry._id)).toBe(entry);
  const [missing] = recordsOf(TWO, 9).filter(({ entry }) => entry.seq === 4);
  for (const id of [
    missing!.entry._id,
    `${one[0]!.entry._id.slice(0, -1)}x`,
    'entry:noord-0001.c:00000001:0123456789abcdef',
    '',
  ])
    expect(book.entry(id)).toBeNull();
});

describe('what is pushed next', () => {
  test('is everything that was not received, streams in the order of their opening, so many at a time and once', () => {
    const counts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 12 }), (lengths, limit) => {
        const streams = lengths.map((length, i) => recordsOf(`noord-0001.${'zyxwv'[i]}`, length));
        const fresh = new JournalBook();
        for (const records of streams) add(fresh, records);
        const pushed: JournalRecord[] = [];
        for (let batch = fresh.toPush(limit); batch.length; batch = fresh.toPush(limit)) {
          expect(batch.length).toBe(Math.min(limit, streams.flat().length - pushed.length));
          pushed.push(...batch);
          fresh.answered(
            batch,
            Object.fromEntries(batch.map(({ entry }) => [entry.stream, received(entry.seq)])),
          );
        }
        expect(pushed).toEqual(streams.flat());
        fresh.resendMissing();
        expect(fresh.toPush(limit)).toEqual([]);
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  test('begins with the last that the centre has when this run pushed none of it, for a copy may have taken the number', () => {
    const firsts = [9, 5, 4].map((centre) => {
      book.heard({ [ONE]: received(centre) });
      return seqsOf(book.toPush(10))[0];
    });
    expect(firsts).toEqual([5, 5, 4]);
  });

  test('is what was sent and yet not received, once the round is over', () => {
    expect(push(3)).toEqual([1, 2, 3, 4, 5]);
    expect(push(3)).toEqual([]);
    book.resendMissing();
    expect(push(5)).toEqual([4, 5]);
  });
});

describe('a stream of which nothing is received', () => {
  test('is begun anew once in a round, and again in the next', () => {
    book.heard({ [ONE]: received(4) });
    for (const _round of [1, 2]) {
      expect(seqsOf(book.toPush(100)).at(-1)).toBe(5);
      push(0);
      expect(push(0)).toEqual([1, 2, 3, 4, 5]);
      expect(push(0)).toEqual([]);
      book.resendMissing();
    }
  });

  test('leaves the other streams of the push where they were', () => {
    add(book, recordsOf(TWO, 3));
    const records = book.toPush(100);
    book.answered(records, { [ONE]: received(0), [TWO]: received(3) });
    const next = book.toPush(100);
    expect([seqsOf(next, ONE), seqsOf(next, TWO)]).toEqual([[1, 2, 3, 4, 5], []]);
  });

  test('is sent through to its end in pieces, though the centre has higher numbers of another machine', () => {
    book.heard({ [ONE]: received(5) });
    expect(push(0, 2)).toEqual([5]);
    expect([1, 2, 3, 4].map(() => push(5, 2))).toEqual([[1, 2], [3, 4], [5], []]);
  });

  test('goes on where it was after contact was lost in the middle, and may begin anew then', () => {
    book.heard({ [ONE]: received(5) });
    push(0, 2);
    push(5, 2);
    book.forgetSent();
    book.heard({ [ONE]: received(5) });
    expect(push(0)).toEqual([3, 4, 5]);
    expect(push(5)).toEqual([1, 2, 3, 4, 5]);
  });

  test('is not taken for confirmed any more, though contact is lost before it is sent', () => {
    push(5);
    add(book, recordsOf(ONE, 6).slice(5));
    push(0);
    book.forgetSent();
    book.heard({ [ONE]: received(6) });
    expect(push(6)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

test('a round ends, whatever the centre answers: no stream is begun anew more than once in it', () => {
  const answers = fc.infiniteStream(fc.integer({ min: 0, max: 12 }));
  const refusals = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 2 });
  fc.assert(
    fc.property(answers, refusals, fc.integer({ min: 1, max: 6 }), (numbers, refused, limit) => {
      const records = recordsOf(ONE, 12);
      book = new JournalBook();
      add(book, records);
      const next = (): number => numbers.next().value;
      for (const _round of [1, 2, 3]) {
        book.heard({ [ONE]: received(next()) });
        let pushes = 0;
        for (; book.toPush(limit).length && pushes < 100; pushes++) {
          book.refuse(refused.filter(() => next() > 6).map((seq) => records[seq - 1]!.entry._id));
          push(next(), limit);
        }
        expect(pushes).toBeLessThanOrEqual(2 * Math.ceil(12 / limit) + 1);
        book.resendMissing();
      }
    }),
    { numRuns: 500, seed: 5 },
  );
});

describe('when the centre is another than before', () => {
  test('the last confirmed entry goes first, though all was received', () => {
    push(5);
    book.doubt();
    expect(push(5)).toEqual([5]);
    expect(push(5)).toEqual([]);
  });

  test('and it gets everything when that last one turns out to be of another machine', () => {
    push(5);
    book.doubt();
    book.heard({ [ONE]: received(4) });
    expect(push(0)).toEqual([4, 5]);
    expect(push(5)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('numbers that fall without a word', () => {
  test('are believed: what is above them is pushed again', () => {
    push(5);
    book.heard({ [ONE]: received(2) });
    expect(push(5)).toEqual([3, 4, 5]);
  });

  test('are believed in the answer to a push too', () => {
    push(5);
    add(book, recordsOf(ONE, 6).slice(5));
    expect(push(3)).toEqual([6]);
    expect(push(6)).toEqual([4, 5, 6]);
  });

  test('make acts wait again that were settled; what the desk writes for itself never waits', () => {
    push(5);
    const waiting = [5, 3, 0].map((folded) => {
      book.heard({ [ONE]: received(5, folded) });
      return [book.waiting(), one.filter(({ entry }) => book.isFolded(entry)).length];
    });
    expect(waiting).toEqual([
      [0, 5],
      [2, 3],
      [4, 0],
    ]);
    expect(book.unsettledStreams()).toEqual([ONE]);
  });
});

describe('an entry that the centre refuses', () => {
  const refuseThird = (): void => book.refuse([one[2]!.entry._id]);

  test('is counted once and not sent again while contact lasts, nor is what follows it', () => {
    const records = book.toPush(100);
    for (const _twice of [1, 2]) refuseThird();
    book.answered(records, { [ONE]: received(2) });
    for (const _round of [1, 2, 3]) {
      book.resendMissing();
      book.heard({ [ONE]: received(2) });
      expect(seqsOf(book.toPush(100))).toEqual([]);
    }
    expect(book.refused).toBe(1);
  });

  test('keeps nothing from being sent that is written later', () => {
    push(2);
    refuseThird();
    book.resendMissing();
    add(book, recordsOf(ONE, 6).slice(5));
    expect(push(2)).toEqual([6]);
  });

  test('is offered once more after contact was lost', () => {
    push(2);
    refuseThird();
    book.forgetSent();
    expect(push(2)).toEqual([3, 4, 5]);
    book.resendMissing();
    expect(push(2)).toEqual([]);
  });

  test('and that came alone, leaves what is known of its stream as it was', () => {
    push(2, 2);
    const [third] = book.toPush(1);
    refuseThird();
    book.answered([third!], {});
    expect(seqsOf(book.toPush(100))).toEqual([4, 5]);
    book.forgetSent();
    expect(seqsOf(book.toPush(100))).toEqual([3, 4, 5]);
  });

  test('does not make a stream begin anew, even one that stands on the other side of a fork', () => {
    push(2);
    refuseThird();
    add(book, recordsOf(ONE, 6).slice(5));
    expect(push(0)).toEqual([6]);
    book.resendMissing();
    expect(push(0)).toEqual([]);
  });
});
