import { expect, test } from 'vitest';
import { unite } from '../journal/fact.ts';
import {
  checkin,
  checkout,
  factsOf,
  itemMark,
  itemMerge,
  itemOpen,
  payFor,
  TestStream,
  undoOf,
} from '../testing/make-entry.ts';
import { foldItem } from './fold-item.ts';

const B = '30100281774501';
const OLD_LABEL = '30100999999999';

function scene() {
  const desk = new TestStream('d1.a');
  const fold = (label = B) => foldItem(label, factsOf(desk.entries));
  return { desk, fold };
}

test('L8 an undone checkin leaves the loan as it was', () => {
  const { desk, fold } = scene();
  const out = desk.write(checkout(B, 'anna'), { at: 1000 });
  const before = fold();
  const back = desk.write(checkin(B), { at: 2000, branch: 'noord' });
  const undo = desk.write(undoOf(back), { at: 2100 });
  expect(before).toMatchObject({ loan: { id: out._id }, at: 'centrum' });
  expect(fold()).toEqual({ ...before, newest: undo._id });
});

test('L8 an undone checkout gives a captured copy back to who waits for it', () => {
  const { desk, fold } = scene();
  const hold = 'entry:w.a:00000001:0123456789abcdef';
  desk.write(checkin(B, { hold, queue: 'queue:title:t1', patron: 'anna', pickup: 'centrum' }), { at: 1000 });
  const out = desk.write(checkout(B, 'anna'), { at: 2000 });
  desk.write(undoOf(out), { at: 2100 });
  expect(fold()).toMatchObject({ loan: null, history: [], claims: [{ hold, ended: null }] });
});

test('L8 an undo is refused when the book went on since, and a person hears of it', () => {
  const { desk, fold } = scene();
  const out = desk.write(checkout(B, 'anna'), { at: 1000 });
  const back = desk.write(checkin(B), { at: 2000 });
  const undo = desk.write(undoOf(out), { at: 3000 });
  expect(fold()).toMatchObject({
    loan: null,
    history: [{ id: out._id }],
    findings: [{ kind: 'undo-refused', entry: undo._id, params: { of: out._id, by: back._id } }],
  });
});

test('L8 a checkin whose late charge was paid is not undone', () => {
  const { desk, fold } = scene();
  const out = desk.write(checkout(B, 'anna'), { at: 1000 });
  const back = desk.write(checkin(B), { at: 2000 });
  desk.write(payFor('anna', `late:${out._id}`, B), { at: 2500 });
  desk.write(undoOf(back), { at: 3000 });
  expect(fold()).toMatchObject({ loan: null, findings: [{ kind: 'undo-refused' }] });
});

test('L8 of a payment the account tells, not the book', () => {
  const { desk, fold } = scene();
  const out = desk.write(checkout(B, 'anna'), { at: 1000 });
  const paid = desk.write(payFor('anna', `late:${out._id}`, B), { at: 2000 });
  desk.write(checkin(B), { at: 2500 });
  desk.write(undoOf(paid), { at: 3000 });
  expect(fold().findings).toEqual([]);
});

test('L8 of what was told of the copy itself the book tells', () => {
  const { desk, fold } = scene();
  const edit = desk.write({ kind: 'item.edit', body: { item: B, set: { shelf: 'Sport' } } }, { at: 1000 });
  desk.write(checkin(B), { at: 2000 });
  const undo = desk.write(undoOf(edit), { at: 3000 });
  expect(fold().findings).toMatchObject([{ kind: 'undo-refused', entry: undo._id }]);
});

test('L10 an unlisted number joins the item of the catalogue, with its loans', () => {
  const { desk, fold } = scene();
  const out = desk.write(checkout(OLD_LABEL, 'anna'), { at: 1000 });
  desk.write(itemOpen(B), { at: 2000 });
  expect(foldItem(OLD_LABEL, factsOf([out]))).toMatchObject({ barcode: OLD_LABEL, attributes: null });
  desk.write(itemMerge(OLD_LABEL, B), { at: 3000 });
  const joined = fold();
  expect(joined).toMatchObject({
    barcode: B,
    attributes: { title: 't1' },
    loan: { id: out._id, patron: 'anna' },
  });
  expect(fold(OLD_LABEL)).toEqual(joined);
  desk.write(checkin(B), { at: 4000 });
  expect(fold()).toMatchObject({ loan: null, history: [{ id: out._id, ended: { how: 'returned' } }] });
});

test('L10 what stands in the document of one label and names another book stays out', () => {
  const third = '30100555555555';
  const { desk, fold } = scene();
  desk.write(checkout(B, 'anna'), { at: 1000 });
  desk.write(checkout(third, 'bram'), { at: 2000 });
  const merge = desk.write(itemMerge(B, third), { at: 3000 });
  desk.write(undoOf(merge), { at: 4000 });
  desk.write(payFor('bram', `late:${desk.entries[0]!._id}`, third), { at: 4500 });
  desk.write(itemMerge(OLD_LABEL, B), { at: 5000 });
  expect(fold()).toMatchObject({ barcode: B, loan: { patron: 'anna' }, history: [] });
  expect(fold(third)).toMatchObject({ barcode: third, loan: { patron: 'bram' }, history: [] });
});

test('L10 an act on one label stands in the way of undoing one on the other', () => {
  const { desk } = scene();
  const out = desk.write(checkout(OLD_LABEL, 'anna'), { at: 1000 });
  desk.write(itemMark(B, 'damaged'), { at: 2000 });
  const undo = desk.write(undoOf(out), { at: 3000 });
  const merge = new TestStream('d2.a').write(itemMerge(OLD_LABEL, B), { at: 2500 });
  const apart = foldItem(OLD_LABEL, factsOf(desk.entries.filter((e) => e.body['item'] !== B)));
  expect(apart).toMatchObject({ loan: null, findings: [] });
  const joined = foldItem(B, unite(factsOf(desk.entries), factsOf([merge])));
  expect(joined).toMatchObject({
    loan: { id: out._id },
    findings: [{ kind: 'undo-refused', entry: undo._id }],
  });
});

test('L10 a payment for one label stands in the way of undoing what was done with the other', () => {
  const { desk, fold } = scene();
  desk.write(itemMerge(OLD_LABEL, B), { at: 500 });
  const out = desk.write(checkout(B, 'anna'), { at: 1000 });
  const back = desk.write(checkin(B), { at: 2000 });
  desk.write(payFor('anna', `late:${out._id}`, OLD_LABEL), { at: 2500 });
  desk.write(undoOf(back), { at: 3000 });
  expect(fold()).toMatchObject({ loan: null, findings: [{ kind: 'undo-refused' }] });
});
