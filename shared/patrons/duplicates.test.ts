import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { areLikeNames, type Candidate, possibleDuplicates } from './duplicates.ts';
import { foldPatron, type PatronState } from './fold-patron.ts';
import { patronDistinct, patronErase, patronMerge, patronRegister } from './testing-entries.ts';

function someone(id: string, change: Partial<Candidate> = {}): Candidate {
  const desk = new TestStream('d1.a');
  desk.write(patronRegister(id), { at: 1 });
  const patron: PatronState = foldPatron(id, factsOf(desk.entries));
  const values = { birthDate: '1980-03-12', givenName: 'Jan', postcode: '1234 AB', email: undefined };
  return { patron, ...values, ...change };
}

const pairs = (...all: readonly Candidate[]): readonly string[] =>
  possibleDuplicates(all).map(({ patrons }) => patrons.join(' '));

test('P3 one birth date, a like given name and one postcode or e-mail make a suspicion, named by the pair', () => {
  expect(possibleDuplicates([someone('b'), someone('a', { givenName: 'J.', postcode: '1234ab' })])).toEqual([
    { id: 'proposal:possible-duplicate:a:b', patrons: ['a', 'b'], because: ['postcode'] },
  ]);
  const mail = { postcode: undefined, email: 'Jan@x.nl' };
  expect(
    possibleDuplicates([someone('a', mail), someone('b', { ...mail, email: 'jan@X.nl ' })])[0]?.because,
  ).toEqual(['email']);
  const both = { email: 'jan@x.nl' };
  expect(possibleDuplicates([someone('a', both), someone('b', both)])[0]?.because).toEqual([
    'email',
    'postcode',
  ]);
});

test('P3 another birth date, another name or another address is somebody else', () => {
  expect(pairs(someone('a'), someone('b', { birthDate: '1980-03-13' }))).toEqual([]);
  expect(pairs(someone('a'), someone('b', { givenName: 'Kees' }))).toEqual([]);
  expect(pairs(someone('a'), someone('b', { postcode: '1234 AC' }))).toEqual([]);
  expect(pairs(someone('a', { birthDate: undefined }), someone('b', { birthDate: undefined }))).toEqual([]);
  expect(pairs(someone('a', { postcode: '' }), someone('b', { postcode: '' }))).toEqual([]);
  expect(pairs(someone('a', { givenName: undefined }), someone('b', { givenName: undefined }))).toEqual([]);
});

test('P3 names are alike without case and accents, by initials, and as far as both go', () => {
  for (const [a, b] of [
    ['Anaïs', 'ANAIS'],
    ['J.', 'Jan'],
    ['J.P.', 'Jan Pieter'],
    ['Jan-Willem', 'jan'],
  ] as const) {
    expect([a, b, areLikeNames(a, b), areLikeNames(b, a)]).toEqual([a, b, true, true]);
  }
  for (const [a, b] of [
    ['Jan', 'Jannes'],
    ['J.K.', 'Jan Pieter'],
    ['', 'Jan'],
    ['.', '-'],
  ] as const) {
    expect([a, b, areLikeNames(a, b), areLikeNames(b, a)]).toEqual([a, b, false, false]);
  }
});

test('P3 "not the same" is remembered, under every id that either has', () => {
  const desk = new TestStream('d1.a');
  for (const id of ['a', 'b', 'c', 'z']) desk.write(patronRegister(id), { at: 1 });
  desk.write(patronDistinct('z', 'b'), { at: 2 });
  desk.write(patronMerge('b', 'a'), { at: 3 });
  desk.write(patronMerge('z', 'c'), { at: 4 });
  const state = (id: string): Candidate => someone(id, { patron: foldPatron(id, factsOf(desk.entries)) });
  expect(pairs(state('b'), state('c'))).toEqual([]);
  expect(pairs(state('a'), state('b'), someone('d'))).toEqual(['a d']);
});

test('P3 guests, institutions, the unknown and the erased are nobody twice', () => {
  const guest = (id: string): Candidate => ({
    ...someone(id),
    patron: { ...someone(id).patron, kind: 'guest' },
  });
  expect(pairs(guest('a'), guest('b'), someone('c'))).toEqual([]);
  expect(pairs(someone('a', { patron: foldPatron('a', {}) }), someone('c'))).toEqual([]);
  const erased = factsOf([new TestStream('d1.a').write(patronErase('a'), { at: 1 })]);
  expect(pairs(someone('a', { patron: foldPatron('a', erased) }), someone('c'))).toEqual([]);
});

test('P3 the pairs are the same in whatever order people come', () => {
  const person = fc.record({
    birthDate: fc.constantFrom('1980-01-01', '1980-01-02'),
    givenName: fc.constantFrom('Jan', 'J.', 'Kees'),
    postcode: fc.constantFrom('1234AB', '9999ZZ', undefined),
    email: fc.constantFrom('x@x.nl', 'y@y.nl', undefined),
  });
  fc.assert(
    fc.property(fc.array(person, { maxLength: 12 }), (people) => {
      const all = people.map((values, n) => someone(`p${n}`, values));
      const expected = all.flatMap((a, i) =>
        all
          .slice(i + 1)
          .filter(
            (b) =>
              a.birthDate === b.birthDate &&
              areLikeNames(a.givenName!, b.givenName!) &&
              ((a.postcode && a.postcode === b.postcode) || (a.email && a.email === b.email)),
          )
          .map((b) => [a.patron.id, b.patron.id].toSorted().join(' ')),
      );
      expect(pairs(...all).toSorted()).toEqual(expected.toSorted());
      expect(possibleDuplicates(all.toReversed())).toEqual(possibleDuplicates(all));
    }),
    { numRuns: 2000, seed: 33 },
  );
});
