import { expect, test } from 'vitest';
import { foldItem } from '../circulation/fold-item.ts';
import type { ItemState } from '../circulation/item-state.ts';
import { checkin, checkout, factsOf, itemOpen, TestStream } from '../testing/make-entry.ts';
import { lastBorrower, loansToStrip, type Retention } from './retention.ts';

const DAY = 86_400_000;
/** Noon in Amsterdam on 1 June 2026. */
const JUNE_1 = Date.UTC(2026, 5, 1, 10);

/** Lent to anna (back on 2 June), to bob (never handed in, lent on 5 June to carl), to carl (back on 11 June). */
function book(): ItemState {
  const desk = new TestStream('d1.a');
  desk.write(itemOpen('b'), { at: JUNE_1 - DAY });
  desk.write(checkout('b', 'anna'), { at: JUNE_1 });
  desk.write(checkin('b'), { at: JUNE_1 + DAY });
  desk.write(checkout('b', 'bob'), { at: JUNE_1 + 2 * DAY });
  desk.write(checkout('b', 'carl'), { at: JUNE_1 + 4 * DAY });
  desk.write(checkin('b'), { at: JUNE_1 + 10 * DAY });
  return foldItem('b', factsOf(desk.entries));
}

const DEFAULT: Retention = {
  timeZone: 'Europe/Amsterdam',
  historyDays: 0,
  lastBorrowerDays: 30,
  owes: () => false,
  keepsHistory: () => false,
};

function stripped(today: string, change: Partial<Retention> = {}): readonly string[] {
  const item = book();
  const going = new Set(loansToStrip(item, today, { ...DEFAULT, ...change }));
  return item.history.filter(({ id }) => going.has(id)).map(({ patron }) => patron);
}

test('A2 names go on the day after which nothing needs them, by default that of the return', () => {
  expect(stripped('2026-06-01')).toEqual([]);
  expect(stripped('2026-06-02')).toEqual(['anna']);
  expect(stripped('2026-06-04')).toEqual(['anna']);
  expect(stripped('2026-06-05')).toEqual(['anna', 'bob']);
  expect(stripped('2026-06-11', { historyDays: 10 })).toEqual([]);
  expect(stripped('2026-06-12', { historyDays: 10 })).toEqual(['anna']);
});

test('A2 open money keeps the name of its loan, and consent that of its patron', () => {
  expect(stripped('2027-01-01', { owes: ({ patron }) => patron === 'bob' })).toEqual(['anna', 'carl']);
  expect(stripped('2027-01-01', { keepsHistory: (patron) => patron === 'anna' })).toEqual(['bob', 'carl']);
});

test('A6 the last borrower is kept for so many days, or as long as the history is', () => {
  expect(stripped('2026-07-10')).toEqual(['anna', 'bob']);
  expect(stripped('2026-07-11')).toEqual(['anna', 'bob', 'carl']);
  expect(stripped('2026-07-11', { historyDays: 31 })).toEqual(['anna', 'bob']);
});

test('A6 the last borrower is told until then, longer while money is open, but not because of a consent', () => {
  const item = book();
  expect(lastBorrower(item, '2026-07-10', DEFAULT)).toBe('carl');
  expect(lastBorrower(item, '2026-07-11', DEFAULT)).toBeNull();
  expect(lastBorrower(item, '2027-07-11', { ...DEFAULT, owes: () => true })).toBe('carl');
  expect(
    lastBorrower(item, '2026-07-11', { ...DEFAULT, historyDays: 400, keepsHistory: () => true }),
  ).toBeNull();
  expect(lastBorrower(foldItem('b', {}), '2026-06-01', DEFAULT)).toBeNull();
});
