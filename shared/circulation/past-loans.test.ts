import { expect, test } from 'vitest';
import { inOrder } from '../journal/order.ts';
import type { Draft } from '../journal/seal.ts';
import { titleQueue } from '../protocol/document-ids.ts';
import {
  checkin,
  checkout,
  factsOf,
  holdPlace,
  itemMark,
  itemOpen,
  TestStream,
} from '../testing/make-entry.ts';
import { pastLoans } from './past-loans.ts';

const Q = titleQueue('t1');

const partsOf = (drafts: readonly Pick<Draft, 'kind' | 'body'>[]) => {
  const desk = new TestStream('d1.x');
  for (const [at, draft] of drafts.entries()) desk.write(draft, { at: 100 + at });
  return pastLoans('B1', inOrder(factsOf(desk.entries)));
};

test('L7 a loan that nothing depends on goes with its borrower', () => {
  const parts = partsOf([itemOpen('B1'), checkout('B1', 'anna'), checkin('B1'), checkout('B1', 'bram')]);
  expect(parts).toMatchObject([{ exceptions: [] }]);
  expect(parts[0]!.facts.size).toBe(1);
});

test('L7 a loan stays while a capture that stays would end otherwise without it', () => {
  const placed = new TestStream('d2.x').write(holdPlace(Q, 'anna'), { at: 50 });
  const captured = { hold: placed._id, queue: Q, patron: 'anna', pickup: 'centrum' };
  const history = [itemOpen('B1'), checkin('B1', captured), checkout('B1', 'anna'), itemMark('B1', 'found')];
  expect(partsOf([...history, checkout('B1', 'bram')])).toEqual([]);
  expect(partsOf([...history, checkin('B1'), checkout('B1', 'bram')])).toHaveLength(1);
});
