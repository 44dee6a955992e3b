import { expect, test } from 'vitest';
import {
  patronCard,
  patronConsent,
  patronDistinct,
  patronEdit,
  patronMerge,
  patronNote,
  patronRegister,
} from '../patrons/testing-entries.ts';
import type { Personal } from '../protocol/state-document.ts';
import { factsOf, patronOpen, TestStream } from '../testing/make-entry.ts';
import { personFile } from './person-file.ts';

const dealings = {
  loans: [
    {
      ...{ id: 'l', item: 'b', title: 't', branch: 'centrum', openedAt: 1, due: '2026-12-14' },
      ...{ renewals: 0, ended: null },
    },
  ],
  account: { lines: [], balanceCents: 150 },
  holds: [{ id: 'h', queue: 'queue:title:t', pickup: 'centrum', placedAt: 2, status: 'waiting' as const }],
};

test('A3 a person’s whole file has what stands, what stood, what was noted and what was lent', () => {
  const desk = new TestStream('d1.a');
  const registered = desk.write(patronRegister('anna', { fields: ['email', 'givenName'] }), { at: 1 });
  const edited = desk.write(patronEdit('anna', { home: 'noord' }, ['email']), { at: 2 });
  const note = desk.write(patronNote('anna'), { at: 3 });
  desk.write(patronNote('anna', note._id), { at: 4 });
  desk.write(patronCard('anna', 'issue', 'A'), { at: 5 });
  desk.write(patronConsent('anna', 'history'), { at: 6 });
  const personal: Personal = {
    [registered._id]: { email: 'old@x.nl', givenName: 'Anna' },
    [edited._id]: { email: 'new@x.nl' },
    [note._id]: { note: 'Leest groot' },
  };
  const file = personFile('anna', factsOf(desk.entries), personal, dealings);
  expect(file).toMatchObject({
    patron: {
      id: 'anna',
      home: 'noord',
      cards: [{ number: 'A' }],
      consents: { history: { given: true } },
      notes: [],
    },
    fields: { email: 'new@x.nl', givenName: 'Anna' },
    written: [
      { at: 1, fields: { email: 'old@x.nl', givenName: 'Anna' } },
      { at: 2, fields: { email: 'new@x.nl' } },
      { at: 3, fields: { note: 'Leest groot' } },
    ],
    ...dealings,
  });
  expect(JSON.parse(JSON.stringify(file))).toEqual(file);
});

test('A7 what a PIN could be guessed from is in no file', () => {
  const desk = new TestStream('d1.a');
  const registered = desk.write(patronRegister('anna', { fields: ['givenName', 'pin'] }), { at: 1 });
  const personal: Personal = {
    [registered._id]: { givenName: 'Anna', pin: 'scrypt$16384$8$1$c2FsdA==$aGFzaA==' },
  };
  const file = personFile('anna', factsOf(desk.entries), personal, dealings);
  expect(file.fields).toEqual({ givenName: 'Anna' });
  expect(JSON.stringify(file)).not.toContain('scrypt');
});

test('A3 what an earlier import said is in the file', () => {
  const desk = new TestStream('import.a');
  const [first, second] = [1, 2].map((at) => desk.write(patronOpen('anna', { fields: ['email'] }), { at }));
  const personal: Personal = { [first!._id]: { email: 'a@x.nl' }, [second!._id]: { email: 'b@x.nl' } };
  expect(personFile('anna', factsOf(desk.entries), personal, dealings)).toMatchObject({
    fields: { email: 'b@x.nl' },
    written: [{ fields: { email: 'a@x.nl' } }, { fields: { email: 'b@x.nl' } }],
  });
});

test('A3 the file of one who was merged by mistake tells nothing of the other', () => {
  const desk = new TestStream('d1.a');
  const anna = desk.write(patronRegister('anna'), { at: 1 });
  const bob = desk.write(patronRegister('bob'), { at: 2 });
  desk.write(patronMerge('bob', 'anna'), { at: 3 });
  const merged = factsOf(desk.entries);
  desk.write(patronDistinct('bob', 'anna'), { at: 4 });
  const personal = { [anna._id]: { givenName: 'Anna' }, [bob._id]: { givenName: 'Bob' } };
  expect(personFile('anna', merged, personal, dealings).written).toHaveLength(2);
  const file = personFile('anna', factsOf(desk.entries), personal, dealings);
  expect(file.fields).toEqual({ givenName: 'Anna' });
  expect(JSON.stringify(file.written)).not.toContain('Bob');
});
