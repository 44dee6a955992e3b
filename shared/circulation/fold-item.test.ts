import { describe, expect, test } from 'vitest';
import {
  checkin,
  checkout,
  factsOf,
  holdOpen,
  itemOpen,
  loanOpen,
  renew,
  TestStream,
} from '../testing/make-entry.ts';
import { foldItem } from './fold-item.ts';
import { openClaim } from './item-state.ts';

const B = '30100281774501';

describe('loans of an item', () => {
  test('L2 a checkout opens a loan whose id is the entry, a checkin closes it', () => {
    const desk = new TestStream('d1.a');
    const out = desk.write(checkout(B, 'anna'), { at: 1000 });
    expect(foldItem(B, factsOf(desk.entries)).loan).toMatchObject({
      id: out._id,
      patron: 'anna',
      due: '2026-12-14',
    });
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
    expect(foldItem(B, factsOf(renewed.entries)).loan).toMatchObject({
      id: first._id,
      renewals: 1,
      due: '2027-01-04',
    });
    const again = new TestStream('d1.b');
    again.write(checkout(B, 'anna'), { at: 1000, session: 'one' });
    const next = again.write(checkout(B, 'anna', '2027-01-04', 'loan'), { at: 2000, session: 'two' });
    const item = foldItem(B, factsOf(again.entries));
    expect(item.loan).toMatchObject({ id: next._id, renewals: 0 });
    expect(item.history).toMatchObject([{ ended: { how: 'lent-again' } }]);
  });

  test('L4 a renewal begins a visit of its own: scanned again in it, nothing happens', () => {
    const desk = new TestStream('d1.a');
    const first = desk.write(checkout(B, 'anna'), { at: 1000, session: 'one' });
    desk.write(checkout(B, 'anna', '2027-01-04'), { at: 2000, session: 'two' });
    desk.write(checkout(B, 'anna', '2027-01-25'), { at: 2010, session: 'two' });
    expect(foldItem(B, factsOf(desk.entries)).loan).toMatchObject({
      id: first._id,
      renewals: 1,
      due: '2027-01-04',
    });
  });

  test('L4 a renewal by lending again uses up what the opening balance allowed, and finds what was lost', () => {
    const old = new TestStream('import.a');
    old.write(loanOpen(B, 'anna', 100, true), { at: 5000 });
    old.write(checkout(B, 'anna', '2027-01-04'), { at: 6000, session: 'one' });
    expect(foldItem(B, factsOf(old.entries)).loan).toMatchObject({
      renewals: 1,
      renewalsLeft: 1,
      lost: false,
    });
  });

  test('L5 a checkin without an open loan closes nothing, says where the item is, and is no error', () => {
    const desk = new TestStream('d1.a');
    desk.write(checkin(B), { at: 1000, branch: 'noord' });
    expect(foldItem(B, factsOf(desk.entries))).toMatchObject({
      loan: null,
      history: [],
      findings: [],
      at: 'noord',
    });
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
    expect(foldItem(B, factsOf(old.entries)).loan).toMatchObject({
      patron: 'anna',
      openedAt: 100,
      renewalsLeft: 2,
    });
  });

  test('L7 an opening balance does not open what a desk took back since, and is no longer lent by a desk before it', () => {
    const desk = new TestStream('d1.a');
    const old = new TestStream('import.a');
    const back = desk.write(checkin(B), { at: 2000 });
    const lent = old.write(loanOpen(B, 'anna', 1000), { at: 5000 });
    const item = foldItem(B, factsOf([...desk.entries, ...old.entries]));
    expect(item.loan).toBeNull();
    expect(item.history).toMatchObject([
      { id: lent._id, ended: { how: 'returned', at: 2000, by: back._id } },
    ]);
    const newer = new TestStream('import.b');
    newer.write(loanOpen(B, 'bram', 3000), { at: 5000 });
    expect(foldItem(B, factsOf([...desk.entries, ...newer.entries])).loan).toMatchObject({ patron: 'bram' });
  });

  test('L7 what a desk lent since stands; the imported loan is presumed returned at an unknown time', () => {
    const desk = new TestStream('d1.a');
    desk.write(checkout(B, 'bram'), { at: 2000 });
    desk.write(loanOpen(B, 'anna', 1000), { at: 5000 });
    const item = foldItem(B, factsOf(desk.entries));
    expect(item.loan).toMatchObject({ patron: 'bram' });
    expect(item.history).toMatchObject([{ patron: 'anna', ended: { how: 'presumed-returned', at: null } }]);
  });

  test('L7 an import that is run again says how the loan stands now, unless a desk went further', () => {
    const old = new TestStream('import.a');
    const first = old.write(loanOpen(B, 'anna', 100), { at: 5000 });
    const newer = loanOpen(B, 'anna', 100);
    const again = {
      kind: 'loan.open',
      body: { ...newer.body, due: '2026-12-21', renewalsLeft: 0 },
    } as typeof newer;
    const second = old.write(again, { at: 6000 });
    expect(foldItem(B, factsOf(old.entries)).loan).toMatchObject({
      id: first._id,
      aliases: [second._id],
      due: '2026-12-21',
      renewalsLeft: 0,
    });
    const renewed = new TestStream('d1.a');
    renewed.write(renew(B, first._id, 'anna', '2027-02-01'), { at: 5500 });
    expect(foldItem(B, factsOf([...old.entries, ...renewed.entries])).loan).toMatchObject({
      due: '2027-02-01',
      renewals: 1,
      renewalsLeft: 1,
    });
  });

  test('L7 a captured copy that is imported twice is captured once', () => {
    const old = new TestStream('import.a');
    const captured = { item: B, at: 900, place: 'A-01' };
    old.write(holdOpen('queue:title:t1', 'anna', { captured }), { at: 5000 });
    const second = old.write(
      holdOpen('queue:title:t1', 'anna', { captured: { ...captured, place: 'A-02' } }),
      { at: 6000 },
    );
    const item = foldItem(B, factsOf(old.entries));
    expect(item.claims.filter((claim) => !claim.ended)).toEqual([openClaim(item)]);
    expect(openClaim(item)).toMatchObject({ hold: second._id, place: 'A-02' });
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
    desk.write(
      { kind: 'checkin', body: { ...(back.body as object), returnedAt: 1500 } as never },
      { at: 3000 },
    );
    expect(foldItem(B, factsOf(desk.entries)).history[0]?.ended).toMatchObject({ at: 1500 });
  });

  test('L11 returnedAt is never before the loan', () => {
    const desk = new TestStream('d1.a');
    desk.write(checkout(B, 'anna'), { at: 1000 });
    const { kind, body } = checkin(B);
    desk.write({ kind, body: { ...body, returnedAt: 500 } as typeof body }, { at: 3000 });
    expect(foldItem(B, factsOf(desk.entries)).history[0]?.ended).toMatchObject({ at: 1000 });
  });

  test('E1 a lost loan lent to another is for a person to look at; one that was merely not scanned is a remark', () => {
    const weights = [true, false].map((lost) => {
      const desk = new TestStream('d1.a');
      desk.write(loanOpen(B, 'anna', 100, lost), { at: 1000 });
      desk.write(checkout(B, 'bram'), { at: 2000 });
      return foldItem(B, factsOf(desk.entries)).findings.map((f) => f.weight);
    });
    expect(weights).toEqual([['exception'], ['remark']]);
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
