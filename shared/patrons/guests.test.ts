import { expect, test } from 'vitest';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { foldPatron } from './fold-patron.ts';
import { confirmGuest, contractAt, guestByCard, isProvisional } from './guests.ts';
import { patronRegister } from './testing-entries.ts';

const NATIONAL = '2\\d{13}|NL\\d{6}';
const names = { familyName: 'Smit', givenName: 'Gerda' };

test('G1 without contact the form of the card decides, and the loan is provisional', () => {
  expect(guestByCard('21234567890123', NATIONAL)).toEqual({
    kind: 'guest',
    limits: 'gast',
    provisional: true,
  });
  expect(guestByCard('NL123456', NATIONAL)).toMatchObject({ kind: 'guest' });
  for (const card of ['31234567890123', '212345678901234', 'xNL123456', ''])
    expect(guestByCard(card, NATIONAL)).toEqual({ kind: 'unknown' });
});

test('G1 a guest who was confirmed live is no longer provisional, and is confirmed once', () => {
  const desk = new TestStream('d1.a');
  const stranger = foldPatron('gerda', {});
  expect(isProvisional(stranger)).toBe(true);
  const draft = confirmGuest(stranger, 'NL-0800070000', names);
  desk.write(draft!, { at: 1 });
  const guest = foldPatron('gerda', factsOf(desk.entries));
  expect(guest).toMatchObject({ kind: 'guest', verified: true, known: true });
  expect(isProvisional(guest)).toBe(false);
  expect(confirmGuest(guest, 'NL-0800070000', names)).toBeNull();
});

test('G1 a guest whom staff wrote down by hand stays provisional until confirmed', () => {
  const desk = new TestStream('d1.a');
  desk.write(patronRegister('gerda', { kind: 'guest', verified: false }), { at: 1 });
  const guest = foldPatron('gerda', factsOf(desk.entries));
  expect(isProvisional(guest)).toBe(true);
  expect(isProvisional({ ...guest, kind: 'person' })).toBe(false);
  expect(confirmGuest(guest, 'NL-0800070000', names)?.after).toEqual([guest.newest]);
});

test('G2 the contract stays at the home library, and of a guest only the name comes over', () => {
  const draft = confirmGuest(foldPatron('gerda', {}), 'NL-0800070000', names)!;
  expect(draft.personal).toEqual(names);
  const desk = new TestStream('d1.a');
  desk.write(draft, { at: 1 });
  const guest = foldPatron('gerda', factsOf(desk.entries));
  expect(contractAt(guest, 'NL-0999000001')).toBe('NL-0800070000');
  expect(contractAt({ ...guest, kind: 'person' }, 'NL-0999000001')).toBe('NL-0999000001');
});
