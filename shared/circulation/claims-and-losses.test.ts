import { expect, test } from 'vitest';
import type { Bodies } from '../journal/kinds.ts';
import {
  checkin,
  checkout,
  factsOf,
  itemMark,
  itemOpen,
  itemSeen,
  loanClaim,
  loanLost,
  loanOpen,
  payFor,
  renew,
  TestStream,
  undoOf,
} from '../testing/make-entry.ts';
import { foldItem } from './fold-item.ts';
import { shelfSearch } from './shelf-search.ts';

const B = '30100281774501';

/** Anna has the book. */
function lent() {
  const desk = new TestStream('d1.a');
  const loan = desk.write(checkout(B, 'anna'), { at: 1000 })._id;
  return { desk, loan, fold: () => foldItem(B, factsOf(desk.entries)) };
}

test('L3 money that was paid for a loan which turns out presumed returned is for a person to look at', () => {
  const { desk, loan, fold } = lent();
  const away = new TestStream('d2.a');
  const second = away.write(checkout(B, 'bram'), { at: 2000 });
  const all = () => foldItem(B, factsOf([...desk.entries, ...away.entries]));
  expect(all().findings).toMatchObject([{ kind: 'presumed-returned', weight: 'remark' }]);
  desk.write(checkin(B), { at: 3000 });
  desk.write(payFor('anna', `lending:${loan}`, B), { at: 3500 });
  expect(all().findings).toMatchObject([{ weight: 'remark' }]);
  desk.write(payFor('anna', `late:${loan}`, B), { at: 4000 });
  expect(fold().findings).toEqual([]);
  expect(all().findings).toEqual([
    {
      kind: 'paid-for-presumed-returned',
      entry: second._id,
      weight: 'exception',
      params: { loan, patron: 'anna' },
    },
  ]);
});

test('L3 a card payment is money once the terminal says so', () => {
  const { desk, loan, fold } = lent();
  const { kind, body } = payFor('anna', `late:${loan}`, B);
  const byPin = (outcome: 'approved' | 'declined' | 'unknown', resolves?: string): typeof body => ({
    ...body,
    method: 'pin',
    terminal: { id: 't', outcome, ...(resolves ? { resolves } : {}) },
  });
  desk.write({ kind, body: byPin('declined') }, { at: 1500 });
  const doubt = desk.write({ kind, body: byPin('unknown') }, { at: 1600 });
  desk.write(checkout(B, 'bram'), { at: 2000 });
  expect(fold().findings).toMatchObject([{ kind: 'presumed-returned', weight: 'remark' }]);
  desk.write({ kind, body: byPin('approved', doubt._id) }, { at: 3000 });
  expect(fold().findings).toMatchObject([{ kind: 'paid-for-presumed-returned' }]);
});

test('L3 a payment that was undone is no money', () => {
  const { desk, loan, fold } = lent();
  const paid = desk.write(payFor('anna', `late:${loan}`, B), { at: 1500 });
  desk.write(undoOf(paid), { at: 1600 });
  desk.write(checkout(B, 'bram'), { at: 2000 });
  expect(fold().findings).toMatchObject([{ kind: 'presumed-returned', weight: 'remark' }]);
});

test('L3 a loan that was claimed or lost and then lent to another is for a person to look at', () => {
  for (const act of [loanClaim, loanLost]) {
    const { desk, loan, fold } = lent();
    desk.write(act(B, loan, 'anna'), { at: 1500 });
    desk.write(checkout(B, 'bram'), { at: 2000 });
    expect(fold().findings).toMatchObject([
      { kind: 'claim-open-closed', weight: 'exception', params: { loan, patron: 'anna' } },
    ]);
  }
});

test('L4 a loan that the desk knew as this same person is renewed, whatever the id', () => {
  const { desk, loan, fold } = lent();
  const { kind, body } = checkout(B, 'anna-old', '2027-01-04');
  const again = desk.write({ kind, body: { ...body, continues: loan } as typeof body }, { at: 2000 });
  expect(fold()).toMatchObject({
    loan: { id: loan, patron: 'anna', renewals: 1, due: '2027-01-04', aliases: [again._id] },
    findings: [],
  });
});

test('L4 a renewal begins a visit of its own too', () => {
  const { desk, loan, fold } = lent();
  desk.write(renew(B, loan, 'anna', '2027-01-04'), { at: 2000, session: 'two' });
  desk.write(checkout(B, 'anna', '2027-01-25'), { at: 2010, session: 'two' });
  expect(fold().loan).toMatchObject({ id: loan, renewals: 1, due: '2027-01-04' });
});

test('L9 a lost book that is returned ends its loan at the return', () => {
  const { desk, loan, fold } = lent();
  desk.write(loanLost(B, loan, 'anna'), { at: 2000 });
  expect(fold().loan).toMatchObject({ id: loan, lost: true, lostAt: 2000 });
  const back = desk.write(checkin(B), { at: 3000 });
  expect(fold()).toMatchObject({
    loan: null,
    history: [{ id: loan, lost: true, ended: { how: 'returned', at: 3000, by: back._id } }],
  });
});

test('L9 a loan is given up once', () => {
  const { desk, loan, fold } = lent();
  desk.write(loanLost(B, loan, 'anna'), { at: 2000 });
  desk.write(loanLost(B, loan, 'anna'), { at: 2500 });
  expect(fold()).toMatchObject({ loan: { lost: true, lostAt: 2000 }, findings: [] });
});

test('L11 what was returned later than it was scanned was returned when it was scanned', () => {
  const { desk, fold } = lent();
  const { kind, body } = checkin(B);
  desk.write({ kind, body: { ...body, returnedAt: 9000 } as typeof body }, { at: 3000 });
  expect(fold().history).toMatchObject([{ ended: { at: 3000 } }]);
});

