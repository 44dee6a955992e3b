import { expect, test } from 'vitest';
import { dayNumber } from '../calendar/days.ts';
import { costly } from '../testing/arbitrary-item-facts.ts';
import {
  checkin,
  checkout,
  factsOf,
  loanClaim,
  loanLost,
  loanOpen,
  renew,
  TestStream,
  undoOf,
} from '../testing/make-entry.ts';
import { foldItem } from './fold-item.ts';

const B = '30100281774501';
const HOUR = 3_600_000;
/** Midnight in London. */
const day = (date: string): number => dayNumber(date) * 24 * HOUR;

const LENT = day('2026-11-23');
const DUE = '2026-12-14';
const LATE = day('2026-12-20');

type Written = ReturnType<typeof checkout>;

const dear = ({ kind, body }: Written, terms = costly): Written => ({
  kind,
  body: { ...body, terms } as never,
});

/** Anna has the book, on terms that cost something. */
function lent() {
  const desk = new TestStream('d1.a');
  const loan = desk.write(dear(checkout(B, 'anna', DUE)), { at: LENT, session: 'one' })._id;
  const fold = () => foldItem(B, factsOf(desk.entries));
  const charged = (kind: string) => fold().charges.filter((charge) => charge.kind === kind);
  return { desk, loan, fold, charged };
}

test('M5 a loan and each renewal cost the lending fee that was agreed, scanning twice costs it once', () => {
  const { desk, loan, charged } = lent();
  desk.write(dear(checkout(B, 'anna', DUE)), { at: LENT + 1, session: 'one' });
  const renewed = desk.write(dear(renew(B, loan, 'anna', '2027-01-04')), { at: LENT + HOUR });
  const again = desk.write(dear(checkout(B, 'anna', '2027-01-25')), { at: LENT + 2 * HOUR, session: 'two' });
  expect(charged('lending')).toEqual(
    [
      { by: loan, at: LENT },
      { by: renewed._id, at: LENT + HOUR },
      { by: again._id, at: LENT + 2 * HOUR },
    ].map((act) => ({ kind: 'lending', id: `lending:${act.by}`, patron: 'anna', cents: 30, ...act })),
  );
});

test('P4 a loan takes the credits that were agreed, and undoing it gives them back', () => {
  const { desk, loan, charged } = lent();
  expect(charged('credit')).toMatchObject([{ id: `credit:${loan}`, credits: 1, subscription: 'basis' }]);
  desk.write(undoOf(desk.entries[0]!), { at: LENT + HOUR });
  expect(charged('credit')).toEqual([]);
});

test('M3 what was returned after the due day may be charged, by the newest terms and the lending branch', () => {
  const { desk, loan, charged } = lent();
  const late = { ...costly.late!, graceDays: 3 };
  const renewal = dear(renew(B, loan, 'anna', '2026-12-16'), { ...costly, late });
  desk.write(renewal, { at: LENT + HOUR, branch: 'noord' });
  const back = desk.write(checkin(B), { at: LATE, branch: 'noord' });
  expect(charged('late')).toEqual([
    {
      kind: 'late',
      id: `late:${loan}`,
      patron: 'anna',
      item: B,
      due: '2026-12-16',
      returnedAt: LATE,
      branch: 'centrum',
      terms: late,
      by: back._id,
      at: LATE,
    },
  ]);
});

test('M3 returned before the due day was over anywhere, nothing is charged for being late', () => {
  const over = day('2026-12-15') - 14 * HOUR;
  for (const [at, number] of [
    [over - 1, 0],
    [over, 1],
  ] as const) {
    const { desk, charged } = lent();
    desk.write(checkin(B), { at });
    expect(charged('late')).toHaveLength(number);
  }
});

test('L11 the late charge counts to the moment of return, not to the scan', () => {
  const { desk, charged } = lent();
  const { kind, body } = checkin(B);
  desk.write(
    { kind, body: { ...body, returnedAt: LATE, bookdrop: true } as never },
    { at: LATE + 40 * HOUR },
  );
  expect(charged('late')).toMatchObject([{ returnedAt: LATE, at: LATE + 40 * HOUR }]);
});

test('L3 the late charge of a loan that is presumed returned lapses', () => {
  const { desk, charged } = lent();
  desk.write(checkout(B, 'bram', '2027-01-10'), { at: LATE });
  expect(charged('late')).toEqual([]);
});

