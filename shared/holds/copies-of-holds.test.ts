import { describe, expect, test } from 'vitest';
import {
  checkin,
  checkout,
  holdCancel,
  holdExpire,
  holdNotOnShelf,
  holdPlace,
  holdPlaceAs,
  holdResume,
  holdSuspend,
  itemMerge,
  undoOf,
} from '../testing/make-entry.ts';
import { Q, QueueScene } from './testing-queue.ts';

/** A checkout that names the hold that it meets, whoever borrows. */
function meeting(item: string, patron: string, hold: string): ReturnType<typeof checkout> {
  const { kind, body } = checkout(item, patron);
  return { kind, body: { ...body, fulfils: { hold, queue: Q } } as typeof body };
}

describe('copies', () => {
  test('H2 a capture stands, and the queue honours it while the hold is open', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    const capture = scene.capture('b1', a, 10);
    const copy = { item: 'b1', at: 10, place: 'A-01', by: capture._id };
    expect(scene.queue().holds[0]).toMatchObject({ status: 'captured', copy, captures: [copy] });
  });

  test('H2 a hold that comes to light after the book was taken back captures nothing backwards', () => {
    const scene = new QueueScene();
    scene.desk.write(checkin('b1'), { at: 10 });
    scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    expect(scene.queue()).toMatchObject({ holds: [{ status: 'waiting', wanted: 1 }], findings: [] });
  });

  test('H2 a copy set aside for a hold that nobody here has heard of makes no task', () => {
    const scene = new QueueScene();
    scene.capture('b1', new QueueScene().web.write(holdPlace(Q, 'dirk'), { at: 1 }), 10);
    expect(scene.queue()).toMatchObject({ holds: [], findings: [] });
  });

  test('H3 two copies captured for one hold: the earlier stands, the later makes a task', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    scene.capture('b2', a, 20);
    scene
      .stream('desk.b')
      .write(checkin('b1', { hold: a._id, queue: Q, patron: 'anna', pickup: 'centrum' }), { at: 10 });
    const queue = scene.queue();
    expect(queue.holds[0]!.copy?.item).toBe('b1');
    expect(queue.findings).toMatchObject([{ kind: 'captured-twice', params: { item: 'b2', first: 'b1' } }]);
  });

  test('H4 cancelled after capture makes a reshelve task, until the book is scanned again', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    scene.capture('b1', a, 10);
    scene.web.write(holdCancel(Q, a._id), { at: 20 });
    expect(scene.queue()).toMatchObject({
      holds: [{ status: 'cancelled', captures: [], copy: null }],
      findings: [{ kind: 'reshelve', params: { item: 'b1' } }],
    });
    scene.desk.write(checkin('b1'), { at: 30 });
    expect(scene.queue().findings).toEqual([]);
  });

  test('H4 cancelled before the capture but known only after makes the same task', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    scene.capture('b1', a, 10);
    scene.web.write(holdCancel(Q, a._id), { at: 5 });
    expect(scene.queue()).toMatchObject({
      holds: [{ status: 'cancelled', ended: { at: 5 } }],
      findings: [{ kind: 'reshelve', params: { item: 'b1' } }],
    });
  });

  test('H4 a copy set aside for a placing that was undone goes back to the shelf', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    scene.capture('b1', a, 10);
    scene.web.write(undoOf(a), { at: 20 });
    expect(scene.queue()).toMatchObject({ holds: [], findings: [{ kind: 'reshelve' }] });
  });

  test('H4 a cancellation from a desk whose clock ran behind its hold cancels it all the same', () => {
    const scene = new QueueScene();
    const slow = scene.stream('slow.a');
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1000 });
    expect(scene.queue().holds[0]).toMatchObject({ status: 'waiting' });
    slow.write(holdCancel(Q, a._id), { at: 400 });
    expect(scene.queue().holds).toMatchObject([{ id: a._id, status: 'cancelled', ended: { at: 1000 } }]);
  });

  test('H5 lent to its patron the hold is fulfilled; lent to another it is back in its place', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    const b = scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
    scene.web.write(holdPlace(Q, 'dirk'), { at: 3 });
    scene.capture('b1', a, 10);
    scene.desk.write(checkout('b1', 'anna'), { at: 20 });
    scene.capture('b2', b, 11);
    scene.desk.write(checkout('b2', 'celil'), { at: 21 });
    expect(scene.queue().holds.map((h) => [h.patron, h.status])).toEqual([
      ['anna', 'fulfilled'],
      ['bram', 'waiting'],
      ['dirk', 'waiting'],
    ]);
  });

  test('H5 another copy lent to its patron, or to who may collect for them, fulfils it', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    scene.desk.write(meeting('b9', 'mother', a._id), { at: 20 });
    expect(scene.queue().holds).toMatchObject([{ status: 'fulfilled', ended: { at: 20 } }]);
  });

  test('H5 lent for a hold that had ended, it meets the one that the patron placed since, once', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    scene.web.write(holdCancel(Q, a._id), { at: 2 });
    const b = scene.web.write(holdPlaceAs(Q, 'anna', { copies: 2 }), { at: 3 });
    scene.capture('b1', a, 10);
    scene.desk.write(meeting('b1', 'anna', b._id), { at: 20 });
    expect(scene.queue().holds).toMatchObject([
      { id: a._id, status: 'cancelled' },
      { id: b._id, status: 'waiting', wanted: 1 },
    ]);
    scene.desk.write(meeting('b2', 'anna', a._id), { at: 21 });
    expect(scene.queue().holds[1]).toMatchObject({ status: 'fulfilled' });
  });

  test('H5 who collected a book and wants it again has a new hold, at the end of the queue', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    const b = scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
    scene.desk.write(meeting('b1', 'anna', a._id), { at: 20 });
    const again = scene.web.write(holdPlace(Q, 'anna'), { at: 30 });
    expect(scene.queue().holds.map((h) => [h.id, h.status])).toEqual([
      [a._id, 'fulfilled'],
      [b._id, 'waiting'],
      [again._id, 'waiting'],
    ]);
  });

  test('H5 cancelled after it was collected, a hold stays fulfilled', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    scene.desk.write(meeting('b1', 'anna', a._id), { at: 20 });
    scene.web.write(holdCancel(Q, a._id), { at: 30 });
    expect(scene.queue().holds).toMatchObject([{ status: 'fulfilled', ended: { at: 20 } }]);
  });

  test('H5 a suspended hold keeps its place, its day and its copy', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    scene.web.write(holdPlace(Q, 'bram'), { at: 2 });
    scene.web.write(holdSuspend(Q, a._id, '2026-12-24'), { at: 3 });
    expect(scene.queue().holds[0]).toMatchObject({
      ...{ id: a._id, suspended: true, suspendedUntil: '2026-12-24', status: 'waiting' },
    });
    scene.web.write(holdResume(Q, a._id), { at: 4 });
    expect(scene.queue().holds[0]).toMatchObject({ suspended: false, suspendedUntil: null });
  });

  test('H6 a copy that was not on its shelf is remembered with the hold', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    const missed = scene.desk.write(holdNotOnShelf(Q, a._id, 'b1'), { at: 5 });
    expect(scene.queue().holds).toMatchObject([
      { status: 'waiting', notOnShelf: [{ item: 'b1', at: 5, by: missed._id }] },
    ]);
  });
});

