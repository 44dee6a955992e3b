import fc from 'fast-check';
import { expect, test } from 'vitest';
import { factsOf, patronOpen, TestStream, undoOf } from '../testing/make-entry.ts';
import type { Personal } from '../protocol/state-document.ts';
import { historyOfField, personalValues } from './fields.ts';
import { ageOn, foldPatron, statusOn } from './fold-patron.ts';
import {
  patronBlock,
  patronCard,
  patronConsent,
  patronDistinct,
  patronEdit,
  patronErase,
  patronLink,
  patronMerge,
  patronNote,
  patronRegister,
  patronSubscription,
  patronUnblock,
} from './testing-entries.ts';

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
    personalFields: {},
    findings: [],
  });
});

test('P1 edits of different fields at two desks both stand; of one field the later does, and the earlier is remembered', () => {
  const one = new TestStream('d1.a');
  const two = new TestStream('d2.a');
  const entries = [
    one.write(patronRegister('anna'), { at: 100 }),
    two.write(patronEdit('anna', { home: 'noord' }, ['email']), { at: 300 }),
    one.write(patronEdit('anna', { addressKnown: false }, ['street']), { at: 310 }),
    one.write(patronEdit('anna', { home: 'zuid' }), { at: 320 }),
    two.write(patronEdit('anna', {}, ['email', 'familyName']), { at: 330 }),
  ] as const;
  const [registered, moved, post, again, married] = entries;
  const facts = factsOf(entries.toReversed());
  expect(foldPatron('anna', facts)).toMatchObject({
    home: 'zuid',
    addressKnown: false,
    personalFields: {
      birthDate: registered._id,
      email: married._id,
      familyName: married._id,
      givenName: registered._id,
      street: post._id,
    },
    personal: married._id,
  });
  expect(historyOfField('anna', facts, 'home')).toEqual([
    { by: registered._id, at: 100, value: 'centrum' },
    { by: moved._id, at: 300, value: 'noord' },
    { by: again._id, at: 320, value: 'zuid' },
  ]);
  expect(historyOfField('anna', facts, 'email').map(({ by }) => by)).toEqual([moved._id, married._id]);
  expect(historyOfField('anna', facts, 'fields')).toEqual([]);
});

test('P1 what an import says again gives way to what was decided here', () => {
  const centre = new TestStream('import.a');
  const desk = new TestStream('d1.a');
  const first = centre.write(patronOpen('anna', { status: 'blocked', fields: ['email'] }), { at: 100 });
  const edit = desk.write(patronEdit('anna', { home: 'noord' }, ['email']), { at: 200 });
  const free = desk.write(patronUnblock('anna', first._id), { at: 210 });
  const lost = desk.write(patronCard('anna', 'lost', '2anna'), { at: 220 });
  const second = centre.write(patronOpen('anna', { status: 'blocked', juvenile: true, fields: ['email'] }), {
    at: 300,
  });
  const state = foldPatron('anna', factsOf([first, edit, free, lost, second]));
  expect(state).toMatchObject({ home: 'noord', juvenile: true, status: 'active', personal: edit._id });
  expect(state.personalFields).toEqual({ email: edit._id });
  expect(state.cards).toEqual([{ number: '2anna', active: false }]);
});

test('P1 a lost card works no more, a replaced one says by which, and one that is found works again', () => {
  const desk = new TestStream('d1.a');
  desk.write(patronRegister('anna'), { at: 1 });
  desk.write(patronCard('anna', 'issue', 'A'), { at: 2 });
  desk.write(patronCard('anna', 'replace', 'B', 'A'), { at: 3 });
  desk.write(patronCard('anna', 'lost', 'B'), { at: 4 });
  expect(foldPatron('anna', factsOf(desk.entries)).cards).toEqual([
    { number: 'A', active: false, replacedBy: 'B' },
    { number: 'B', active: false },
  ]);
  desk.write(patronCard('anna', 'issue', 'A'), { at: 5 });
  expect(foldPatron('anna', factsOf(desk.entries)).cards[0]).toEqual({ number: 'A', active: true });
});

