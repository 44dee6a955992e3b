import { expect, test } from 'vitest';
import { foldPatron } from '../patrons/fold-patron.ts';
import {
  patronEdit,
  patronErase,
  patronLink,
  patronMerge,
  patronNote,
  patronRegister,
} from '../patrons/testing-entries.ts';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { erasedEntries, erasedIds } from './erasure.ts';

function twoIds(): TestStream {
  const desk = new TestStream('d1.a');
  desk.write(patronRegister('anna'), { at: 1 });
  desk.write(patronEdit('ann', {}, ['email']), { at: 2 });
  desk.write(patronMerge('anna', 'ann'), { at: 3 });
  return desk;
}

test('A4 who is erased under every id is gone: nothing of the patron is left', () => {
  const desk = twoIds();
  for (const patron of ['ann', 'anna']) desk.write(patronErase(patron), { at: 9 });
  const facts = factsOf(desk.entries);
  expect(foldPatron('anna', facts)).toMatchObject({ status: 'erased', known: false, personal: null });
  expect([...erasedIds(facts)].toSorted()).toEqual(['ann', 'anna']);
});

test('A1 the payloads of the erased ids go, and nobody else’s in the same document', () => {
  const desk = new TestStream('d1.a');
  const registered = desk.write(patronRegister('kid'), { at: 1 });
  const note = desk.write(patronNote('kid'), { at: 2 });
  const link = desk.write(patronLink('kid', 'mum', 'guardian'), { at: 3 });
  desk.write(patronEdit('mum', {}, ['email']), { at: 4 });
  expect(erasedEntries({ facts: factsOf(desk.entries) })).toEqual([]);
  const erased = desk.write(patronErase('kid'), { at: 5 });
  const after = desk.write(patronNote('kid'), { at: 6 });
  const facts = factsOf(desk.entries);
  const ofKid = [registered, note, link, erased, after].map((entry) => entry._id).toSorted();
  expect(erasedEntries({ facts })).toEqual(ofKid);
  const { [note._id]: late, ...others } = facts;
  expect(erasedEntries({ facts: others, late: { [note._id]: late! } })).toEqual(ofKid);
});

test('A1 an erasing that came too late to count takes nothing', () => {
  const desk = new TestStream('d1.a');
  desk.write(patronRegister('kid'), { at: 1 });
  const facts = factsOf(desk.entries);
  const erased = desk.write(patronErase('kid'), { at: 2 });
  const late = { [erased._id]: factsOf(desk.entries)[erased._id]! };
  expect(erasedEntries({ facts, late })).toEqual([]);
});
