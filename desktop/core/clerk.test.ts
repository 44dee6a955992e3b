import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import { Q, UNSETTLED, registering, TestDesk } from './testing-desk.ts';

let desk: TestDesk;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
});

test('E4 an exception is settled once, with an answer that is offered', async () => {
  const settle = { kind: 'exception.settle', exception: UNSETTLED, answer: 'reshelved' } as const;
  expect(await desk.objections({ ...settle, answer: 'thrown-away' })).toEqual(['answer-unknown']);
  expect(await desk.objections({ ...settle, exception: `${UNSETTLED}9` })).toEqual(['exception-unknown']);
  await desk.done(settle);
  await desk.lasting(async () => expect(await desk.objections(settle)).toEqual(['settled-already']));
});

test('D2 an override says which checks, why and who; without the right nothing is written', async () => {
  const id = await desk.register('CARD-0001');
  const place = { kind: 'hold.place', queue: Q, patron: id, pickup: 'centrum' } as const;
  expect(await desk.objections(place)).toEqual(['subscription-unpaid', 'owed-over-limit']);
  await desk.signIn('junior');
  const before = desk.written().length;
  expect(await desk.act(place, 'pays-today')).toMatchObject({ kind: 'refused' });
  expect(desk.written()).toHaveLength(before);
  await desk.signIn('demo');
  expect(await desk.act(place, 'because')).toMatchObject({ kind: 'refused' });
  const { entries } = await desk.done(place, 'pays-today');
  expect(desk.written().find(({ _id }) => _id === entries[0])).toMatchObject({
    ...{ staff: 'demo', session: 'visit', policy: nationalDefault.version },
    body: {
      overrides: { checks: ['subscription-unpaid', 'owed-over-limit'], reason: 'pays-today', by: 'demo' },
    },
  });
});

test('a registration whose write fails is not there at all', async () => {
  desk.disk.failNext = { error: new Error('ENOSPC'), torn: 900 };
  await expect(desk.act(registering('CARD-0001'))).rejects.toThrow('journal-failed');
  expect(await desk.scan('CARD-0001', 'take')).not.toMatchObject({ kind: 'patron' });
  await desk.register('CARD-0001');
});
