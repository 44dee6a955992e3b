import { expect, test } from 'vitest';
import { nationalDefault } from '../policy/national-default.ts';
import { checkin, factsOf, itemOpen, terms, TestStream } from '../testing/make-entry.ts';
import { lateSoFar } from './late-so-far.ts';

const B = '30100281774501';
const DAY = 86_400_000;
const DUE = Date.parse('2026-12-14T00:00:00Z');

function lent(): TestStream {
  const stream = new TestStream('d1.a');
  stream.write(itemOpen(B), { at: 1 });
  const late = nationalDefault.lateTables['per-dag']!;
  const body = {
    item: B,
    patron: 'anna',
    due: '2026-12-14',
    again: 'renew',
    terms: { ...terms, late },
  } as const;
  stream.write({ kind: 'checkout', body }, { at: DUE - 21 * DAY });
  return stream;
}

test('M3 a late loan says what a return at this moment would say, and changes nothing', () => {
  const stream = lent();
  const now = DUE + 5 * DAY;
  const facts = factsOf(stream.entries);
  const running = lateSoFar(B, facts, now);
  expect(running).toMatchObject({ kind: 'late', patron: 'anna', due: '2026-12-14', returnedAt: now });
  expect(facts).toEqual(factsOf(stream.entries));
});

test('M3 L13 nothing runs of a loan that is on time, that ended, or that is claimed', () => {
  expect(lateSoFar(B, factsOf(lent().entries), DUE - DAY)).toBeNull();
  const ended = lent();
  ended.write(checkin(B), { at: DUE + DAY });
  expect(lateSoFar(B, factsOf(ended.entries), DUE + 2 * DAY)).toBeNull();
  const claimed = lent();
  const loan = claimed.entries[1]!._id;
  const body = { item: B, loan, patron: 'anna', searchDays: 28 };
  claimed.write({ kind: 'loan.claim', body }, { at: DUE + DAY });
  expect(lateSoFar(B, factsOf(claimed.entries), DUE + 2 * DAY)).toBeNull();
  expect(lateSoFar(B, {}, DUE)).toBeNull();
});
