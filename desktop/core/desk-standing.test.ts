import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { factsOf, TestStream } from '@balie/shared/testing/make-entry.ts';
import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import type { Answer } from '../contract/answers.ts';
import type { DeskState } from '../contract/views.ts';
import { B, Q, TestDesk } from './testing-desk.ts';

let desk: TestDesk;
let centre: TestStream;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  centre = new TestStream('centre.z');
});

/** The centre says something new of a setting. */
async function set(id: string, draft: Parameters<TestStream['write']>[0]): Promise<void> {
  await desk.pull(stateDocument(id, { facts: factsOf([centre.write(draft, { at: 2 })]) }));
}

test('D2 who signs in has the role that the centre gave, or the one that overriding makes', async () => {
  const role = async (): Promise<unknown> => ((await desk.call('desk.state', {})) as DeskState).staff?.role;
  expect(await role()).toBe('senior');
  await desk.signIn('junior');
  expect(await role()).toBe('staff');
  await desk.signIn('manager');
  expect(await role()).toBe('manager');
  const body = { staff: 'manager', name: 'Bob', mayOverride: false, role: 'staff', pin: '' } as const;
  await set('staff:manager', { kind: 'staff.set', body });
  expect(await desk.call('desk.state', {})).toMatchObject({ staff: { name: 'Bob', role: 'staff' } });
});

test('who signs in and who goes is in the journal, once for each change', async () => {
  await desk.signIn('junior');
  await desk.signIn('junior');
  await desk.signIn('manager');
  const sessions = desk.written().filter(({ kind }) => kind.startsWith('session.'));
  expect(sessions.map(({ kind, staff, body }) => [kind, staff, body])).toEqual([
    ['session.close', 'demo', { why: 'other-signed-in' }],
    ['session.open', 'junior', { role: 'staff' }],
    ['session.close', 'junior', { why: 'other-signed-in' }],
    ['session.open', 'manager', { role: 'manager' }],
  ]);
});

test('nobody signs in where it cannot be written', async () => {
  desk.disk.failNext = { error: new Error('ENOSPC'), torn: 0 };
  await expect(desk.signIn('junior')).rejects.toThrow('journal-failed');
  expect(await desk.call('desk.state', {})).toMatchObject({ staff: { id: 'demo' } });
});

test('D2 M4 what needs a role is refused to those before it, in words that name the role', async () => {
  const id = await desk.register();
  const override = { otherwise: 'manager', checks: {} } as const;
  await set('policy:library', { kind: 'policy.set', body: { policy: { ...nationalDefault, override } } });
  const place = { kind: 'hold.place', queue: Q, patron: id, pickup: 'centrum' } as const;
  const missing = { code: 'right-missing', params: { role: 'manager' } };
  expect(await desk.act(place, 'pays-today')).toMatchObject({ objections: [{}, {}, missing] });
  expect(await desk.act(place, 'because')).toMatchObject({
    objections: [{}, {}, { code: 'reason-unknown' }],
  });
  const { entries } = await desk.done({ kind: 'charge', patron: id, reason: 'damage', cents: 500 });
  const waive = { kind: 'waive', patron: id, charge: entries[0]!, reason: 'leniency' } as const;
  expect(await desk.act(waive)).toMatchObject({ objections: [missing] });
  const block = await desk.done({ kind: 'patron.block', patron: id, reason: 'conduct', until: null });
  const unblock = { kind: 'patron.unblock', patron: id, block: block.entries[0]! } as const;
  expect(await desk.act(unblock)).toMatchObject({ objections: [missing] });
  expect((await desk.scan(B, 'lend', id)) as Answer).toMatchObject({
    ...{ kind: 'blocked', mayOverride: false, needs: 'manager' },
  });
  await desk.signIn('manager');
  expect(await desk.scan(B, 'lend', id)).toMatchObject({ kind: 'blocked', mayOverride: true });
  for (const command of [waive, unblock]) await desk.done(command);
  await desk.done(place, 'pays-today');
});