test('P1 each block ends by itself, or on its day, or all of them together', () => {
  const desk = new TestStream('d1.a');
  const other = new TestStream('d2.a');
  desk.write(patronOpen('anna', { status: 'inactive' }), { at: 1 });
  const conduct = desk.write(patronBlock('anna', 'conduct', '2026-06-30'), { at: 2 });
  const damage = desk.write(patronBlock('anna', 'damage'), { at: 3 });
  const early = other.write(patronUnblock('anna', damage._id), { at: 0 });
  const state = foldPatron('anna', factsOf([...desk.entries, early]));
  expect(state.blocks).toEqual([
    { id: conduct._id, patron: 'anna', reason: 'conduct', until: '2026-06-30', at: 2 },
  ]);
  expect(state.status).toBe('blocked');
  expect(statusOn(state, '2026-06-30')).toBe('blocked');
  expect(statusOn(state, '2026-07-01')).toBe('inactive');
  desk.write(patronUnblock('anna'), { at: 4 });
  expect(foldPatron('anna', factsOf(desk.entries)).blocks).toEqual([]);
});

test('P1 a note is there until it is taken away by name; its text stands in no state', () => {
  const desk = new TestStream('d1.a');
  const first = desk.write(patronNote('anna'), { at: 1 });
  const second = desk.write(patronNote('anna'), { at: 2 });
  desk.write(patronNote('anna', first._id), { at: 3 });
  expect(foldPatron('anna', factsOf(desk.entries)).notes).toEqual([
    { id: second._id, patron: 'anna', show: 'at-counter', at: 2 },
  ]);
});

test('P1 the last word on a consent counts', () => {
  const desk = new TestStream('d1.a');
  desk.write(patronConsent('anna', 'history'), { at: 1 });
  const no = desk.write(patronConsent('anna', 'history', false), { at: 2 });
  const yes = desk.write(patronConsent('anna', 'newsletter'), { at: 3 });
  expect(foldPatron('anna', factsOf(desk.entries)).consents).toEqual({
    history: { given: false, at: 2, by: no._id },
    newsletter: { given: true, at: 3, by: yes._id },
  });
});

test('P1 what was undone never was; a merge is not undone but ended', () => {
  const desk = new TestStream('d1.a');
  const centre = new TestStream('d2.a');
  desk.write(patronRegister('anna'), { at: 1 });
  const block = desk.write(patronBlock('anna', 'conduct'), { at: 2 });
  const card = desk.write(patronCard('anna', 'issue', 'A'), { at: 3 });
  const edit = desk.write(patronEdit('anna', { home: 'noord' }), { at: 4 });
  const paid = desk.write(patronSubscription('anna'), { at: 5 });
  for (const entry of [block, card, edit, paid]) desk.write(undoOf(entry), { at: 6 });
  expect(foldPatron('anna', factsOf(desk.entries))).toMatchObject({
    ...{ status: 'active', blocks: [], cards: [], home: 'centrum', subscription: '', subscriptions: [] },
  });
  const merge = centre.write(patronMerge('bob', 'anna'), { at: 7 });
  const undo = desk.write(undoOf(merge), { at: 8 });
  const merged = foldPatron('bob', factsOf([...desk.entries, merge]));
  expect(merged).toMatchObject({ id: 'anna', aliases: ['bob'] });
  expect(merged.findings).toMatchObject([{ kind: 'undo-refused', entry: undo._id, weight: 'exception' }]);
});

test('P3 merged ids are one patron with all cards and notes, and part again when they turn out to be two', () => {
  const one = new TestStream('d1.a');
  const two = new TestStream('d2.a');
  one.write(patronOpen('anna', { fields: ['familyName', 'email'] }), { at: 1 });
  const bob = two.write(patronOpen('bob', { home: 'noord', registered: null, fields: ['familyName'] }), {
    at: 2,
  });
  two.write(patronNote('bob'), { at: 3 });
  one.write(patronMerge('bob', 'anna'), { at: 4 });
  const facts = factsOf([...one.entries, ...two.entries]);
  const state = foldPatron('anna', facts);
  expect(state).toMatchObject({ id: 'anna', aliases: ['bob'], home: 'noord', registered: '2020-01-01' });
  expect(state.personalFields).toEqual({ email: one.entries[0]!._id, familyName: bob._id });
  expect(state.cards.map(({ number }) => number)).toEqual(['2anna', '2bob']);
  expect(state.notes).toHaveLength(1);
  expect(foldPatron('bob', facts)).toEqual(state);
  one.write(patronDistinct('anna', 'bob'), { at: 5 });
  const parted = factsOf([...one.entries, ...two.entries]);
  expect(foldPatron('anna', parted)).toMatchObject({
    ...{ id: 'anna', aliases: [], home: 'centrum', notes: [], distinctFrom: ['bob'] },
  });
  expect(foldPatron('bob', parted)).toMatchObject({ id: 'bob', home: 'noord', distinctFrom: ['anna'] });
});

