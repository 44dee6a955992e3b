import { expect, test } from 'vitest';
import { foldItem } from '../circulation/fold-item.ts';
import {
  factsOf,
  holdCancel,
  holdMove,
  holdPlace,
  holdPlaceAs,
  holdSuspend,
  itemOpen,
} from '../testing/make-entry.ts';
import { honouredClaim, nextHold, othersWaiting, type Serving } from './next-hold.ts';
import { Q, QueueScene } from './testing-queue.ts';

const WORK = 'queue:work:w1';

function served(scene: QueueScene, serving?: Serving, ...queues: readonly string[]): string | undefined {
  const all = (queues.length ? queues : [Q]).map((queue) => scene.queue(queue));
  return nextHold(all, serving)?.hold.patron;
}

test('H1 a copy serves the first of all its queues, by priority and then by time of placing', () => {
  const scene = new QueueScene();
  scene.web.write(holdPlace(WORK, 'anna'), { at: 1 });
  scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
  expect(served(scene, {}, Q, WORK)).toBe('anna');
  scene.web.write(holdPlace(Q, 'celil', 'centrum', -1), { at: 3 });
  expect(served(scene, {}, Q, WORK)).toBe('celil');
});

test('H1 a hold on a work takes the language and the format that it asks for, and what is unknown fits', () => {
  const scene = new QueueScene();
  scene.web.write(holdPlaceAs(Q, 'anna', { language: 'fry', format: 'luisterboek' }), { at: 1 });
  scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
  expect(served(scene, { copy: { language: 'nld', format: 'luisterboek' } })).toBe('bram');
  expect(served(scene, { copy: { language: 'fry', format: 'boek' } })).toBe('bram');
  expect(served(scene, { copy: { language: 'fry', format: 'luisterboek' } })).toBe('anna');
  expect(served(scene, { copy: { language: null, format: null } })).toBe('anna');
  expect(served(scene)).toBe('anna');
});

test('H4 a hold that was cancelled before the scan is passed over: the next one is served', () => {
  const scene = new QueueScene();
  const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
  scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
  scene.web.write(holdCancel(Q, a._id), { at: 3 });
  expect(served(scene)).toBe('bram');
});

test('H5 a suspended hold is passed over until its day, and then comes first again', () => {
  const scene = new QueueScene();
  const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
  scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
  scene.web.write(holdSuspend(Q, a._id, '2026-12-24'), { at: 3 });
  expect(served(scene, { today: '2026-12-23' })).toBe('bram');
  expect(served(scene, { today: '2026-12-24' })).toBe('anna');
  expect(served(scene)).toBe('bram');
  expect(othersWaiting([scene.queue()], null, { today: '2026-12-23' })).toBe(1);
  expect(othersWaiting([scene.queue()], null, { today: '2026-12-24' })).toBe(2);
  scene.web.write(holdSuspend(Q, a._id, null), { at: 4 });
  expect(served(scene, { today: '2030-01-01' })).toBe('bram');
});

test('H10 by policy own members are served first, and a copy goes only where it may be collected', () => {
  const scene = new QueueScene();
  scene.web.write(holdPlace(Q, 'guest', 'noord', -5), { at: 1 });
  scene.web.write(holdPlace(Q, 'anna', 'centrum'), { at: 2 });
  scene.web.write(holdPlace(Q, 'bram', 'noord', -1), { at: 3 });
  expect(served(scene)).toBe('guest');
  const isOwnMember = (patron: string): boolean => patron !== 'guest';
  expect(served(scene, { isOwnMember })).toBe('bram');
  expect(served(scene, { isOwnMember, mayGoTo: (pickup) => pickup === 'centrum' })).toBe('anna');
  expect(served(scene, { mayGoTo: () => false })).toBeUndefined();
});

test('H1 a hold on three copies waits for as many as it still has to get', () => {
  const scene = new QueueScene();
  const school = scene.web.write(holdPlaceAs(Q, 'school', { copies: 2 }), { at: 1 });
  scene.web.write(holdPlace(Q, 'anna'), { at: 2 });
  scene.capture('b1', school, 10);
  expect(served(scene)).toBe('school');
  scene.capture('b2', school, 11);
  expect(served(scene)).toBe('anna');
  expect(othersWaiting([scene.queue()], 'anna')).toBe(0);
});

test('H2 each copy that stands captured for a hold keeps its claim, and goes where the hold is collected now', () => {
  const scene = new QueueScene();
  const school = scene.web.write(holdPlaceAs(Q, 'school', { copies: 2 }), { at: 1 });
  scene.desk.write(itemOpen('b2'), { at: 2 });
  scene.capture('b1', school, 10);
  scene.capture('b2', school, 11);
  const item = foldItem('b2', factsOf(scene.desk.entries.filter((entry) => entry.body['item'] === 'b2')));
  expect(honouredClaim(item, [scene.queue()])).toMatchObject({ hold: school._id, pickup: 'centrum' });
  scene.web.write(holdMove(Q, school._id, { pickup: 'noord' }), { at: 12 });
  expect(honouredClaim(item, [scene.queue()])).toMatchObject({ hold: school._id, pickup: 'noord' });
});

test('H3 the copy that another one was ahead of has no claim, and its next scan serves the next', () => {
  const scene = new QueueScene();
  const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
  scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
  scene.capture('b1', a, 10);
  const late = scene.capture('b2', a, 11);
  expect(honouredClaim(foldItem('b2', factsOf([late])), [scene.queue()])).toBeNull();
  expect(served(scene)).toBe('bram');
});