test('L13 a claim belongs to a loan and says how long the shelves are searched; the first counts', () => {
  const { desk, loan, fold } = lent();
  const claim = desk.write(loanClaim(B, loan, 'anna'), { at: 2000 });
  desk.write(loanClaim(B, loan, 'anna'), { at: 2500 });
  expect(fold()).toMatchObject({
    loan: { id: loan, lost: false, claimed: { at: 2000, by: claim._id, searchUntilDays: 14 } },
    findings: [],
  });
  expect(fold().charges.filter(({ kind }) => kind === 'claim')).toMatchObject([
    { id: `claim:${loan}`, patron: 'anna', by: claim._id, item: B },
  ]);
});

test('L13 a claimed or lost book that is found ends its loan, whoever finds it and however', () => {
  for (const act of [loanClaim, loanLost])
    for (const found of [checkin(B), itemSeen(B), itemMark(B, 'found')]) {
      const { desk, loan, fold } = lent();
      desk.write(act(B, loan, 'anna'), { at: 2000 });
      desk.write(found, { at: 3000, branch: 'noord' });
      expect(fold()).toMatchObject({
        loan: null,
        at: 'noord',
        history: [{ id: loan, ended: { how: 'returned', at: 3000 } }],
        findings: [],
      });
    }
});

test('L13 the patron who brings a claimed book to be lent again has found it', () => {
  const { desk, loan, fold } = lent();
  desk.write(loanClaim(B, loan, 'anna'), { at: 2000 });
  desk.write(loanLost(B, loan, 'anna'), { at: 2500 });
  desk.write(checkout(B, 'anna', '2027-01-04'), { at: 3000 });
  expect(fold().loan).toMatchObject({ id: loan, claimed: null, lost: false, lostAt: null, renewals: 1 });
});

test('L13 claimed or given up after it ended: a remark, and the loan stays ended', () => {
  const { desk, loan, fold } = lent();
  desk.write(checkin(B), { at: 2000 });
  desk.write(loanClaim(B, loan, 'anna'), { at: 3000 });
  desk.write(loanLost(B, loan, 'anna'), { at: 4000 });
  expect(fold()).toMatchObject({
    loan: null,
    history: [{ id: loan, claimed: null, lost: false }],
    charges: [],
    findings: [
      { kind: 'claimed-after-return', weight: 'remark' },
      { kind: 'lost-after-return', weight: 'remark' },
    ],
  });
});

test('L7 a newer balance does not take back what a desk said of an imported loan', () => {
  const old = new TestStream('import.a');
  const loan = old.write(loanOpen(B, 'anna', 100), { at: 5000 })._id;
  old.write(loanLost(B, loan, 'anna'), { at: 5500 });
  old.write(loanOpen(B, 'anna', 100), { at: 6000 });
  expect(foldItem(B, factsOf(old.entries)).loan).toMatchObject({ lost: true, lostAt: 5500 });
});

test('E1 a book seen in the library while on loan is for a person to look at until it is taken back', () => {
  const { desk, loan, fold } = lent();
  const seen = desk.write(itemSeen(B), { at: 2000, branch: 'noord' });
  desk.write(itemSeen(B), { at: 2100, branch: 'noord' });
  expect(fold()).toMatchObject({
    at: 'noord',
    loan: { id: loan },
    findings: [{ kind: 'seen-on-loan', entry: seen._id, weight: 'exception', params: { loan } }],
  });
  for (const taken of [checkin(B), checkout(B, 'anna')]) {
    const { entries } = desk;
    const next = new TestStream('d2.a').write(taken, { at: 3000 });
    expect(foldItem(B, factsOf([...entries, next])).findings).toEqual([]);
  }
});

test('P3 what a renewal agreed is asked of whom the book was lent to, under whichever id it was renewed', () => {
  const { desk, loan, fold } = lent();
  const renewed = renew(B, loan, 'anna-2', '2027-01-01');
  const lost = { replacementCents: 2000, processingCents: 250, refundDays: 180 };
  const terms = { ...(renewed.body as Bodies['renew']).terms, lost };
  desk.write({ ...renewed, body: { ...renewed.body, terms } }, { at: 1500 });
  desk.write(loanLost(B, loan, 'anna'), { at: 2000 });
  expect(fold().loan).toMatchObject({ patron: 'anna', renewals: 1 });
  expect(fold().charges).toMatchObject([{ kind: 'replacement', patron: 'anna' }]);
});

test('L13 what a patron says was returned is searched for on its shelves until its day, and then somebody decides', () => {
  const DAY = 86_400_000;
  const desk = new TestStream('d1.a');
  desk.write(itemOpen(B), { at: DAY });
  const loan = desk.write(checkout(B, 'anna'), { at: 2 * DAY, branch: 'noord' })._id;
  const search = (today: string) => shelfSearch([foldItem(B, factsOf(desk.entries))], today, 'UTC');
  expect(search('1970-01-05')).toEqual({ lists: new Map(), over: [] });
  desk.write(loanClaim(B, loan, 'anna'), { at: 3 * DAY });
  const copy = { item: B, shelf: 'Romans', callNumber: 'K 3', until: '1970-01-18' };
  expect(search('1970-01-18').lists).toEqual(
    new Map([
      ['noord', [copy]],
      ['centrum', [copy]],
    ]),
  );
  expect(search('1970-01-19')).toEqual({ lists: new Map(), over: [copy] });
  desk.write(checkin(B), { at: 5 * DAY });
  expect(search('1970-01-05')).toEqual({ lists: new Map(), over: [] });
});
