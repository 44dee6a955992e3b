import { expect, test } from 'vitest';
import type { Bodies } from '../journal/kinds.ts';
import { itemMark, itemOpen, loanClaim, checkout } from '../testing/make-entry.ts';
import { B, book, counter, lentTo, onShelf } from '../testing/make-situation.ts';
import {
  decideClaiming,
  decideEditing,
  decideLosing,
  decideMarking,
  decideMoving,
  decideRegistering,
} from './decide-item.ts';
import type { Outcome } from './outcome.ts';

const why = (made: Outcome): readonly string[] =>
  made.kind === 'refused' ? made.objections.map(({ code }) => code) : [];
const described: Bodies['item.register'] = {
  ...{ item: B, title: 't1', work: null, owner: 'centrum', shelf: null, callNumber: null, loanGroup: 'boek' },
  ...{ priceCents: null, holdable: true, circulates: true, at: 'centrum', parts: 1 },
};

test('L10 a copy is described once, an unlisted one too, with a barcode and a loan group of the library', () => {
  expect(decideRegistering(counter, described, null).kind).toBe('done');
  expect(decideRegistering(counter, described, lentTo('anna').item)).toMatchObject({ kind: 'refused' });
  const unlisted = book((d) => d.write(checkout(B, 'anna'), { at: 1 })).item;
  expect(decideRegistering(counter, described, unlisted)).toMatchObject({
    drafts: [{ kind: 'item.register', after: [unlisted.newest] }],
  });
  expect(why(decideRegistering(counter, { ...described, item: 'X1', loanGroup: 'lp' }, null))).toEqual([
    'loan-group-unknown',
    'barcode-unfit',
  ]);
});

test('P1 an edit of a copy says only what differs', () => {
  const set = { shelf: 'Romans', callNumber: 'K 4' };
  expect(decideEditing(counter, onShelf.item, set)).toMatchObject({
    drafts: [{ body: { item: B, set: { callNumber: 'K 4' } } }],
  });
  expect(why(decideEditing(counter, onShelf.item, { shelf: 'Romans' }))).toEqual(['nothing-changed']);
});

test('L13 what is on loan is claimed or lost, and not missing', () => {
  expect(why(decideMarking(lentTo('anna').item, 'missing'))).toEqual(['on-loan']);
  expect(decideMarking(onShelf.item, 'missing').kind).toBe('done');
  expect(why(decideMarking(onShelf.item, 'found'))).toEqual(['not-marked']);
  const marked = book((d) => {
    d.write(itemOpen(B), { at: 1 });
    d.write(itemMark(B, 'damaged'), { at: 2 });
  }).item;
  expect(why(decideMarking(marked, 'damaged'))).toEqual(['marked-already']);
  expect(decideMarking(marked, 'found').kind).toBe('done');
});

test('L13 a claim is made once for a loan, and one too many needs somebody with the right', () => {
  const { item } = lentTo('anna');
  expect(decideClaiming(counter, item, 0)).toMatchObject({
    drafts: [{ body: { loan: item.loan!.id, patron: 'anna', searchDays: 28 } }],
  });
  expect(why(decideClaiming(counter, item, 5))).toEqual(['too-many-claims']);
  expect(decideClaiming(counter, item, 5, { reason: 'consulted' }).kind).toBe('done');
  expect(why(decideClaiming(counter, onShelf.item, 0))).toEqual(['not-on-loan']);
  const claimed = book((d) => {
    const lent = d.write(checkout(B, 'anna'), { at: 1 });
    d.write(loanClaim(B, lent._id, 'anna'), { at: 2 });
  }).item;
  expect(why(decideClaiming(counter, claimed, 0))).toEqual(['claimed-already']);
  expect(decideLosing(claimed, 'search-ended').kind).toBe('done');
  expect(why(decideLosing(onShelf.item, 'patron-says'))).toEqual(['not-on-loan']);
});

test('L13 what a patron is said to have is found, and what they have is taken back', () => {
  const loanOf = (change: object) => ({
    ...lentTo('anna').item,
    loan: { ...lentTo('anna').item.loan!, ...change },
  });
  const claimed = { at: 1, by: 'entry:d1.a:00000001:0123456789abcdef', searchUntilDays: 28 };
  expect(decideMarking(loanOf({ claimed }), 'found').kind).toBe('done');
  expect(decideMarking(loanOf({ lost: true }), 'found').kind).toBe('done');
  expect(why(decideMarking({ ...loanOf({}), mark: 'damaged' }, 'found'))).toEqual(['on-loan']);
});

test('L5 a copy is sent elsewhere and received here, but not while it is on loan', () => {
  expect(decideMoving(counter, onShelf.item, { kind: 'item.send', to: 'noord', why: 'home' }).kind).toBe(
    'done',
  );
  expect(why(decideMoving(counter, onShelf.item, { kind: 'item.send', to: 'centrum', why: 'home' }))).toEqual(
    ['is-here'],
  );
  expect(why(decideMoving(counter, lentTo('anna').item, { kind: 'item.receive' }))).toEqual(['on-loan']);
  expect(decideMoving(counter, lentTo('anna').item, { kind: 'item.seen' }).kind).toBe('done');
});
