import fc from 'fast-check';
import { expect, test } from 'vitest';
import { notice, noticeHistories, NOTICES } from '../testing/arbitrary-centre-facts.ts';
import { anyArrival, arriving } from '../testing/history.ts';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { foldNotices, isTold, nextWay, type Way } from './fold-notices.ts';

const N = NOTICES[0]!;

test('N1 what was sent stands by its cause, and is told; what bounced since goes by the next way', () => {
  const centre = new TestStream('centre.a');
  const state = (): ReturnType<typeof foldNotices> => foldNotices('anna', factsOf(centre.entries));
  const ways: readonly Way[] = ['email', 'sms', 'letter'];
  expect(isTold(state(), N)).toBe(false);
  expect(nextWay(state(), N, ways)).toBe('email');
  centre.write(notice('notice.sent', 'email'), { at: 1 });
  expect(isTold(state(), N)).toBe(true);
  const bounced = centre.write(notice('notice.failed', 'email'), { at: 2 });
  expect(state().notices[N]).toEqual([
    { way: 'email', outcome: 'failed', code: 'bounced', at: 2, by: bounced._id },
  ]);
  expect(isTold(state(), N)).toBe(false);
  expect(nextWay(state(), N, ways)).toBe('sms');
  centre.write(notice('notice.failed', 'sms'), { at: 3 });
  centre.write(notice('notice.printed', 'letter'), { at: 4 });
  expect(isTold(state(), N)).toBe(true);
});

test('N1 who can be reached by no way is called', () => {
  const centre = new TestStream('centre.a');
  expect(nextWay(foldNotices('anna', {}), N, [])).toBe('call-list');
  centre.write(notice('notice.failed', 'email'), { at: 1 });
  expect(nextWay(foldNotices('anna', factsOf(centre.entries)), N, ['email'])).toBe('call-list');
});

test('N1 the order in which it becomes known what was sent changes nothing', () => {
  fc.assert(
    fc.property(noticeHistories, anyArrival, ({ entries, clocks }, arrival) => {
      const state = foldNotices('anna', factsOf(entries, clocks));
      expect(foldNotices('anna', arriving(entries, clocks, arrival))).toEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }),
    { numRuns: 2000, seed: 1 },
  );
});
