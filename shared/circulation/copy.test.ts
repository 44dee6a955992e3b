import { expect, test } from 'vitest';
import type { AnyEntry } from '../journal/entry.ts';
import {
  checkin,
  checkout,
  factsOf,
  itemMark,
  itemOpen,
  itemSeen,
  TestStream,
} from '../testing/make-entry.ts';
import { issueQueue, titleOfIssue } from '../protocol/document-ids.ts';
import { foldItem } from './fold-item.ts';
import { queuesOf } from './item-state.ts';

const B = '30100281774501';
const QUEUE = 'queue:title:t1';

type Written = ReturnType<typeof checkin>;

function scene() {
  const desk = new TestStream('d1.a');
  const fold = () => foldItem(B, factsOf(desk.entries));
  return { desk, fold };
}

function broken(parts: 'complete' | 'incomplete', damaged = false): Written {
  const { kind, body } = checkin(B);
  return { kind, body: { ...body, condition: { parts, damaged } } as typeof body };
}

function counted(parts: 'complete' | 'incomplete', patron = 'anna'): Written {
  const { kind, body } = checkout(B, patron);
  return { kind, body: { ...body, parts } as typeof body };
}

const edit = (set: object): Written => ({ kind: 'item.edit', body: { item: B, set } });
const notOnShelf = (limit?: number): Written => ({
  kind: 'hold.notOnShelf',
  body: {
    ...{ queue: QUEUE, hold: 'entry:w.a:00000001:0123456789abcdef', item: B },
    ...(limit === undefined ? {} : { limit }),
  },
});

test('P1 edits of different fields never collide, and of one field the later stands', () => {
  const { desk, fold } = scene();
  const other = new TestStream('d2.a');
  desk.write(itemOpen(B), { at: 1000 });
  desk.write(edit({ shelf: 'Jeugd', parts: 3 }), { at: 3000 });
  other.write(edit({ shelf: 'Sport', loanGroup: 'dvd' }), { at: 2000 });
  const item = foldItem(B, factsOf([...desk.entries, ...other.entries]));
  expect(item.attributes).toMatchObject({ shelf: 'Jeugd', loanGroup: 'dvd', parts: 3, title: 't1' });
  expect(fold().attributes).toMatchObject({ shelf: 'Jeugd', loanGroup: 'boek' });
});

test('P1 an item registered at a desk is described, and is where it was registered; alone it has one part', () => {
  const { desk, fold } = scene();
  desk.write(edit({ shelf: 'Sport' }), { at: 500 });
  expect(fold().attributes).toBeNull();
  desk.write(itemOpen(B), { at: 600 });
  expect(fold()).toMatchObject({ at: 'centrum', attributes: { parts: 1 } });
  const { source: _source, mark: _mark, ...described } = itemOpen(B).body as Record<string, unknown>;
  const body = { ...described, at: 'noord', parts: 4 } as never;
  desk.write({ kind: 'item.register', body }, { at: 1000 });
  expect(fold()).toMatchObject({ at: 'noord', attributes: { title: 't1', parts: 4 } });
});

test('L7 an opening balance does not say where a book is that a desk had in hand, nor how it is', () => {
  const { desk, fold } = scene();
  desk.write(itemMark(B, 'damaged'), { at: 1000 });
  desk.write(itemOpen(B), { at: 1500 });
  expect(fold()).toMatchObject({ at: null, mark: 'damaged' });
  desk.write(itemSeen(B), { at: 2000, branch: 'noord' });
  desk.write(itemOpen(B), { at: 3000 });
  expect(fold()).toMatchObject({ at: 'noord', mark: 'damaged', attributes: { title: 't1' } });
});

test('L7 a copy that was imported as lost is found by whoever has it in hand', () => {
  const { desk, fold } = scene();
  const { kind, body } = itemOpen(B);
  desk.write({ kind, body: { ...body, mark: 'lost' } as typeof body }, { at: 1000 });
  expect(fold().mark).toBe('lost');
  desk.write(itemSeen(B), { at: 2000 });
  expect(fold().mark).toBeNull();
});

test('L5 a book that is sent, received or seen is where that was said', () => {
  const { desk, fold } = scene();
  desk.write({ kind: 'item.send', body: { item: B, to: 'noord', why: 'home' } }, { at: 1000 });
  expect(fold()).toMatchObject({ at: 'centrum', transitTo: 'noord' });
  desk.write({ kind: 'item.receive', body: { item: B } }, { at: 2000, branch: 'noord' });
  expect(fold()).toMatchObject({ at: 'noord', transitTo: null });
  desk.write(itemMark(B, 'missing'), { at: 3000, branch: 'centrum' });
  expect(fold()).toMatchObject({ at: 'noord', mark: 'missing' });
  desk.write(itemSeen(B), { at: 4000, branch: 'west' });
  expect(fold()).toMatchObject({ at: 'west', mark: null });
});

test('L12 missing parts close the loan, mark the copy and make a case with who had it last', () => {
  const { desk, fold } = scene();
  const loan = desk.write(checkout(B, 'anna'), { at: 1000 });
  const back = desk.write(broken('incomplete'), { at: 2000 });
  const found = {
    kind: 'parts-missing',
    entry: back._id,
    weight: 'exception',
    params: { patron: 'anna', loan: loan._id },
  };
  expect(fold()).toMatchObject({ loan: null, mark: 'incomplete', history: [{ id: loan._id }] });
  expect(fold().findings).toEqual([found]);
  desk.write(broken('incomplete'), { at: 2100 });
  expect(fold().findings).toEqual([found]);
});

