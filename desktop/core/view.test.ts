import { Horizon } from '@balie/shared/journal/horizon.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { StreamClock } from '@balie/shared/clock/timing.ts';
import { itemDoc } from '@balie/shared/protocol/document-ids.ts';
import { leavingOf, letGo } from '@balie/shared/protocol/letting-go.ts';
import { type StateDocument, stateDocument } from '@balie/shared/protocol/state-document.ts';
import {
  checkin,
  checkout,
  factsOf,
  itemMerge,
  itemOpen,
  TestStream,
} from '@balie/shared/testing/make-entry.ts';
import { expect, test } from 'vitest';
import type { JournalBook } from './journal-book.ts';
import { View } from './view.ts';

const B = '30100281774501';
const ID = itemDoc(B);

/** A view of one desk's own acts beside what its replica holds of one book. */
function viewOf(
  own: readonly AnyEntry[],
  stored: StateDocument,
): { readonly view: View; readonly seen: string[] } {
  const seen: string[] = [];
  const book = { clocks: new Map(), entries: () => own, seen: (id: string) => seen.push(id) };
  const store = { getMany: async () => new Map([[ID, stored]]) };
  return { view: new View(book as unknown as JournalBook, store as never), seen };
}

test('L7 what the horizon took in is pending no more, though this desk still has it, and what is new folds above the base', async () => {
  const desk = new TestStream('d1.x');
  desk.write(itemOpen(B), { at: 1 });
  desk.write(checkout(B, 'anna'), { at: 2 });
  const back = desk.write(checkin(B), { at: 3 });
  const anchor = { seq: 1, wall: 1, mono: 1, boot: 'boot', server: 1 };
  const clocks = new Map<string, StreamClock>([
    ['d1.x', { stream: 'd1.x', previous: null, anchors: [anchor] }],
  ]);
  const horizon = new Horizon([{ by: back._id, before: 100, cut: { 'd1.x': [back._id] } }]);
  const content = { facts: factsOf(desk.entries, clocks) };
  const leaving = leavingOf(ID, content, horizon, clocks);
  const left = letGo(ID, content, leaving, leaving.parts, {}).content;
  const stored = stateDocument(ID, left);
  expect(Object.keys(left.facts)).toHaveLength(2);
  const { view, seen } = viewOf(desk.entries, stored);
  await view.reload();
  expect(seen).toHaveLength(3);
  expect(await view.item(B)).toEqual(stored.state);
  const lent = desk.write(checkout(B, 'bram'), { at: 200 });
  await view.add([lent]);
  expect(await view.item(B)).toMatchObject({ loan: { patron: 'bram', id: lent._id }, history: [] });
  expect(view.pendingLoansOf('bram')).toEqual([B]);
});

test('L10 of a book with two labels nothing is kept once neither has anything pending: what the centre says of it counts', async () => {
  const old = 'BOEK-1';
  const fresh = 'BOEK-2';
  const desk = new TestStream('d1.x');
  const centre = new TestStream('centre.a');
  const lent = desk.write(checkout(fresh, 'anna'), { at: 2 });
  centre.write(itemOpen(old), { at: 1 });
  centre.write(itemMerge(fresh, old), { at: 3 });
  const stored = new Map<string, StateDocument>();
  const write = (...entries: readonly AnyEntry[]): readonly StateDocument[] => {
    const content = { facts: factsOf([...centre.entries, ...entries]) };
    const documents = [old, fresh].map((label) => stateDocument(itemDoc(label), content));
    for (const document of documents) stored.set(document._id, document);
    return documents;
  };
  const book = { clocks: new Map(), entries: () => [lent], seen: () => undefined };
  const store = {
    getMany: async (ids: readonly string[]) =>
      new Map(ids.flatMap((id) => (stored.has(id) ? [[id, stored.get(id)!]] : []))),
  };
  const view = new View(book as unknown as JournalBook, store as never);
  write();
  await view.reload();
  expect(await view.item(old)).toMatchObject({ loan: { patron: 'anna' } });
  await view.changed(write(lent));
  const back = new TestStream('d2.x').write(checkin(fresh), { at: 9 });
  await view.changed(write(lent, back));
  for (const label of [old, fresh]) expect(await view.item(label)).toMatchObject({ loan: null });
});
