import { expect, test } from 'vitest';
import { loanClaim } from '../testing/make-entry.ts';
import { B, book, lentTo } from '../testing/make-situation.ts';
import { checkout, itemOpen } from '../testing/make-entry.ts';
import { nationalDefault } from '../policy/national-default.ts';
import type { Standing } from '../notices/waiting-for-desks.ts';
import { turnsToLost } from './turns-to-lost.ts';

const DUE = '2026-08-25';
/** Ninety days later. */
const settled: Standing = {
  ...{ today: '2026-11-23', timeZone: 'Europe/Amsterdam', behindSince: null, released: false },
};
const { item } = lentTo('anna');
const turn = (standing: Standing, due = DUE, of = item) =>
  turnsToLost([{ item: of, due }], nationalDefault, standing);

test('N2 a loan turns to lost so many days after its due date, and waits while a desk is behind', () => {
  expect(turn(settled)).toMatchObject({
    drafts: [
      { kind: 'loan.lost', body: { item: B, loan: item.loan!.id, patron: 'anna', why: 'long-overdue' } },
    ],
    waiting: [],
  });
  expect(turn(settled, '2026-08-26')).toMatchObject({ drafts: [], waiting: [] });
  const behind = { ...settled, behindSince: Date.parse('2026-11-21T10:00:00+01:00') };
  expect(turn(behind)).toEqual({ drafts: [], waiting: [B], mayRelease: false });
  expect(turn({ ...behind, released: true })).toMatchObject({ drafts: [] });
  const long = { ...settled, behindSince: Date.parse('2026-11-20T10:00:00+01:00') };
  expect(turn(long)).toEqual({ drafts: [], waiting: [B], mayRelease: true });
  expect(turn({ ...long, released: true }).drafts).toHaveLength(1);
});

test('L13 what is searched for on the shelves does not turn to lost by itself', () => {
  const claimed = book((desk) => {
    desk.write(itemOpen(B), { at: 1 });
    const loan = desk.write(checkout(B, 'anna'), { at: 2 })._id;
    desk.write(loanClaim(B, loan, 'anna'), { at: 3 });
  });
  expect(turn(settled, DUE, claimed.item)).toMatchObject({ drafts: [], waiting: [] });
});
