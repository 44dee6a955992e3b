import { expect, test } from 'vitest';
import { chargeOpen, undoOf } from '../testing/make-entry.ts';
import { accountDesk, kindsOf } from './account-desk.ts';
import * as money from './make-money.ts';

const { charge, pay, refund } = money;

test('M2 paying the same charge at two desks gives credit and an exception until the credit is given back', () => {
  const { write, account } = accountDesk();
  const broken = write(charge('anna', 500));
  write(pay('anna', [[broken._id, 500]]));
  expect(account().findings).toEqual([]);
  const twice = write(pay('anna', [[broken._id, 500]]));
  expect(account()).toMatchObject({ balanceCents: -500, creditCents: 500 });
  expect(account().findings).toEqual([
    {
      kind: 'paid-twice',
      entry: twice._id,
      weight: 'exception',
      params: { patron: 'anna', charge: broken._id, cents: 500 },
    },
  ]);
  write(refund('anna', 500));
  expect(account()).toMatchObject({ balanceCents: 0, creditCents: 0 });
  expect(kindsOf(account())).toEqual(['remark paid-twice']);
});

test('M2 one receipt that pays two charges again is one exception with the cents of both', () => {
  const { write, account } = accountDesk();
  const lines = [500, 300].map((cents) => [write(charge('anna', cents))._id, cents] as const);
  write(pay('anna', lines));
  write(pay('anna', lines));
  expect(account().findings).toMatchObject([{ kind: 'paid-twice', params: { cents: 800 } }]);
});

test('M2 an undone payment leaves the charge open, and the other payment pays it', () => {
  const { write, account } = accountDesk();
  const broken = write(charge('anna', 500));
  const first = write(pay('anna', [[broken._id, 500]]));
  write(undoOf(first));
  expect(account()).toMatchObject({ balanceCents: 500, creditCents: 0 });
  write(pay('anna', [[broken._id, 500]]));
  expect(account()).toMatchObject({ balanceCents: 0, creditCents: 0, findings: [] });
});

test('L8 a charge that was paid since is not undone, and the account tells of it', () => {
  const { write, account } = accountDesk();
  const broken = write(charge('anna', 500));
  write(pay('anna', [[broken._id, 500]]));
  write(undoOf(broken));
  expect(account()).toMatchObject({ balanceCents: 0, creditCents: 0 });
  expect(kindsOf(account())).toEqual(['exception undo-refused']);
});

test('M7 what the bank was asked for is in the balance and no debt; what it collects is paid', () => {
  const { write, account } = accountDesk();
  const fee = write(charge('anna', 5000));
  write(money.debitOffer('anna', [[fee._id, 5000]]));
  expect(account()).toMatchObject({ balanceCents: 5000, owedCents: 0 });
  expect(account().charges).toMatchObject([{ openCents: 5000, offeredCents: 5000, debit: 'offered' }]);
  write(money.debitCollect('anna', [[fee._id, 5000]]));
  expect(account()).toMatchObject({ balanceCents: 0, owedCents: 0, creditCents: 0 });
  expect(account().charges).toMatchObject([{ paidCents: 5000, offeredCents: 0, debit: 'collected' }]);
});

test('M7 a reversed debit is open again, an exception until it is paid', () => {
  const { write, account } = accountDesk();
  const fee = write(charge('anna', 5000));
  write(money.debitOffer('anna', [[fee._id, 5000]]));
  write(money.debitCollect('anna', [[fee._id, 5000]]));
  write(money.debitReverse('anna', [[fee._id, 5000]]));
  expect(account()).toMatchObject({ balanceCents: 5000, owedCents: 5000 });
  expect(account().charges).toMatchObject([{ paidCents: 0, debit: 'reversed' }]);
  expect(kindsOf(account())).toEqual(['exception debit-reversed']);
  write(pay('anna', [[fee._id, 5000]]));
  expect(kindsOf(account())).toEqual(['remark debit-reversed']);
});

test('M7 a debit that is reversed twice took its money back once', () => {
  const { write, account } = accountDesk();
  const fee = write(charge('anna', 3000));
  const lines = [[fee._id, 5000]] as const;
  write(money.debitCollect('anna', lines));
  expect(account()).toMatchObject({ balanceCents: -2000, creditCents: 2000 });
  write(money.debitReverse('anna', lines));
  write(money.debitReverse('anna', lines));
  expect(account()).toMatchObject({ balanceCents: 3000, owedCents: 3000 });
});

test('M7 a debit of a balance that was imported again since is reversed all the same', () => {
  const { write, account } = accountDesk();
  const first = write(chargeOpen('anna', 'fine:1', 1000));
  write(money.debitCollect('anna', [[first._id, 1000]]));
  const again = write(chargeOpen('anna', 'fine:1', 1000));
  expect(account()).toMatchObject({ balanceCents: 0 });
  write(money.debitReverse('anna', [[again._id, 1000]]));
  expect(account()).toMatchObject({ balanceCents: 1000, creditCents: 0 });
});

