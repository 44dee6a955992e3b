import { describe, expect, test } from 'vitest';
import {
  checkout,
  factsOf,
  holdCancel,
  holdMove,
  holdOpen,
  holdPlace,
  holdPlaceAs,
  holdResume,
  holdSuspend,
  titleMerge,
  undoOf,
} from '../testing/make-entry.ts';
import { foldQueue } from './fold-queue.ts';
import { Q, QueueScene } from './testing-queue.ts';

describe('placing', () => {
  test('H1 order is priority, then time of placing; a second hold of one patron is an alias', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna', 'centrum', 5), { at: 1 });
    const b = scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
    const again = scene.web.write(holdPlace(Q, 'anna'), { at: 3 });
    const { holds } = scene.queue();
    expect(holds.map((h) => h.id)).toEqual([b._id, a._id]);
    expect(holds[1]!.aliases).toEqual([again._id]);
  });

  test('H1 to cancel an alias is to cancel the hold, and a hold placed after that is a new one', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    const again = scene.web.write(holdPlace(Q, 'anna'), { at: 2 });
    const cancelled = scene.web.write(holdCancel(Q, again._id), { at: 3 });
    const anew = scene.web.write(holdPlace(Q, 'anna'), { at: 4 });
    expect(scene.queue().holds).toMatchObject([
      { id: a._id, status: 'cancelled', ended: { why: 'cancelled-by-patron', at: 3, by: cancelled._id } },
      { id: anew._id, status: 'waiting', aliases: [] },
    ]);
  });

  test('H1 a hold that is moved stands where its priority says, and keeps its time of placing', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    const b = scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
    scene.web.write(holdMove(Q, a._id, { priority: 3 }), { at: 9 });
    scene.desk.write(holdMove(Q, a._id, { pickup: 'noord' }), { at: 11 });
    expect(scene.queue().holds).toMatchObject([
      { id: b._id },
      { id: a._id, priority: 3, pickup: 'noord', placedAt: 1 },
    ]);
    scene.stream('late.a').write(holdMove(Q, a._id, { priority: 0, pickup: 'zuid' }), { at: 10 });
    expect(scene.queue().holds[0]).toMatchObject({ id: a._id, priority: 0, pickup: 'noord' });
  });

  test('H1 a hold on copies for an institution stays open until each of them is captured or lent', () => {
    const scene = new QueueScene();
    const school = scene.web.write(holdPlaceAs(Q, 'school', { copies: 3 }), { at: 1 });
    scene.capture('b1', school, 10);
    scene.desk.write(checkout('b1', 'school'), { at: 11 });
    scene.capture('b2', school, 12);
    expect(scene.queue().holds).toMatchObject([
      { status: 'waiting', copies: 3, wanted: 1, captures: [{ item: 'b2' }], ended: null },
    ]);
    scene.capture('b3', school, 13);
    scene.capture('b4', school, 14);
    expect(scene.queue()).toMatchObject({
      holds: [{ status: 'captured', wanted: 0, captures: [{ item: 'b2' }, { item: 'b3' }] }],
      findings: [{ kind: 'captured-twice', params: { item: 'b4', first: 'b2' } }],
    });
    scene.desk.write(checkout('b2', 'school'), { at: 20 });
    const last = scene.desk.write(checkout('b3', 'school'), { at: 21 });
    expect(scene.queue()).toMatchObject({
      holds: [{ status: 'fulfilled', captures: [], ended: { at: 21, by: last._id } }],
      findings: [{ kind: 'reshelve', params: { item: 'b4' } }],
    });
  });

  test('H1 what a hold on a work asks for stands in it', () => {
    const scene = new QueueScene();
    scene.web.write(holdPlaceAs(Q, 'anna', { language: 'fry', format: 'luisterboek', until: '2027-01-31' }), {
      at: 1,
    });
    expect(scene.queue().holds).toMatchObject([
      { language: 'fry', format: 'luisterboek', until: '2027-01-31' },
    ]);
  });

  test('H1 holds on two titles that turn out to be one stand in one queue, the same whichever is asked', () => {
    const scene = new QueueScene();
    const other = 'queue:title:t2';
    const a = scene.web.write(holdPlace(other, 'anna'), { at: 1 });
    const b = scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
    const again = scene.web.write(holdPlace(Q, 'anna'), { at: 3 });
    const merge = scene.web.write(titleMerge('t2', 't1'), { at: 10 });
    const queue = scene.queue(Q, other);
    expect(queue).toMatchObject({ id: Q, holds: [{ id: a._id, aliases: [again._id] }, { id: b._id }] });
    expect(scene.queue(other, Q)).toEqual(queue);
    scene.desk.write(holdCancel(Q, a._id), { at: 11 });
    scene.web.write(undoOf(merge), { at: 20 });
    expect(scene.queue(other, Q)).toMatchObject({ id: other, holds: [{ id: a._id, status: 'cancelled' }] });
    expect(scene.queue(Q, other).holds.map((h) => [h.id, h.status])).toEqual([
      [b._id, 'waiting'],
      [again._id, 'waiting'],
    ]);
  });

  test('H1 an import that is run again moves the hold that it opened, and places no second one', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdOpen(Q, 'anna'), { at: 1000 });
    const again = scene.web.write(holdOpen(Q, 'anna', { pickup: 'noord', suspended: true }), { at: 2000 });
    expect(scene.queue().holds).toMatchObject([
      { id: a._id, aliases: [again._id], pickup: 'noord', suspended: true, placedAt: 100 },
    ]);
  });

  test('L7 what a person decided of an imported hold, a later import does not take back', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdOpen(Q, 'anna', { suspended: true }), { at: 1000 });
    scene.desk.write(holdMove(Q, a._id, { pickup: 'zuid' }), { at: 1500 });
    scene.desk.write(holdResume(Q, a._id), { at: 1501 });
    scene.web.write(holdOpen(Q, 'anna', { pickup: 'noord', suspended: true }), { at: 2000 });
    expect(scene.queue().holds).toMatchObject([{ pickup: 'zuid', suspended: false }]);
  });

  test('L8 a placing that was undone never was: the later one of the same patron is the hold', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    const b = scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
    const again = scene.web.write(holdPlace(Q, 'anna'), { at: 3 });
    scene.web.write(undoOf(a), { at: 4 });
    expect(scene.queue().holds.map((h) => h.id)).toEqual([b._id, again._id]);
  });

  test('L8 a placing is not undone once somebody moved the hold, and the queue says so', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    const move = scene.web.write(holdMove(Q, a._id, { pickup: 'noord' }), { at: 2 });
    const undo = scene.web.write(undoOf(a), { at: 3 });
    expect(scene.queue()).toMatchObject({
      holds: [{ id: a._id, status: 'waiting' }],
      findings: [{ kind: 'undo-refused', entry: undo._id, params: { of: a._id, by: move._id } }],
    });
  });

  test('L8 a cancellation that was undone leaves the hold in its place', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
    const cancel = scene.desk.write(holdCancel(Q, a._id), { at: 3 });
    scene.desk.write(undoOf(cancel), { at: 4 });
    expect(scene.queue().holds[0]).toMatchObject({ id: a._id, status: 'waiting', ended: null });
  });
});

test('H1 a queue of 500 holds with 2,000 facts folds in time that grows with it, not with its square', () => {
  const scene = new QueueScene();
  const holds = Array.from({ length: 500 }, (_, i) =>
    scene.web.write(holdPlace(Q, `p${i}`), { at: 1000 + i }),
  );
  for (const [i, hold] of holds.entries()) {
    const at = 2000 + i * 3;
    scene.desk.write(holdSuspend(Q, hold._id), { at });
    scene.desk.write(holdResume(Q, hold._id), { at: at + 1 });
    scene.desk.write(holdMove(Q, hold._id, { priority: i % 7 }), { at: at + 2 });
  }
  const facts = factsOf([...scene.web.entries, ...scene.desk.entries]);
  let reads = 0;
  const counted = Object.fromEntries(
    Object.entries(facts).map(([id, fact]) => [
      id,
      new Proxy(fact, {
        get: (target, key) => {
          reads++;
          return Reflect.get(target, key) as unknown;
        },
      }),
    ]),
  );
  expect(foldQueue(Q, counted, {}).holds).toHaveLength(500);
  expect(reads).toBeLessThan(2000 * 100);
});
