import { expect, test } from 'vitest';
import type { Draft } from '../journal/seal.ts';
import { patron } from '../testing/make-situation.ts';
import { decideConsent, decideLink, decideNote } from './decide-representation.ts';
import type { Outcome } from './outcome.ts';

const why = (made: Outcome): readonly string[] =>
  made.kind === 'refused' ? made.objections.map(({ code }) => code) : [];
const drafts = (made: Outcome): readonly Draft[] => (made.kind === 'done' ? made.drafts : []);
const anna = patron().patron;
const bram = patron({ id: 'bram' }).patron;
const entry = 'entry:d2.a:00000009:0123456789abcdef';

test('P6 guardians are persons of age, and no link is made twice', () => {
  expect(drafts(decideLink(anna, bram, 'guardian', 'make'))).toMatchObject([
    { body: { patron: 'anna', other: 'bram', link: 'guardian', act: 'make' } },
  ]);
  expect(why(decideLink(anna, { ...bram, juvenile: true }, 'guardian', 'make'))).toEqual(['guardian-unfit']);
  expect(why(decideLink(anna, anna, 'family', 'make'))).toEqual(['same-patron']);
  expect(why(decideLink(anna, bram, 'proxy', 'end'))).toEqual(['not-linked']);
  const linked = { ...anna, links: [{ other: 'bram', role: 'has-proxy' as const, at: 1, by: entry }] };
  expect(why(decideLink(linked, bram, 'proxy', 'make'))).toEqual(['linked-already']);
  expect(decideLink(linked, bram, 'proxy', 'end').kind).toBe('done');
});

test('A1 the words of a note travel apart, and it is ended once', () => {
  expect(drafts(decideNote(anna, { text: ' Bril? ', show: 'at-counter' }))).toMatchObject([
    { body: { show: 'at-counter', ends: null }, personal: { note: 'Bril?' } },
  ]);
  expect(why(decideNote(anna, { text: ' ', show: 'at-counter' }))).toEqual(['field-missing']);
  expect(why(decideNote(anna, { ends: entry }))).toEqual(['note-unknown']);
  const noted = { ...anna, notes: [{ id: entry, patron: 'anna-2', show: 'at-counter' as const, at: 1 }] };
  expect(drafts(decideNote(noted, { ends: entry }))).toMatchObject([
    { body: { patron: 'anna-2', ends: entry } },
  ]);
});

test('A2 a consent that stands is not given again', () => {
  expect(drafts(decideConsent(anna, 'history', true))).toMatchObject([
    { body: { to: 'history', given: true } },
  ]);
  expect(why(decideConsent(anna, 'history', false))).toEqual(['nothing-changed']);
});
