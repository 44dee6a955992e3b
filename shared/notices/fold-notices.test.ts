import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft } from '../journal/seal.ts';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { foldNotices, isTold, nextWay, type Way } from './fold-notices.ts';

const N = 'overdue:entry:d.a:00000001:0123456789abcdef:2026-11-20:1';

function notice(
  kind: 'notice.sent' | 'notice.failed' | 'notice.printed',
  way: Way,
): Pick<Draft, 'kind' | 'body'> {
  const body = { patron: 'anna', notice: N, way };
  return kind === 'notice.failed' ? { kind, body: { ...body, code: 'bounced' } } : { kind, body };
}

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
  const kinds = ['notice.sent', 'notice.failed', 'notice.printed'] as const;
  const acts = fc.array(
    fc.tuple(fc.constantFrom(...kinds), fc.constantFrom('email', 'sms', 'letter'), fc.nat(1)),
    {
      maxLength: 10,
    },
  );
  fc.assert(
    fc.property(acts, (script) => {
      const streams = [new TestStream('centre.a'), new TestStream('print.a')];
      for (const [i, [kind, way, who]] of script.entries())
        streams[who]!.write(notice(kind, way as Way), { at: 10 + i });
      const entries = streams.flatMap((stream) => stream.entries);
      expect(foldNotices('anna', factsOf([...entries, ...entries].reverse()))).toEqual(
        foldNotices('anna', factsOf(entries)),
      );
    }),
    { numRuns: 200, seed: 1 },
  );
});
