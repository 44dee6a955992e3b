import { expect, test } from 'vitest';
import { inOrder } from '../journal/order.ts';
import { titleQueue } from '../protocol/document-ids.ts';
import {
  checkin,
  checkout,
  factsOf,
  holdPlace,
  itemMark,
  itemOpen,
  itemSeen,
  loanClaim,
  TestStream,
} from '../testing/make-entry.ts';
import { pastLoans } from './past-loans.ts';

const Q = titleQueue('t1');

const partsOf = ({ entries }: TestStream) => pastLoans('B1', inOrder(factsOf(entries)));

test('L7 a loan that nothing depends on goes with its borrower', () => {
  const desk = new TestStream('d1.x');
  desk.write(itemOpen('B1'), { at: 1 });
  const lent = desk.write(checkout('B1', 'anna'), { at: 2 });
  desk.write(checkin('B1'), { at: 3 });
  desk.write(checkout('B1', 'bram'), { at: 4 });
  expect(partsOf(desk)).toEqual([{ facts: new Set([lent._id]), exceptions: [] }]);
});

test('L7 L10 a copy that nobody has described keeps its loans: whose holds they met is known with its title', () => {
  const desk = new TestStream('d1.x');
  const lent = desk.write(checkout('B1', 'anna'), { at: 2 });
  desk.write(checkin('B1'), { at: 3 });
  expect(partsOf(desk)).toEqual([]);
  desk.write(itemOpen('B1'), { at: 4 });
  expect(partsOf(desk)).toMatchObject([{ facts: new Set([lent._id]) }]);
});

test('L7 a loan stays while a capture that stays would end otherwise without it', () => {
  const desk = new TestStream('d1.x');
  const { _id: hold } = desk.write(holdPlace(Q, 'anna'), { at: 1 });
  desk.write(itemOpen('B1'), { at: 2 });
  desk.write(checkin('B1', { hold, queue: Q, patron: 'anna', pickup: 'centrum' }), { at: 3 });
  const lent = desk.write(checkout('B1', 'anna'), { at: 4 });
  desk.write(loanClaim('B1', lent._id, 'anna'), { at: 5 });
  desk.write(itemMark('B1', 'found'), { at: 6 });
  desk.write(checkout('B1', 'bram'), { at: 7 });
  expect(partsOf(desk)).toEqual([]);
  desk.write(checkin('B1'), { at: 8 });
  expect(partsOf(desk)).toHaveLength(1);
});

test('L7 nothing goes where the copy would be otherwise without it', () => {
  const desk = new TestStream('d1.x');
  const { kind, body } = itemOpen('B1');
  desk.write({ kind, body: { ...body, mark: 'damaged' } as typeof body }, { at: 1 });
  desk.write(itemMark('B1', 'found'), { at: 2 });
  desk.write(checkout('B1', 'anna'), { at: 3 });
  desk.write(checkin('B1'), { at: 4 });
  expect(partsOf(desk)).toHaveLength(1);
  desk.write(itemMark('B1', 'missing'), { at: 5 });
  desk.write(itemSeen('B1'), { at: 6 });
  expect(partsOf(desk)).toEqual([]);
});