test('L4 a late book that its patron borrows anew was returned late', () => {
  const { desk, loan, charged } = lent();
  desk.write(checkout(B, 'anna', '2027-01-10', 'loan'), { at: LATE, session: 'two' });
  expect(charged('late')).toMatchObject([{ id: `late:${loan}`, returnedAt: LATE }]);
});

test('L6 a return that comes to light later takes the late charge away', () => {
  const { desk, loan, charged } = lent();
  const back = desk.write(checkin(B), { at: LATE });
  expect(charged('late')).toMatchObject([{ id: `late:${loan}`, by: back._id }]);
  const away = new TestStream('d2.a');
  away.write(checkin(B), { at: LENT + 24 * HOUR });
  const whole = foldItem(B, factsOf([...desk.entries, ...away.entries]));
  expect(whole.charges.filter(({ kind }) => kind === 'late')).toEqual([]);
});

test('L9 a lost book costs what was agreed, and the charge knows when the book was found', () => {
  const { desk, loan, charged } = lent();
  const lost = desk.write(loanLost(B, loan, 'anna'), { at: LATE });
  const replacement = {
    kind: 'replacement',
    id: `replacement:${loan}`,
    patron: 'anna',
    by: lost._id,
    at: LATE,
    item: B,
    cents: 1995,
    processingCents: 250,
    foundAt: null,
    refundDays: 60,
  };
  expect(charged('replacement')).toEqual([replacement]);
  desk.write(checkin(B), { at: LATE + 99 * HOUR });
  expect(charged('replacement')).toEqual([{ ...replacement, foundAt: LATE + 99 * HOUR }]);
  expect(charged('late')).toMatchObject([{ returnedAt: LATE }]);
});

test('L9 a lost book lent to another, or again to its patron, has been found', () => {
  for (const patron of ['bram', 'anna']) {
    const { desk, loan, charged } = lent();
    desk.write(loanLost(B, loan, 'anna'), { at: LATE });
    desk.write(checkout(B, patron, '2027-02-01'), { at: LATE + HOUR });
    expect(charged('replacement')).toMatchObject([{ foundAt: LATE + HOUR }]);
  }
});

test('L13 a book that was claimed and then found costs nothing, also if it was given up before the claim', () => {
  for (const first of [null, loanLost]) {
    const { desk, loan, charged } = lent();
    if (first) desk.write(first(B, loan, 'anna'), { at: LATE - HOUR });
    desk.write(loanClaim(B, loan, 'anna'), { at: LATE });
    desk.write(checkin(B), { at: LATE + 48 * HOUR });
    expect(charged('late')).toEqual([]);
  }
});

test('L13 a claim stops the late charge, also when the search ended in a loss or the patron had the book after all', () => {
  const decided = lent();
  decided.desk.write(loanClaim(B, decided.loan, 'anna'), { at: LATE });
  decided.desk.write(loanLost(B, decided.loan, 'anna'), { at: LATE + 24 * HOUR });
  decided.desk.write(checkin(B), { at: LATE + 48 * HOUR });
  expect(decided.charged('late')).toMatchObject([{ returnedAt: LATE }]);
  const brought = lent();
  brought.desk.write(loanClaim(B, brought.loan, 'anna'), { at: LATE });
  brought.desk.write(checkout(B, 'anna', '2027-02-01', 'loan'), { at: LATE + 48 * HOUR });
  expect(brought.charged('late')).toMatchObject([{ returnedAt: LATE }]);
});

test('L7 an opening balance has no terms and costs nothing, until it is renewed', () => {
  const old = new TestStream('import.a');
  const loan = old.write(loanOpen(B, 'anna', 100), { at: LENT })._id;
  const desk = new TestStream('d1.a');
  const lost = desk.write(loanLost(B, loan, 'anna'), { at: LENT + HOUR });
  const fold = () => foldItem(B, factsOf([...old.entries, ...desk.entries]));
  expect(fold()).toMatchObject({ loan: { lost: true }, charges: [] });
  desk.write(undoOf(lost), { at: LENT + HOUR + 1 });
  desk.write(dear(renew(B, loan, 'anna', DUE)), { at: LENT + 2 * HOUR });
  desk.write(checkin(B), { at: LATE });
  expect(fold().charges.map(({ kind }) => kind)).toEqual(['lending', 'credit', 'late']);
});
