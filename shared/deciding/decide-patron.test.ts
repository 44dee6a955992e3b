import { expect, test } from 'vitest';
import type { Draft } from '../journal/seal.ts';
import { counter, patron } from '../testing/make-situation.ts';
import { type CardAct, decideCard } from './decide-card.ts';
import { decideBlocking, decidePatronEdit, decideUnblocking } from './decide-patron.ts';
import type { Outcome } from './outcome.ts';

const why = (made: Outcome): readonly string[] =>
  made.kind === 'refused' ? made.objections.map(({ code }) => code) : [];
const drafts = (made: Outcome): readonly Draft[] => (made.kind === 'done' ? made.drafts : []);
const anna = patron().patron;
const entry = 'entry:d2.a:00000009:0123456789abcdef';

test('P1 only what differs is written', () => {
  const change = { set: { home: 'noord', juvenile: false }, personal: { city: 'Ons Dorp', street: 'Laan' } };
  expect(drafts(decidePatronEdit(counter, anna, { city: 'Ons Dorp' }, change))).toMatchObject([
    { body: { set: { home: 'noord' }, fields: ['street'] }, personal: { street: 'Laan' } },
  ]);
  expect(why(decidePatronEdit(counter, anna, {}, { set: { juvenile: false }, personal: {} }))).toEqual([
    'nothing-changed',
  ]);
});

test('P1 a new birth date says who is below 18, and what a person needs is not taken away', () => {
  const edit = (personal: Record<string, string>, set = {}) =>
    decidePatronEdit(counter, { ...anna, addressKnown: false }, {}, { set, personal });
  expect(drafts(edit({ birthDate: '2015-01-01' }))).toMatchObject([{ body: { set: { juvenile: true } } }]);
  expect(drafts(edit({ street: 'Laan' }))).toMatchObject([{ body: { set: { addressKnown: true } } }]);
  expect(drafts(edit({ street: 'Laan' }, { addressKnown: false }))).toMatchObject([{ body: { set: {} } }]);
  expect(why(edit({ familyName: '' }))).toEqual(['field-missing']);
  expect(why(edit({ birthDate: '2027-01-01' }))).toEqual(['birth-date-unfit']);
  expect(why(edit({ birthDate: '1990-02-30' }))).toEqual(['birth-date-unfit']);
});

test('D2 a block has a reason of the policy; its end needs the right and is written where the block was', () => {
  expect(decideBlocking(counter, anna, 'unpaid', null).kind).toBe('done');
  expect(why(decideBlocking(counter, anna, 'because', '2026-11-22'))).toEqual([
    'reason-unknown',
    'date-past',
  ]);
  const blocked = {
    ...anna,
    blocks: [{ id: entry, patron: 'anna-2', reason: 'unpaid', until: null, at: 1 }],
  };
  expect(drafts(decideUnblocking(counter, blocked, entry))).toMatchObject([
    { kind: 'patron.unblock', body: { patron: 'anna-2', block: entry } },
  ]);
  expect(why(decideUnblocking(counter, anna, entry))).toEqual(['block-unknown']);
  const junior = { ...counter, staff: { id: 'j', mayOverride: false } };
  expect(why(decideUnblocking(junior, blocked, entry))).toEqual(['right-missing']);
});

test('M5 a new card in place of a lost one has its price', () => {
  const card = (act: CardAct['act'], number: string, replaces: string | null = null) => ({
    act,
    number,
    replaces,
  });
  expect(drafts(decideCard(counter, anna, card('replace', 'CARD-0002', '2'), null))).toMatchObject([
    { body: { act: 'replace', number: 'CARD-0002', replaces: '2', feeCents: 500 } },
  ]);
  expect(why(decideCard(counter, anna, card('issue', 'CARD-0002'), 'bram'))).toEqual(['card-taken']);
  expect(why(decideCard(counter, anna, card('lost', '9'), null))).toEqual(['card-unknown']);
  expect(drafts(decideCard(counter, anna, card('replace', 'CARD-0002'), null))).toMatchObject([
    { body: { replaces: '2' } },
  ]);
  expect(why(decideCard(counter, anna, card('replace', 'CARD-0002', '9'), null))).toEqual(['card-unknown']);
  const twice = { ...anna, cards: [{ number: 'CARD-0002', active: true }] };
  expect(why(decideCard(counter, twice, card('issue', 'CARD-0002'), 'anna'))).toEqual(['nothing-changed']);
  const group = { ...anna, kind: 'reading-group' as const };
  expect(drafts(decideCard(counter, group, card('replace', 'CARD-0002'), null))).toMatchObject([
    { body: { feeCents: 0 } },
  ]);
});