test('P6 both sides of a link know of it, until its last word ends it', () => {
  const desk = new TestStream('d1.a');
  const link = desk.write(patronLink('kid', 'mum', 'guardian'), { at: 1 });
  desk.write(patronLink('kid', 'gran', 'proxy'), { at: 2 });
  desk.write(patronLink('kid', 'sis', 'family'), { at: 3 });
  desk.write(patronLink('kid', 'gran', 'proxy', 'end'), { at: 4 });
  const facts = factsOf(desk.entries);
  const roles = (id: string): readonly string[] =>
    foldPatron(id, facts).links.map(({ role, other }) => `${role} ${other}`);
  expect(roles('kid')).toEqual(['has-guardian mum', 'family sis']);
  expect(roles('mum')).toEqual(['is-guardian-of kid']);
  expect(roles('sis')).toEqual(['family kid']);
  expect(roles('gran')).toEqual([]);
  expect(foldPatron('mum', facts).links[0]).toMatchObject({ at: 1, by: link._id });
});

test('P6 a link between two ids that are one person is none', () => {
  const desk = new TestStream('d1.a');
  desk.write(patronLink('kid', 'mum', 'guardian'), { at: 1 });
  desk.write(patronMerge('mum', 'kid'), { at: 2 });
  expect(foldPatron('kid', factsOf(desk.entries)).links).toEqual([]);
});

test('A1 the state names personal fields and whose payload has them, never their values', () => {
  const desk = new TestStream('d1.a');
  const a = desk.write(patronRegister('anna', { fields: ['email', 'givenName'] }), { at: 1 });
  const b = desk.write(patronEdit('anna', {}, ['email']), { at: 2 });
  const state = foldPatron('anna', factsOf(desk.entries));
  const personal: Personal = {
    [a._id]: { givenName: 'Anna', email: 'old@x.nl' },
    [b._id]: { email: 'new@x.nl' },
  };
  expect(personalValues(state, personal)).toEqual({ givenName: 'Anna', email: 'new@x.nl' });
  expect(personalValues(state, { [a._id]: { givenName: 'Anna' } })).toEqual({ givenName: 'Anna' });
});

test('A1 an erased patron does not come back by an edit, earlier or later, and the edit is counted', () => {
  const desk = new TestStream('d1.a');
  const other = new TestStream('d2.a');
  desk.write(patronRegister('anna'), { at: 1 });
  desk.write(patronErase('anna'), { at: 10 });
  other.write(patronEdit('anna', { home: 'noord' }, ['email']), { at: 5 });
  const late = other.write(patronEdit('anna', {}, ['email']), { at: 20 });
  other.write(patronEdit('kees', {}, ['email']), { at: 30 });
  expect(foldPatron('anna', factsOf([...desk.entries, ...other.entries]))).toMatchObject({
    ...{ status: 'erased', known: false, home: null, personal: null, personalFields: {} },
    findings: [{ kind: 'after-erasure', entry: late._id, weight: 'remark' }],
  });
});

test('A1 erasing one id leaves another that was merged with it', () => {
  const desk = new TestStream('d1.a');
  desk.write(patronRegister('anna', { home: 'noord' }), { at: 1 });
  desk.write(patronErase('anna'), { at: 2 });
  const bob = desk.write(patronRegister('bob'), { at: 3 });
  desk.write(patronMerge('bob', 'anna'), { at: 4 });
  expect(foldPatron('anna', factsOf(desk.entries))).toMatchObject({
    ...{ id: 'anna', aliases: ['bob'], status: 'active', known: true, home: 'centrum', personal: bob._id },
    findings: [],
  });
});

test('G2 a guest names the library that has the contract', () => {
  const desk = new TestStream('d1.a');
  desk.write(patronRegister('gerda', { kind: 'guest', home: null, homeLibrary: 'NL-0800070000' }), { at: 1 });
  expect(foldPatron('gerda', factsOf(desk.entries))).toMatchObject({
    ...{ kind: 'guest', homeLibrary: 'NL-0800070000', home: null, verified: true },
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
    { numRuns: 2000, seed: 19 },
  );
});
