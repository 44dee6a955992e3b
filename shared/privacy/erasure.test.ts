import { expect, test } from 'vitest';
import { payloadId } from '../journal/entry.ts';
import { foldPatron } from '../patrons/fold-patron.ts';
import {
  patronEdit,
  patronLink,
  patronMerge,
  patronNote,
  patronRegister,
} from '../patrons/testing-entries.ts';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { decideErasure, erasedIds, payloadsToErase } from './erasure.ts';

const FREE = { openLoans: 0, balanceCents: 0, offeredCents: 0, openHolds: 0 };

function twoIds(): TestStream {
  const desk = new TestStream('d1.a');
  desk.write(patronRegister('anna'), { at: 1 });
  desk.write(patronEdit('ann', {}, ['email']), { at: 2 });
  desk.write(patronMerge('anna', 'ann'), { at: 3 });
  return desk;
}

test('A4 open loans, money, a debit on its way and holds keep a patron, and all are named at once', () => {
  const patron = foldPatron('anna', factsOf(twoIds().entries));
  const decision = decideErasure(
    patron,
    { openLoans: 2, balanceCents: -150, offeredCents: 300, openHolds: 1 },
    'request',
  );
  expect(decision).toEqual({
    kind: 'not-yet',
    reasons: [
      { code: 'open-loans', count: 2 },
      { code: 'open-money', count: -150 },
      { code: 'open-debit', count: 300 },
      { code: 'open-holds', count: 1 },
    ],
  });
  for (const one of Object.keys(FREE))
    expect(decideErasure(patron, { ...FREE, [one]: 1 }, 'request')).toMatchObject({
      kind: 'not-yet',
      reasons: [{ count: 1 }],
    });
});

test('A4 who owes nothing is erased under every id, and then nothing of the patron is left', () => {
  const desk = twoIds();
  const decision = decideErasure(foldPatron('anna', factsOf(desk.entries)), FREE, 'retention');
  if (decision.kind !== 'may-erase') throw new Error('should be erased');
  for (const draft of decision.drafts) desk.write(draft, { at: 9 });
  const facts = factsOf(desk.entries);
  expect(foldPatron('anna', facts)).toMatchObject({ status: 'erased', known: false, personal: null });
  expect([...erasedIds(facts)].toSorted()).toEqual(['ann', 'anna']);
});

test('A1 the payloads of the erased ids go, and nobody else’s in the same document', () => {
  const desk = new TestStream('d1.a');
  const registered = desk.write(patronRegister('kid'), { at: 1 });
  const note = desk.write(patronNote('kid'), { at: 2 });
  const link = desk.write(patronLink('kid', 'mum', 'guardian'), { at: 3 });
  const mother = desk.write(patronEdit('mum', {}, ['email']), { at: 4 });
  const facts = factsOf(desk.entries);
  expect(payloadsToErase(facts, new Set(['kid']))).toEqual(
    [registered, note, link].map((entry) => payloadId(entry._id)).toSorted(),
  );
  expect(payloadsToErase(facts, new Set(['mum']))).toEqual([payloadId(mother._id)]);
});
