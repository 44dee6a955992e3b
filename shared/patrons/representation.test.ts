import { expect, test } from 'vitest';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { foldPatron, type PatronState } from './fold-patron.ts';
import { mayCollectFor, needsGuardianConsent, payerOf } from './representation.ts';
import { patronConsent, patronLink, patronMerge, patronRegister } from './testing-entries.ts';

const desk = new TestStream('d1.a');
desk.write(patronRegister('kid', { juvenile: true }), { at: 1 });
desk.write(patronLink('kid', 'gran', 'proxy'), { at: 2 });
desk.write(patronLink('kid', 'mum', 'guardian'), { at: 3 });
desk.write(patronLink('kid', 'dad', 'guardian'), { at: 4 });
desk.write(patronLink('kid', 'sis', 'family'), { at: 5 });
desk.write(patronLink('baby', 'kid', 'proxy'), { at: 6 });
const of = (id: string): PatronState => foldPatron(id, factsOf(desk.entries));

test('P6 the guardian pays for a minor, the patron from 18 on', () => {
  expect([17, 18, null].map((age) => payerOf(of('kid'), age))).toEqual(['mum', 'kid', 'mum']);
  expect(payerOf(of('sis'), 12)).toBe('sis');
  expect(payerOf({ ...of('kid'), kind: 'class' }, null)).toBe('kid');
});

test('P6 below 16 a guardian has to agree', () => {
  const kid = of('kid');
  expect([15, 16, null].map((age) => needsGuardianConsent(kid, age, 16))).toEqual([true, false, true]);
  const asked = (given: boolean): PatronState =>
    foldPatron(
      'kid',
      factsOf([
        ...desk.entries,
        new TestStream('d2.a').write(patronConsent('kid', 'guardian', given), { at: 9 }),
      ]),
    );
  expect(needsGuardianConsent(asked(true), 15, 16)).toBe(false);
  expect(needsGuardianConsent(asked(false), 15, 16)).toBe(true);
});

test('P6 guardian, family and proxy may collect, and nobody for whom one is proxy oneself', () => {
  const collectors = ['kid', 'mum', 'dad', 'gran', 'sis', 'baby', 'stranger'];
  expect(collectors.filter((id) => mayCollectFor(of('kid'), of(id)))).toEqual([
    ...['kid', 'mum', 'dad', 'gran', 'sis'],
  ]);
  expect(mayCollectFor(of('baby'), of('kid'))).toBe(true);
});

test('P6 a link stands under the other id of one who was merged since', () => {
  const centre = new TestStream('centre.a');
  centre.write(patronMerge('mum', 'mama'), { at: 9 });
  const mama = foldPatron('mama', factsOf([...desk.entries, ...centre.entries]));
  expect(mama.id).toBe('mama');
  expect(mayCollectFor(of('kid'), mama)).toBe(true);
});
