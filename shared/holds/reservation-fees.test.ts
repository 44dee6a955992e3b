import { expect, test } from 'vitest';
import {
  checkout,
  holdCancel,
  holdCancelByLibrary,
  holdExpire,
  holdOpen,
  holdPlace,
  holdPlaceAs,
  undoOf,
} from '../testing/make-entry.ts';
import { Q, QueueScene } from './testing-queue.ts';

const fees = { placingCents: 50, pickupCents: 75, uncollectedCents: 200 };

test('M5 a placing costs what was agreed; what costs nothing makes no charge', () => {
  const scene = new QueueScene();
  const a = scene.web.write(holdPlaceAs(Q, 'anna', { fees }), { at: 1 });
  scene.web.write(holdPlaceAs(Q, 'anna', { fees }), { at: 2 });
  scene.web.write(holdPlace(Q, 'bram'), { at: 3 });
  scene.web.write(holdOpen(Q, 'celil'), { at: 4 });
  expect(scene.queue().charges).toEqual([
    { kind: 'placing', id: `placing:${a._id}`, patron: 'anna', by: a._id, at: 1, cents: 50 },
  ]);
});

test('M5 a placing that was undone costs nothing', () => {
  const scene = new QueueScene();
  const a = scene.web.write(holdPlaceAs(Q, 'anna', { fees }), { at: 1 });
  scene.web.write(undoOf(a), { at: 2 });
  expect(scene.queue().charges).toEqual([]);
});

test('M5 a cancellation by the library takes the charge for placing back, one by the patron does not', () => {
  const scene = new QueueScene();
  const a = scene.web.write(holdPlaceAs(Q, 'anna', { fees }), { at: 1 });
  const b = scene.web.write(holdPlaceAs(Q, 'bram', { fees }), { at: 2 });
  scene.desk.write(holdCancelByLibrary(Q, a._id), { at: 10 });
  scene.web.write(holdCancel(Q, b._id), { at: 11 });
  expect(scene.queue().charges.map((c) => c.id)).toEqual([`placing:${b._id}`]);
});

test('M5 collecting costs the pick-up fee, for each copy', () => {
  const scene = new QueueScene();
  const school = scene.web.write(holdPlaceAs(Q, 'school', { fees, copies: 2 }), { at: 1 });
  scene.capture('b1', school, 10);
  const first = scene.desk.write(checkout('b1', 'school'), { at: 20 });
  const pickup = { kind: 'pickup', id: `pickup:${school._id}`, patron: 'school', by: first._id, at: 20 };
  expect(scene.queue().charges).toContainEqual({ ...pickup, cents: 75 });
  scene.capture('b2', school, 30);
  scene.desk.write(checkout('b2', 'school'), { at: 31 });
  expect(scene.queue().charges).toContainEqual({ ...pickup, cents: 150 });
});

test('M5 what was not collected costs its fee, and what was lent to another by then does not', () => {
  const scene = new QueueScene();
  const a = scene.web.write(holdPlaceAs(Q, 'anna', { fees }), { at: 1 });
  const b = scene.web.write(holdPlaceAs(Q, 'bram', { fees }), { at: 2 });
  scene.capture('b1', a, 10);
  scene.capture('b2', b, 11);
  scene.desk.write(checkout('b2', 'celil'), { at: 12 });
  const centre = scene.stream('centre.a');
  const turn = centre.write(holdExpire(Q, a._id, 'not-collected', 'b1'), { at: 50 });
  centre.write(holdExpire(Q, b._id, 'not-collected', 'b2'), { at: 51 });
  expect(scene.queue().charges.filter((c) => c.kind === 'uncollected')).toEqual([
    { kind: 'uncollected', id: `uncollected:${a._id}`, patron: 'anna', by: turn._id, at: 50, cents: 200 },
  ]);
});
