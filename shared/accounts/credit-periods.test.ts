import { expect, test } from 'vitest';
import { factsOf, TestStream, undoOf } from '../testing/make-entry.ts';
import { creditsOn } from './account-state.ts';
import { foldAccount } from './fold-account.ts';
import { creditUse, saidBy, subscription } from './make-money.ts';

const inMonth = (month: string): number => Date.parse(`2026-${month}-15T12:00:00Z`);
const NEXT_YEAR = { act: 'renew', from: '2027-01-01', until: '2027-12-31' } as const;

test('P4 loans take credits of the subscription that runs, and an undone loan gives its credit back', () => {
  const desk = new TestStream('d1.a');
  desk.write(subscription('anna'), { at: inMonth('01') });
  const uses = [creditUse('1', inMonth('02')), creditUse('2', inMonth('03'), 2)];
  const used = (taken: typeof uses): unknown =>
    foldAccount('anna', factsOf(desk.entries), saidBy(taken)).credits;
  expect(used(uses)).toEqual([{ subscription: 'tegoed', from: '2026-01-01', granted: 12, used: 3 }]);
  expect(used(uses.slice(1))).toMatchObject([{ used: 2 }]);
});

test('P4 a renewal that was made early leaves the credits of the running year until it begins', () => {
  const desk = new TestStream('d1.a');
  desk.write(subscription('anna'), { at: inMonth('01') });
  desk.write(subscription('anna', NEXT_YEAR), { at: inMonth('11') });
  const uses = [
    creditUse('1', inMonth('02')),
    creditUse('2', inMonth('12')),
    creditUse('3', Date.parse('2026-12-31T23:30:00Z')),
  ];
  const { credits } = foldAccount('anna', factsOf(desk.entries), saidBy(uses));
  expect(creditsOn(credits, '2026-12-31')).toMatchObject({ from: '2026-01-01', used: 2 });
  expect(creditsOn(credits, '2027-01-01')).toMatchObject({ from: '2027-01-01', used: 1 });
  expect(creditsOn(credits, '2025-12-31')).toBeNull();
});

test('P4 an undone renewal gives no credits', () => {
  const desk = new TestStream('d1.a');
  desk.write(subscription('anna'), { at: inMonth('01') });
  const renewal = desk.write(subscription('anna', NEXT_YEAR), { at: inMonth('11') });
  desk.write(undoOf(renewal), { at: inMonth('12') });
  const { credits, balanceCents } = foldAccount('anna', factsOf(desk.entries));
  expect(credits.map(({ from }) => from)).toEqual(['2026-01-01']);
  expect(balanceCents).toBe(5000);
});

test('P4 an end begins no period', () => {
  const desk = new TestStream('d1.a');
  desk.write(subscription('anna'), { at: inMonth('01') });
  desk.write(subscription('anna', { act: 'end', from: '2026-06-01', priceCents: 0 }), { at: inMonth('06') });
  const { credits } = foldAccount('anna', factsOf(desk.entries), saidBy([creditUse('1', inMonth('07'))]));
  expect(credits).toMatchObject([{ from: '2026-01-01', used: 1 }]);
});

test('P4 what was lent before any subscription that is known here is counted by itself', () => {
  const desk = new TestStream('d1.a');
  desk.write(subscription('anna'), { at: inMonth('01') });
  const { credits } = foldAccount(
    'anna',
    factsOf(desk.entries),
    saidBy([creditUse('1', Date.parse('2025-06-01T12:00:00Z'))]),
  );
  expect(credits).toMatchObject([
    { from: null, used: 1 },
    { from: '2026-01-01', used: 0 },
  ]);
});