test('L12 the case of missing parts ends when the parts are there', () => {
  for (const there of [broken('complete'), counted('complete'), itemMark(B, 'found')]) {
    const { desk, fold } = scene();
    desk.write(checkout(B, 'anna'), { at: 1000 });
    desk.write(broken('incomplete'), { at: 2000 });
    desk.write(there, { at: 3000 });
    expect(fold()).toMatchObject({ mark: null, findings: [] });
  }
});

test('L12 damage makes a case that stays until a person settles it, also when parts are missing too', () => {
  const { desk, fold } = scene();
  desk.write(checkout(B, 'anna'), { at: 1000 });
  desk.write(broken('incomplete', true), { at: 2000 });
  desk.write(broken('incomplete', true), { at: 2100 });
  expect(fold().mark).toBe('damaged');
  expect(fold().findings.map(({ kind }) => kind)).toEqual(['parts-missing', 'damaged']);
  desk.write(itemMark(B, 'found'), { at: 3000 });
  expect(fold().mark).toBeNull();
  expect(fold().findings.map(({ kind }) => kind)).toEqual(['damaged']);
});

test('L12 what was incomplete when it was lent makes no case for who brings it back', () => {
  const { desk, fold } = scene();
  desk.write(counted('incomplete'), { at: 1000 });
  desk.write(broken('incomplete'), { at: 2000 });
  expect(fold()).toMatchObject({ loan: null, mark: 'incomplete', findings: [] });
});

test('H6 a copy that was twice not on its shelf is missing, until somebody has it in hand', () => {
  const { desk, fold } = scene();
  desk.write(notOnShelf(), { at: 1000 });
  desk.write(itemSeen(B), { at: 1500 });
  desk.write(notOnShelf(), { at: 2000 });
  expect(fold().mark).toBeNull();
  desk.write(notOnShelf(), { at: 3000 });
  expect(fold().mark).toBe('missing');
  desk.write(checkin(B), { at: 4000 });
  expect(fold().mark).toBeNull();
});

test('H6 a copy is missing after as many looks in vain as the policy of the desk that looked has', () => {
  for (const limit of [1, 2, 3, 5]) {
    const { desk, fold } = scene();
    for (let looks = 1; looks <= limit; looks++) {
      expect(fold().mark).toBeNull();
      desk.write(notOnShelf(limit), { at: looks * 1000 });
    }
    expect(fold().mark).toBe('missing');
  }
});

test('H6 a copy that is lent, captured or on its way is not looked for on its shelf', () => {
  const hold = { hold: 'entry:w.a:00000001:0123456789abcdef', queue: QUEUE, patron: 'anna', pickup: 'noord' };
  const sent = { kind: 'item.send', body: { item: B, to: 'noord', why: 'home' } } as const;
  for (const away of [checkout(B, 'anna'), checkin(B, hold), sent]) {
    const { desk, fold } = scene();
    desk.write(away, { at: 1000 });
    for (const at of [2000, 3000]) desk.write(notOnShelf(), { at });
    expect(fold().mark).toBeNull();
  }
});

test('a copy lent to another library is away until it arrives again', () => {
  const { desk, fold } = scene();
  const away = new TestStream('d2.a');
  const all = (more: readonly AnyEntry[]) => foldItem(B, factsOf([...desk.entries, ...more])).ill;
  const request = 'ill:NL-2:1';
  desk.write(itemOpen(B), { at: 500 });
  desk.write(
    { kind: 'ill.ship', body: { request, supplier: 'NL-1', item: B, due: '2027-01-04', renewals: 1 } },
    { at: 1000 },
  );
  const shipped = { request, role: 'supplied', leg: 'shipped', due: '2027-01-04', renewals: 1 };
  expect(fold()).toMatchObject({ ill: shipped, transitTo: null, mark: null });
  away.write({ kind: 'ill.receive', body: { request, item: B } }, { at: 2000, branch: 'delft' });
  expect(all(away.entries)).toEqual({ ...shipped, leg: 'received' });
  away.write({ kind: 'ill.lost', body: { request, item: B, where: 'borrower', cents: 1 } }, { at: 2500 });
  expect(all(away.entries)).toEqual({ ...shipped, leg: 'lost' });
  away.write({ kind: 'ill.return', body: { request, item: B, leg: 'sent' } }, { at: 3000 });
  expect(all(away.entries)).toEqual({ ...shipped, leg: 'returning' });
  const other = 'ill:NL-2:2';
  desk.write({ kind: 'ill.return', body: { request: other, item: B, leg: 'arrived' } }, { at: 3500 });
  expect(all(away.entries)).toEqual({ ...shipped, leg: 'returning' });
  desk.write({ kind: 'ill.return', body: { request, item: B, leg: 'arrived' } }, { at: 4000 });
  expect(all(away.entries)).toBeNull();
  expect(foldItem(B, factsOf(away.entries.slice(0, 1)))).toMatchObject({
    at: 'delft',
    ill: { request, role: 'borrowed', leg: 'received', due: null },
  });
});

test('H1 a copy serves the queues of itself, its title, its work and its issue', () => {
  const { desk, fold } = scene();
  desk.write(itemOpen(B), { at: 1 });
  expect(queuesOf(fold())).toEqual([`queue:item:${B}`, QUEUE]);
  desk.write({ kind: 'item.edit', body: { item: B, set: { issue: '2026/4', work: 'w1' } } }, { at: 2 });
  expect(queuesOf(fold())).toEqual([`queue:item:${B}`, QUEUE, 'queue:work:w1', 'queue:issue:t1/2026%2F4']);
  expect(titleOfIssue(issueQueue('t/1', '2026/4'))).toBe('t/1');
  desk.write({ kind: 'item.edit', body: { item: B, set: { issue: null, title: null } } }, { at: 3 });
  expect(queuesOf(fold())).toEqual([`queue:item:${B}`, 'queue:work:w1']);
});