describe('expiry', () => {
  test('H8 a copy that nobody collected ends its hold', () => {
    const scene = new QueueScene();
    const a = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    scene.capture('b1', a, 10);
    const turn = scene.stream('centre.a').write(holdExpire(Q, a._id, 'not-collected', 'b1'), { at: 50 });
    expect(scene.queue().holds).toMatchObject([
      { status: 'expired', copy: null, ended: { why: 'not-collected', at: 50, by: turn._id } },
    ]);
  });

  test('H8 a copy that was gone from the hold shelf by then was not left lying', () => {
    const scene = new QueueScene();
    const [a, b] = ['anna', 'bram'].map((patron, i) => scene.web.write(holdPlace(Q, patron), { at: i + 1 }));
    scene.capture('b1', a!, 10);
    scene.desk.write(checkout('b1', 'celil'), { at: 20 });
    scene.capture('b2', b!, 21);
    scene.desk.write(checkout('b2', 'bram'), { at: 22 });
    const centre = scene.stream('centre.a');
    centre.write(holdExpire(Q, a!._id, 'not-collected', 'b1'), { at: 50 });
    centre.write(holdExpire(Q, b!._id, 'not-collected', 'b2'), { at: 51 });
    expect(scene.queue().holds.map((h) => h.status)).toEqual(['waiting', 'fulfilled']);
  });

  test('H8 of several copies each that nobody collected is asked for no more, however often that is said', () => {
    const scene = new QueueScene();
    const school = scene.web.write(holdPlaceAs(Q, 'school', { copies: 2 }), { at: 1 });
    scene.capture('b1', school, 10);
    const turns = [scene.stream('centre.a'), scene.stream('centre.b')];
    for (const turn of turns) turn.write(holdExpire(Q, school._id, 'not-collected', 'b1'), { at: 50 });
    expect(scene.queue().holds).toMatchObject([{ status: 'waiting', wanted: 1, ended: null }]);
    scene.capture('b2', school, 60);
    scene.desk.write(checkout('b2', 'school'), { at: 61 });
    expect(scene.queue().holds).toMatchObject([{ status: 'fulfilled', wanted: 0 }]);
  });

  test('H8 a copy captured under an alias of its hold expires once too, and stays a task until its next scan', () => {
    const scene = new QueueScene();
    const fees = { placingCents: 0, pickupCents: 0, uncollectedCents: 200 };
    const school = scene.web.write(holdPlaceAs(Q, 'school', { copies: 3, fees }), { at: 1 });
    const again = scene.web.write(holdPlaceAs(Q, 'school', { copies: 3 }), { at: 2 });
    scene.capture('b1', again, 10);
    const centre = scene.stream('centre.a');
    for (const at of [50, 51]) centre.write(holdExpire(Q, school._id, 'not-collected', 'b1'), { at });
    expect(scene.queue()).toMatchObject({
      holds: [{ status: 'waiting', wanted: 2, captures: [] }],
      charges: [{ kind: 'uncollected', cents: 200, at: 50 }],
      findings: [{ kind: 'reshelve', params: { item: 'b1' } }],
    });
    scene.desk.write(checkin('b1'), { at: 60 });
    expect(scene.queue().findings).toEqual([]);
  });

  test('L10 a copy that nobody collected is asked for no more, whichever of its labels was scanned then', () => {
    const scene = new QueueScene();
    const hold = scene.web.write(holdPlace(Q, 'anna'), { at: 1 });
    scene.capture('b2', hold, 10);
    const centre = scene.stream('centre.a');
    centre.write(itemMerge('b2', 'b1'), { at: 20 });
    centre.write(holdExpire(Q, hold._id, 'not-collected', 'b1'), { at: 50 });
    expect(scene.queue()).toMatchObject({
      holds: [{ status: 'expired', captures: [] }],
      findings: [{ kind: 'reshelve' }],
    });
  });

  test('H8 a hold on two copies of which one was lent and one not collected is fulfilled', () => {
    const scene = new QueueScene();
    const school = scene.web.write(holdPlaceAs(Q, 'school', { copies: 2 }), { at: 1 });
    scene.capture('b1', school, 10);
    scene.desk.write(checkout('b1', 'school'), { at: 11 });
    scene.capture('b2', school, 12);
    scene.stream('centre.a').write(holdExpire(Q, school._id, 'not-collected', 'b2'), { at: 50 });
    expect(scene.queue().holds).toMatchObject([{ status: 'fulfilled', wanted: 0, ended: { at: 50 } }]);
  });

  test('H9 an unfilled hold ends at its day or with the subscription, and one with a copy by then is not unfilled', () => {
    const scene = new QueueScene();
    const placed = ['anna', 'bram', 'celil'].map((patron, i) =>
      scene.web.write(holdPlace(Q, patron), { at: i + 1 }),
    );
    scene.capture('b1', placed[1]!, 10);
    const centre = scene.stream('centre.a');
    centre.write(holdExpire(Q, placed[0]!._id, 'not-filled'), { at: 50 });
    centre.write(holdExpire(Q, placed[1]!._id, 'not-filled'), { at: 51 });
    centre.write(holdExpire(Q, placed[2]!._id, 'subscription-ended'), { at: 52 });
    expect(scene.queue().holds.map((h) => h.ended?.why ?? h.status)).toEqual([
      'not-filled',
      'captured',
      'subscription-ended',
    ]);
  });
});