test('M7 credit is not used for what the bank or a terminal was asked for', () => {
  const { write, account } = accountDesk();
  const fee = write(charge('anna', 500));
  const broken = write(charge('anna', 300));
  write(money.debitOffer('anna', [[fee._id, 500]]));
  write(pay('anna', [[broken._id, 300]], money.byPin('unknown')));
  write(chargeOpen('anna', 'credit:1', -900));
  expect(account()).toMatchObject({ balanceCents: -100, creditCents: 900, owedCents: 0 });
});

test('M7 what the bank refuses before it collected is only not offered any more', () => {
  const { write, account } = accountDesk();
  const fee = write(charge('anna', 5000));
  write(money.debitOffer('anna', [[fee._id, 5000]]));
  write(money.debitReverse('anna', [[fee._id, 5000]]));
  expect(account()).toMatchObject({ balanceCents: 5000, owedCents: 5000 });
});

test('M7 paid at the counter and collected too is paid twice; reversed, it is paid once', () => {
  const { write, account } = accountDesk();
  const fee = write(charge('anna', 5000));
  write(money.debitOffer('anna', [[fee._id, 5000]]));
  write(pay('anna', [[fee._id, 5000]]));
  write(money.debitCollect('anna', [[fee._id, 5000]]));
  expect(account()).toMatchObject({ creditCents: 5000 });
  expect(kindsOf(account())).toEqual(['exception paid-twice']);
  write(money.debitReverse('anna', [[fee._id, 5000]]));
  expect(account()).toMatchObject({ balanceCents: 0, creditCents: 0, owedCents: 0 });
});

test('M8 a terminal that gave no answer leaves a charge neither paid nor owed, until somebody says how it ended', () => {
  const { write, account } = accountDesk();
  const broken = write(charge('anna', 500));
  const asked = write(pay('anna', [[broken._id, 500]], money.byPin('unknown')));
  expect(account()).toMatchObject({ balanceCents: 500, owedCents: 0 });
  expect(account().charges).toMatchObject([{ openCents: 500, pendingCents: 500, paidCents: 0 }]);
  expect(kindsOf(account())).toEqual(['exception pin-outcome-unknown']);
  write(pay('anna', [[broken._id, 500]], money.byPin('approved', asked._id)));
  expect(account()).toMatchObject({ balanceCents: 0, creditCents: 0, findings: [] });
  write(pay('anna', [[broken._id, 500]], money.byPin('declined', asked._id)));
  expect(account()).toMatchObject({ balanceCents: 0, creditCents: 0 });
  expect(kindsOf(account())).toEqual(['exception pin-outcome-repeated']);
});

test('M8 an answer that two desks wrote down is one payment', () => {
  const { write, account } = accountDesk();
  const broken = write(charge('anna', 500));
  const asked = write(pay('anna', [[broken._id, 500]], money.byPin('unknown')));
  for (let i = 0; i < 2; i++) write(pay('anna', [[broken._id, 500]], money.byPin('approved', asked._id)));
  expect(account()).toMatchObject({ balanceCents: 0, creditCents: 0 });
  expect(kindsOf(account())).toEqual(['remark pin-outcome-repeated']);
});

test('M8 what a terminal declined counts nothing, also as the answer that was waited for', () => {
  const { write, account } = accountDesk();
  const broken = write(charge('anna', 500));
  write(pay('anna', [[broken._id, 500]], money.byPin('declined')));
  expect(account()).toMatchObject({ balanceCents: 500, owedCents: 500, findings: [] });
  const asked = write(pay('anna', [[broken._id, 500]], money.byPin('unknown')));
  write(pay('anna', [[broken._id, 500]], money.byPin('declined', asked._id)));
  expect(account()).toMatchObject({ balanceCents: 500, owedCents: 500, findings: [] });
});

test('M8 rounding is a line: two cents less in the drawer are not owed, two more are no credit', () => {
  for (const [cents, handed] of [
    [502, 500],
    [503, 505],
  ] as const) {
    const { write, account } = accountDesk();
    const broken = write(charge('anna', cents));
    write(pay('anna', [[broken._id, cents]], { cents: handed, roundingCents: handed - cents }));
    expect(account()).toMatchObject({ balanceCents: 0, creditCents: 0, owedCents: 0 });
    expect(account().lines.find(({ reason }) => reason === 'rounding')?.cents).toBe(handed - cents);
  }
});

test('M8 credit that is given back in cash is rounded too', () => {
  const { write, account } = accountDesk();
  write(chargeOpen('anna', 'credit:1', -503));
  write(refund('anna', 505, { roundingCents: 2 }));
  expect(account()).toMatchObject({ balanceCents: 0, creditCents: 0, findings: [] });
});

test('M8 rounding is never more than what was handed over', () => {
  const { write, account } = accountDesk();
  write(pay('anna', [], { cents: 1, roundingCents: 2 }));
  expect(account()).toMatchObject({ balanceCents: 0, creditCents: 0 });
});
