import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsOf, patronOpen, TestStream } from '../testing/make-entry.ts';
import { ageOn, foldPatron } from './fold-patron.ts';

test('P1 the latest effective entry gives each field, in whatever order they came', () => {
  const one = new TestStream('import.a');
  const two = new TestStream('import.b');
  const late = one.write(patronOpen('anna', { subscription: 'compleet', status: 'blocked' }), { at: 2000 });
  const early = two.write(patronOpen('anna', { subscription: 'basis', home: 'noord' }), { at: 1000 });
  const states = [
    [late, early],
    [early, late],
  ].map((entries) => foldPatron('anna', factsOf(entries)));
  for (const state of states) {
    expect(state).toMatchObject({
      known: true,
      subscription: 'compleet',
      status: 'blocked',
      home: 'centrum',
      personal: late._id,
      newest: late._id,
    });
  }
});

test('P1 a patron of whom nothing was said is not known, and nothing stands in the way', () => {
  expect(foldPatron('anna', {})).toMatchObject({
    id: 'anna',
    known: false,
    status: 'active',
    expires: null,
    cards: [],
    personal: null,
  });
});

test('P1 age is counted in whole years, from the birthday on', () => {
  expect(ageOn('2008-11-23', '2026-11-22')).toBe(17);
  expect(ageOn('2008-11-23', '2026-11-23')).toBe(18);
  expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
  expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
  expect(ageOn(null, '2026-03-01')).toBeNull();
});

test('P1 age grows by one a year, on one day of it', () => {
  const date = fc
    .date({ min: new Date('1920-01-01T00:00Z'), max: new Date('2026-12-31T00:00Z'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10));
  fc.assert(
    fc.property(date, fc.integer({ min: 0, max: 99 }), (born, years) => {
      const year = String(Number(born.slice(0, 4)) + years);
      expect(ageOn(born, `${year}-12-31`)).toBe(years);
      expect(ageOn(born, `${year}-01-01`)).toBe(born.endsWith('-01-01') ? years : years - 1);
    }),
    { numRuns: 500, seed: 19 },
  );
});
