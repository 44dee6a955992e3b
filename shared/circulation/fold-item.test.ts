import { describe, expect, test } from 'vitest';
import { checkin, checkout, factsOf, itemOpen, loanOpen, renew, TestStream } from '../testing/make-entry.ts';
import { foldItem } from './fold-item.ts';

const B = '30100281774501';

describe('loans of an item', () => {
  test('L2 a checkout opens a loan whose id is the entry, a checkin closes it', () => {
    const desk = new TestStream('d1.a');
    const out = desk.write(checkout(B, 'anna'), { at: 1000 });
    expect(foldItem(B, factsOf(desk.entries)).loan).toMatchObject({ id: out._id, patron: 'anna', due: '2026-12-14' });
    const back = desk.write(checkin(B), { at: 2000 });
    const item = foldItem(B, factsOf(desk.entries));
    expect(item.loan).toBeNull();
    expect(item.history).toMatchObject([{ id: out._id, ended: { how: 'returned', at: 2000, by: back._id } }]);
  });

  test('L3 a checkout to somebody else closes the earlier loan as presumed returned at an unknown time', () => {
    const desk = new TestStream('d1.a');
    const first = desk.write(checkout(B, 'anna'), { at: 1000 });
    const second = desk.write(checkout(B, 'bram'), { at: 2000 });
    const item = foldItem(B, factsOf(desk.entries));
    expect(item.loan).toMatchObject({ id: second._id, patron: 'bram' });
    expect(item.history).toMatchObject([{ id: first._id, ended: { how: 'presumed-returned', at: null } }]);
    expect(item.findings.map((f) => f.weight)).toEqual(['remark']);
  });

  test('L4 the same patron in the same session: nothing, and the second id is an alias', () => {
    const desk = new TestStream('d1.a');
    const first = desk.write(checkout(B, 'anna'), { at: 1000, session: 'visit' });
    const second = desk.write(checkout(B, 'anna', '2027-01-01'), { at: 2000, session: 'visit' });
    const item = foldItem(B, factsOf(desk.entries));
    expect(item.loan).toMatchObject({ id: first._id, aliases: [second._id], renewals: 0, due: '2026-12-14' });
  });

  test('L4 the same patron in another session: a renewal, or a new loan when the desk said so', () => {
    const renewed = new TestStream('d1.a');
    const first = renewed.write(checkout(B, 'anna'), { at: 1000, session: 'one' });
    renewed.write(checkout(B, 'anna', '2027-01-04'), { at: 2000, session: 'two' });
    expect(foldItem(B, factsOf(renewed.entries)).loan).toMatchObject({ id: first._id, renewals: 1, due: '2027-01-04' });
    const again = new TestStream('d1.b');
    again.write(checkout(B, 'anna'), { at: 1000, session: 'one' });
    const next = again.write(checkout(B, 'anna', '2027-01-04', 'loan'), { at: 2000, session: 'two' });
    const item = foldItem(B, factsOf(again.entries));
    expect(item.loan).toMatchObject({ id: next._id, renewals: 0 });
    expect(item.history).toMatchObject([{ ended: { how: 'lent-again' } }]);
  });

  test('L5 a checkin without an open loan closes nothing, says where the item is, and is no error', () => {
    const desk = new TestStream('d1.a');
    desk.write(checkin(B), { at: 1000, branch: 'noord' });
    expect(foldItem(B, factsOf(desk.entries))).toMatchObject({ loan: null, history: [], findings: [], at: 'noord' });
  });

  test('L6 an entry that arrives late folds in where it belongs and does not open again', () => {
    const near = new TestStream('near.a');
    const away = new TestStream('away.a');
    away.write(checkout(B, 'anna'), { at: 1000 });
    near.write(checkin(B), { at: 2000 });
    near.write(checkout(B, 'bram'), { at: 3000 });
    const item = foldItem(B, factsOf([...near.entries, ...away.entries]));
    expect(item.loan?.patron).toBe('bram');
    expect(item.history).toMatchObject([{ patron: 'anna', ended: { how: 'returned', at: 2000 } }]);
  });

  test('L7 an opening balance is timed at the import and keeps its history in `since`', () => {
    const old = new TestStream('import.a');
    old.write(itemOpen(B), { at: 5000 });
    old.write(loanOpen(B, 'anna', 100), { at: 5001 });
    expect(foldItem(B, factsOf(old.entries)).loan).toMatchObject({ patron: 'anna', openedAt: 100, renewalsLeft: 2 });
  });

  test('L10 a barcode that nobody knows carries its entries until the catalogue knows it', () => {
    const desk = new TestStream('d1.a');
    desk.write(checkout(B, 'anna'), { at: 1000 });
    expect(foldItem(B, factsOf(desk.entries))).toMatchObject({ attributes: null, loan: { patron: 'anna' } });
    const old = new TestStream('import.a');
    old.write(itemOpen(B), { at: 9000 });
    const joined = foldItem(B, factsOf([...desk.entries, ...old.entries]));
    expect(joined).toMatchObject({ attributes: { title: 't1' }, loan: { patron: 'anna' } });
  });

  test('L11 a checkin folds at its scan; returnedAt only moves the moment of return, never into the future', () => {
    const desk = new TestStream('d1.a');
    desk.write(checkout(B, 'anna'), { at: 1000 });
    const back = checkin(B) as Extract<ReturnType<typeof checkin>, object>;
    desk.write({ kind: 'checkin', body: { ...(back.body as object), returnedAt: 1500 } as never }, { at: 3000 });
    expect(foldItem(B, factsOf(desk.entries)).history[0]?.ended).toMatchObject({ at: 1500 });
  });

  test('L13 a loan imported as lost stays a loan and is found by a checkin', () => {
    const old = new TestStream('import.a');
    old.write(loanOpen(B, 'anna', 100, true), { at: 5000 });
    expect(foldItem(B, factsOf(old.entries)).loan).toMatchObject({ lost: true });
    old.write(checkin(B), { at: 6000 });
    expect(foldItem(B, factsOf(old.entries))).toMatchObject({ loan: null, mark: null });
  });

  test('D4 a renewal never shortens what was promised', () => {
    const desk = new TestStream('d1.a');
    const out = desk.write(checkout(B, 'anna', '2026-12-20'), { at: 1000 });
    desk.write(renew(B, out._id, 'anna', '2026-12-10'), { at: 2000 });
    expect(foldItem(B, factsOf(desk.entries)).loan).toMatchObject({ due: '2026-12-20', renewals: 1 });
  });
});
