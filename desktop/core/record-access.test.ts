import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { POLICY_DOC } from '@balie/shared/protocol/document-ids.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { factsOf, TestStream } from '@balie/shared/testing/make-entry.ts';
import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import type { DeskState } from '../contract/views.ts';
import { B, TestDesk } from './testing-desk.ts';
import { FakeAccessLog } from './testing-ports.ts';
import { RecordAccess } from './record-access.ts';
import { DATE, TestMachines } from './sip2/testing-machine.ts';

const card = 'CARD-0001';
let desk: TestDesk;
let patron: string;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  patron = await desk.member(card);
  desk.accessLog.lines.length = 0;
});

const scan = (code: string, session: string, by: 'scanned' | 'typed' | 'picked' = 'scanned') =>
  desk.call('counter.scan', { code, by, mode: 'lend', patron: null, session });
const seen = () => desk.accessLog.lines.map(({ by, patron: whose, how }) => [by, whose === patron, how]);

test('A3 who opens a record is logged: when, where, who, whose and how, by ids alone', async () => {
  await scan(card, 'monday');
  const { lines } = desk.accessLog;
  expect(lines).toEqual([
    {
      at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/) as string,
      ...{ library: 'NL-0800070000', desk: 'noord', branch: 'centrum' },
      ...{ by: 'demo', patron, how: 'card' },
    },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/Anna|Jansen|CARD/);
});

test('A3 a record opened again in the same visit is one line; by another, or in another visit, one more', async () => {
  await scan(card, 'monday');
  await scan(card, 'monday', 'typed');
  await desk.call('patron.get', { id: patron, session: 'monday' });
  await desk.call('counter.scan', { code: B, by: 'scanned', mode: 'lend', patron, session: 'monday' });
  await desk.call('account.get', { patron });
  await desk.call('paper.get', { patron });
  expect(seen()).toEqual([['demo', true, 'card']]);
  await desk.signIn('junior');
  await scan(card, 'monday', 'picked');
  await scan(card, 'tuesday', 'typed');
  await desk.call('patron.get', { id: patron, session: 'wednesday' });
  expect(seen().slice(1)).toEqual([
    ['junior', true, 'search'],
    ['junior', true, 'typed'],
    ['junior', true, 'recalled'],
  ]);
});

test.each([
  ['act', () => desk.act({ kind: 'patron.note', patron, text: 'x', show: 'at-counter' })],
  ['account', () => desk.call('account.get', { patron })],
  ['overview', () => desk.call('paper.get', { patron })],
  ['act', () => desk.call('pile.act', { mode: 'lend', patron, session: 'visit', items: [B] })],
])('A3 a record that comes in sight with no card is logged as well: %s', async (how, show) => {
  await desk.restart();
  await show();
  expect(seen()).toEqual([['demo', true, how]]);
});

test('A3 what shows nobody is not logged: a search, a list, a book that nobody has', async () => {
  await desk.call('search', { text: 'Jansen' });
  await desk.call('acts.pull', { after: 0, limit: 10 });
  await desk.scan(B, 'take');
  expect(seen()).toEqual([]);
});

test('A3 a machine that is told about a patron is logged by its name, once a visit', async () => {
  const machine = await new TestMachines(desk).loggedIn();
  const information = () => machine.ask<'64'>(`63001${DATE}${''.padEnd(10)}AOlib|AA${card}|AC|AD|`);
  await information();
  await information();
  await machine.ask<'24'>(`23001${DATE}AOlib|AA${card}|AC|AD|`);
  await machine.ask<'26'>(`25${DATE}AOlib|AA${card}|AC|AD|`);
  expect(seen()).toEqual([['sip2:selfcheck', true, 'machine']]);
});

test('A3 what is known of visits does not grow: of a thousand newer ones on, a visit is a new one', () => {
  const log = new FakeAccessLog();
  const access = new RecordAccess({
    ...{ log, identity: desk.forMachines().identity, settings: desk.forMachines().settings },
    ...{ now: () => 0, isWhole: () => false, failed: () => undefined },
  });
  const visit = (name: string) => access.toMachine('anna', name, 'sip2:selfcheck');
  visit('first');
  for (let n = 1; n < 1000; n++) visit(`visit ${n}`);
  visit('first');
  expect(log.lines).toHaveLength(1000);
  visit('visit 1000');
  visit('first');
  expect(log.lines).toHaveLength(1002);
});

test('A3 a log that cannot be written is told, and stops nobody', async () => {
  desk.failAccessLog(new Error('ENOSPC'));
  const state = (await desk.call('desk.state', {})) as DeskState;
  expect(state.trouble).toEqual({ code: 'access-log-failed', params: { reason: 'ENOSPC' } });
  expect(await desk.scan(B, 'lend', patron)).toMatchObject({ kind: 'lent' });
});

test('A3 what is older than the library keeps it goes when the program starts, and when a month begins', async () => {
  const { keptFrom } = desk.accessLog;
  const first = keptFrom.length;
  expect(first).toBe(1);
  const policy = { ...nationalDefault, retention: { ...nationalDefault.retention, accessLogMonths: 1 } };
  const set = { kind: 'policy.set', body: { policy } } as const;
  await desk.pull(
    stateDocument(POLICY_DOC, { facts: factsOf([new TestStream('centre.p').write(set, { at: 1 })]) }),
  );
  await scan(card, 'monday');
  expect(keptFrom).toHaveLength(first);
  desk.clock.now += 31 * 86_400_000;
  await scan(card, 'a month later');
  await desk.restart();
  const at = new Date(desk.accessLog.lines.at(-1)!.at);
  const monthBefore = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() - 1)).toISOString().slice(0, 7);
  expect(keptFrom.slice(first)).toEqual([monthBefore, monthBefore]);
});
