import { expect, test } from 'vitest';
import { foldItem } from '../circulation/fold-item.ts';
import {
  checkin,
  checkout,
  factsOf,
  holdCancel,
  holdOpen,
  holdPlace,
  TestStream,
} from '../testing/make-entry.ts';
import { contributionsOfItem } from '../protocol/contribution.ts';
import { foldQueue } from './fold-queue.ts';

const Q = 'queue:title:t1';

function scene() {
  const places = new TestStream('web.a');
  const desk = new TestStream('desk.a');
  const fold = (...barcodes: string[]) => {
    const contributions = Object.fromEntries(
      barcodes.map((b) => [
        `item:${b}`,
        contributionsOfItem(foldItem(b, factsOf(desk.entries.filter((e) => e.body['item'] === b)))).get(
          Q,
        ) ?? {
          claims: [],
          fulfilments: [],
        },
      ]),
    );
    return foldQueue(Q, factsOf(places.entries), contributions);
  };
  const capture = (b: string, hold: string, patron: string, at: number) =>
    desk.write(checkin(b, { hold, queue: Q, patron, pickup: 'centrum' }), { at });
  return { places, desk, fold, capture };
}

test('H1 order is priority, then time of placing; a second hold of one patron is an alias', () => {
  const { places, fold } = scene();
  const a = places.write(holdPlace(Q, 'anna', 'centrum', 5), { at: 1 });
  const b = places.write(holdPlace(Q, 'bram'), { at: 2 });
  const again = places.write(holdPlace(Q, 'anna'), { at: 3 });
  expect(fold().holds.map((h) => h.id)).toEqual([b._id, a._id]);
  expect(fold().holds[1]!.aliases).toEqual([again._id]);
});

test('H2 a capture stands, and the queue honours it while the hold is open', () => {
  const { places, capture, fold } = scene();
  const a = places.write(holdPlace(Q, 'anna'), { at: 1 });
  capture('b1', a._id, 'anna', 10);
  expect(fold('b1').holds[0]).toMatchObject({ status: 'captured', copy: { item: 'b1', at: 10 } });
});

test('H3 two copies captured for one hold: the earlier stands, the later makes a task', () => {
  const { places, capture, fold } = scene();
  const a = places.write(holdPlace(Q, 'anna'), { at: 1 });
  capture('b2', a._id, 'anna', 20);
  capture('b1', a._id, 'anna', 10);
  const queue = fold('b1', 'b2');
  expect(queue.holds[0]!.copy?.item).toBe('b1');
  expect(queue.findings).toMatchObject([{ kind: 'captured-twice', params: { item: 'b2', first: 'b1' } }]);
});

test('H4 cancelled after capture makes a reshelve task, until the book is scanned again', () => {
  const { places, desk, capture, fold } = scene();
  const a = places.write(holdPlace(Q, 'anna'), { at: 1 });
  capture('b1', a._id, 'anna', 10);
  places.write(holdCancel(Q, a._id), { at: 20 });
  expect(fold('b1')).toMatchObject({
    holds: [{ status: 'cancelled' }],
    findings: [{ kind: 'reshelve', params: { item: 'b1' } }],
  });
  desk.write(checkin('b1'), { at: 30 });
  expect(fold('b1').findings).toEqual([]);
});

test('H4 a cancellation from a desk whose clock ran behind its hold cancels it all the same', () => {
  const { places, fold } = scene();
  const slow = new TestStream('slow.a');
  const a = places.write(holdPlace(Q, 'anna'), { at: 1000 });
  slow.write(holdCancel(Q, a._id), { at: 400 });
  expect(fold().holds[0]).toMatchObject({ status: 'waiting' });
  const both = foldQueue(Q, factsOf([...slow.entries, ...places.entries]), {});
  expect(both.holds).toMatchObject([{ id: a._id, status: 'cancelled', endedAt: 1000 }]);
});

test('H1 an import that is run again moves the hold that it opened, and places no second one', () => {
  const { places, fold } = scene();
  const a = places.write(holdOpen(Q, 'anna'), { at: 1000 });
  const again = places.write(holdOpen(Q, 'anna', { pickup: 'noord', suspended: true }), { at: 2000 });
  expect(fold().holds).toMatchObject([
    { id: a._id, aliases: [again._id], pickup: 'noord', suspended: true, placedAt: 100 },
  ]);
});

test('H5 lent to its patron the hold is fulfilled; lent to another it is back in its place', () => {
  const { places, desk, capture, fold } = scene();
  const a = places.write(holdPlace(Q, 'anna'), { at: 1 });
  const b = places.write(holdPlace(Q, 'bram'), { at: 2 });
  capture('b1', a._id, 'anna', 10);
  desk.write(checkout('b1', 'anna'), { at: 20 });
  capture('b2', b._id, 'bram', 11);
  desk.write(checkout('b2', 'celil'), { at: 21 });
  expect(fold('b1', 'b2').holds.map((h) => h.status)).toEqual(['fulfilled', 'waiting']);
});
