import { expect, test } from 'vitest';
import { foldItem } from '../circulation/fold-item.ts';
import type { ItemState } from '../circulation/item-state.ts';
import { foldQueue } from '../holds/fold-queue.ts';
import { othersWaiting } from '../holds/next-hold.ts';
import type { QueueState } from '../holds/queue-state.ts';
import { foldPatron } from '../patrons/fold-patron.ts';
import { patronLink, patronRegister } from '../patrons/testing-entries.ts';
import { contributionsOfItem } from '../protocol/contribution.ts';
import { checkin, checkout, factsOf, holdPlace, itemOpen, TestStream } from '../testing/make-entry.ts';
import {
  isOfGroup,
  itemWithoutBorrowers,
  queueWithoutBorrowers,
  seesBorrowers,
  SOMEBODY,
} from './without-borrowers.ts';

const Q = 'queue:title:t1';
const nobody = (): boolean => false;

function lent() {
  const desk = new TestStream('d1.a');
  const centre = new TestStream('d2.a');
  const hold = centre.write(holdPlace(Q, 'patron-two'), { at: 5 });
  centre.write(holdPlace(Q, 'patron-three'), { at: 6 });
  desk.write(itemOpen('b'), { at: 1 });
  desk.write(checkout('b', 'patron-one'), { at: 2, session: 'visit' });
  desk.write(checkin('b', { hold: hold._id, queue: Q, patron: 'patron-two', pickup: 'centrum' }), { at: 10 });
  const captured = foldItem('b', factsOf(desk.entries));
  const given = contributionsOfItem(captured).get(Q)!;
  const queue = foldQueue(Q, factsOf(centre.entries), { 'item:b': given });
  desk.write(checkout('b', 'patron-four'), { at: 20, session: 'visit' });
  const of = { by: hold._id, at: 30, patron: 'patron-one' };
  const item: ItemState = {
    ...foldItem('b', factsOf(desk.entries)),
    charges: [{ ...of, kind: 'claim', id: 'claim:l', item: 'b' }],
    findings: [{ kind: 'undo-refused', entry: hold._id, weight: 'remark', params: { patron: 'patron-one' } }],
  };
  const fees: QueueState['charges'] = [{ ...of, kind: 'placing', id: 'placing:h', cents: 50 }];
  return { captured, queue: { ...queue, charges: fees, findings: item.findings }, item };
}

test('A5 a school gets a book with where it is and until when it is out, and no patron anywhere in it', () => {
  const { captured, item, queue } = lent();
  expect(itemWithoutBorrowers(item, nobody)).toMatchObject({
    ...{ barcode: 'b', attributes: item.attributes, newest: item.newest },
    loan: { id: item.loan!.id, due: '2026-12-14', patron: SOMEBODY },
  });
  expect(itemWithoutBorrowers(captured, nobody).claims).toMatchObject([{ pickup: 'centrum', place: 'A-01' }]);
  const all = [itemWithoutBorrowers(item, nobody), itemWithoutBorrowers(captured, nobody)];
  expect(JSON.stringify([...all, queueWithoutBorrowers(queue, nobody)])).not.toContain('patron-');
  expect(JSON.stringify([item, captured, queue])).toContain('patron-');
});

test('A5 its own group it sees, and the number that wait it knows', () => {
  const { item, queue } = lent();
  const isOwn = (patron: string): boolean => patron === 'patron-four' || patron === 'patron-three';
  expect(itemWithoutBorrowers(item, isOwn).loan?.patron).toBe('patron-four');
  const projected = queueWithoutBorrowers(queue, isOwn);
  expect(projected.holds.map(({ patron }) => patron)).toEqual([SOMEBODY, 'patron-three']);
  expect(othersWaiting([projected], 'patron-nine')).toBe(othersWaiting([queue], 'patron-nine'));
});

test('A5 schools and service points are of that kind, and have the patrons at home there or in their classes', () => {
  expect(['library', 'branch', 'school', 'service-point'].map(seesBorrowers)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  const desk = new TestStream('d1.a');
  desk.write(patronRegister('kid', { home: 'centrum' }), { at: 1 });
  desk.write(patronLink('kid', 'k4', 'proxy'), { at: 2 });
  const kid = foldPatron('kid', factsOf(desk.entries));
  expect(isOfGroup(kid, 'centrum', new Set())).toBe(true);
  expect(isOfGroup(kid, 'school', new Set(['k4']))).toBe(true);
  expect(isOfGroup(kid, 'school', new Set(['k5']))).toBe(false);
});
