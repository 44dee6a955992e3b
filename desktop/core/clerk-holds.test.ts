import { beforeEach, expect, test } from 'vitest';
import { issueQueue } from '@balie/shared/protocol/document-ids.ts';
import { MemoryIndex } from '../adapters/memory-index.ts';
import { B, Q, TestDesk } from './testing-desk.ts';

let desk: TestDesk;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
});

test('H1 a hold is placed, suspended and cancelled', async () => {
  const id = await desk.member();
  const place = { kind: 'hold.place', queue: Q, patron: id, pickup: 'centrum' } as const;
  const { patron: after } = await desk.done(place);
  const [hold] = after!.holds;
  expect(hold).toMatchObject({ state: 'waiting', position: 1 });
  expect(await desk.objections(place)).toEqual(['reserved-already']);
  await desk.lasting(async () => expect((await desk.patron(id)).holds).toEqual([hold]));
  await desk.done({ kind: 'hold.suspend', queue: Q, hold: hold!.id, until: '2027-06-01' });
  await desk.done({ kind: 'hold.resume', queue: Q, hold: hold!.id });
  expect(await desk.objections({ kind: 'hold.resume', queue: Q, hold: hold!.id })).toEqual(['not-suspended']);
  await desk.done({ kind: 'hold.move', queue: Q, hold: hold!.id, pickup: 'noord' });
  await desk.done({ kind: 'hold.cancel', queue: Q, hold: hold!.id, by: 'patron' });
  await desk.lasting(async () => expect((await desk.patron(id)).holds).toEqual([]));
  expect(await desk.objections({ kind: 'hold.cancel', queue: Q, hold: hold!.id, by: 'patron' })).toEqual([
    'hold-ended',
  ]);
  expect(await desk.objections({ kind: 'hold.resume', queue: 'queue:title:t9', hold: hold!.id })).toEqual([
    'hold-unknown',
  ]);
});

test('H8 a captured copy that is not collected goes on', async () => {
  const id = await desk.member();
  const { patron: after } = await desk.done({ kind: 'hold.place', queue: Q, patron: id, pickup: 'centrum' });
  await desk.scan(B, 'take');
  expect((await desk.patron(id)).holds).toMatchObject([{ state: 'ready' }]);
  const command = {
    kind: 'hold.expire',
    queue: Q,
    hold: after!.holds[0]!.id,
    why: 'not-collected',
  } as const;
  expect(await desk.done(command)).toMatchObject({ patron: null });
  await desk.lasting(async () => {
    expect(await desk.patron(id)).toMatchObject({ holds: [], owedCents: 100 });
  });
});

test('H1 a hold on one issue of a periodical waits for that one', async () => {
  const id = await desk.member();
  const [march, april] = ['2026/3', '2026/4'].map((issue) => issueQueue('t1', issue));
  for (const queue of [march!, april!])
    await desk.done({ kind: 'hold.place', queue, patron: id, pickup: 'centrum' });
  await desk.done({ kind: 'item.edit', item: B, set: { issue: '2026/4' } });
  await desk.scan(B, 'take');
  await desk.lasting(async () => {
    const { holds } = await desk.patron(id);
    expect(new Map(holds.map(({ queue, state }) => [queue, state]))).toEqual(
      new Map([
        [march, 'waiting'],
        [april, 'ready'],
      ]),
    );
  });
});
