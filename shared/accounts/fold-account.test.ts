import { expect, test } from 'vitest';
import { chargeOpen } from '../testing/make-entry.ts';
import { accountDesk, kindsOf } from './account-desk.ts';
import { foldAccount } from './fold-account.ts';
import * as money from './make-money.ts';

const { charge, derived, late, pay, refund, replacement, saidBy, waive } = money;

test('M1 an import that is run again replaces the balance of a row, doubles nothing, and keeps what was paid', () => {
  const { write, account } = accountDesk();
  const first = write(chargeOpen('anna', 'fine:1', 1000));
  write(chargeOpen('anna', 'fine:2', 250));
  write(pay('anna', [[first._id, 400]]));
  const again = write(chargeOpen('anna', 'fine:1', 1200));
  expect(account()).toMatchObject({ balanceCents: 1050, creditCents: 0 });
  expect(account().charges).toMatchObject([{ openCents: 250 }, { id: again._id, openCents: 800 }]);
});

test('M1 nobody’s account is empty', () => {
  expect(foldAccount('anna', {})).toEqual({
    patron: 'anna',
    lines: [],
    balanceCents: 0,
    owedCents: 0,
    creditCents: 0,
    charges: [],
    credits: [],
    claims: 0,
    findings: [],
    newest: null,
  });
});

test('M1 a charge that follows from a loan stands until its loan says otherwise', () => {
  const { account } = accountDesk();
  const state = account(saidBy([late('1', 4)]));
  expect(state).toMatchObject({ balanceCents: 120, owedCents: 120 });
  expect(state.charges).toMatchObject([{ id: 'late:1', loan: '1', item: 'B1', openCents: 120 }]);
  expect(account({})).toMatchObject({ balanceCents: 0, charges: [] });
});

test('M1 what an old system owed the patron is credit, and meets what is open', () => {
  const { write, account } = accountDesk();
  write(chargeOpen('anna', 'credit:1', -500));
  expect(account()).toMatchObject({ balanceCents: -500, creditCents: 500, owedCents: 0 });
  write(charge('anna', 800));
  expect(account()).toMatchObject({ balanceCents: 300, creditCents: 0, owedCents: 300 });
  expect(account().charges).toMatchObject([{ fromCreditCents: 500, openCents: 300 }]);
});

test('M1 a charge that two documents name is asked once, whichever came first', () => {
  const { account } = accountDesk();
  const one = saidBy([late('1', 4)]);
  const other = saidBy([late('1', 9)], 'item:B2');
  expect(account({ ...one, ...other })).toMatchObject({ balanceCents: 120 });
  expect(account({ ...other, ...one })).toEqual(account({ ...one, ...other }));
});

test('M1 lines stand in the order of time, charges of loans among them', () => {
  const { write, account } = accountDesk();
  const broken = write(charge('anna', 500));
  const paid = write(pay('anna', [[broken._id, 500]]));
  const ids = account(saidBy([derived('lending', '0', 100), late('1', 4)])).lines.map(({ id }) => id);
  expect(ids).toEqual(['lending:0', broken._id, paid._id, 'late:1']);
});

test('L6 money that was paid for a charge that vanished becomes credit, and pays it when it is there again', () => {
  const { write, account } = accountDesk();
  write(pay('anna', [['late:1', 120]]));
  const there = account(saidBy([late('1', 4)]));
  expect(there).toMatchObject({ balanceCents: 0, creditCents: 0, findings: [] });
  const sooner = account(saidBy([late('1', 1)]));
  expect(sooner).toMatchObject({ balanceCents: -90, creditCents: 90 });
  expect(kindsOf(sooner)).toEqual(['remark paid-more-than-owed']);
  const gone = account({});
  expect(gone).toMatchObject({ balanceCents: -120, creditCents: 120 });
  expect(kindsOf(gone)).toEqual(['remark paid-without-charge']);
});

test('M4 a waiver is at most what is open, and gives no credit', () => {
  const { write, account } = accountDesk();
  const broken = write(charge('anna', 500));
  write(pay('anna', [[broken._id, 300]]));
  write(waive('anna', broken._id, 500));
  expect(account()).toMatchObject({ balanceCents: 0, creditCents: 0 });
  expect(account().charges).toMatchObject([{ paidCents: 300, waivedCents: 200, openCents: 0 }]);
  expect(kindsOf(account())).toEqual(['remark waived-more-than-open']);
});

test('M4 what is waived of a charge that vanished is void; only what was paid of it is credit', () => {
  const { write, account } = accountDesk();
  write(waive('anna', 'late:1', 50));
  write(pay('anna', [['late:1', 70]]));
  expect(account(saidBy([late('1', 4)]))).toMatchObject({ balanceCents: 0, creditCents: 0 });
  expect(account({})).toMatchObject({ balanceCents: -70, creditCents: 70 });
});

test('M4 more credit given back than there is makes an exception until the patron paid it', () => {
  const { write, account } = accountDesk();
  write(chargeOpen('anna', 'credit:1', -500));
  const back = write(refund('anna', 800));
  expect(account()).toMatchObject({ balanceCents: 300, owedCents: 300, creditCents: 0 });
  expect(kindsOf(account())).toEqual(['exception refund-over-credit']);
  write(pay('anna', [[`overpaid:${back._id}`, 300]]));
  expect(account()).toMatchObject({ balanceCents: 0, owedCents: 0 });
  expect(kindsOf(account())).toEqual(['remark refund-over-credit']);
});

test('M5 lending, reservation, card and damage are charges; what the library cancels is gone', () => {
  const { write, account } = accountDesk();
  write(charge('anna', 500));
  write(money.card('anna', 350));
  const fees = [
    derived('lending', '1', 100),
    derived('placing', '2', 50),
    derived('pickup', '2', 25),
    derived('uncollected', '3', 200),
  ];
  const state = account(saidBy(fees));
  expect(state.balanceCents).toBe(1225);
  expect(state.charges.map(({ reason }) => reason).sort()).toEqual([
    ...['card', 'damage', 'lending', 'pickup', 'placing', 'uncollected'],
  ]);
  expect(account(saidBy(fees.slice(0, 1))).balanceCents).toBe(950);
});

test('M3 a reminder is charged once, however often it was sent, and a later one by itself', () => {
  const { write, account } = accountDesk();
  const [first, second] = ['overdue:1:2026-12-01:1', 'overdue:1:2026-12-01:2'];
  write(money.reminder('anna', first!, 50));
  write(money.reminder('anna', first!, 75));
  write(money.reminder('anna', second!, 100));
  expect(account().charges).toMatchObject([
    { id: `reminder:${first}`, reason: 'reminder', item: 'B1', openCents: 50 },
    { id: `reminder:${second}`, openCents: 100 },
  ]);
  write(pay('anna', [[`reminder:${first}`, 50]]));
  expect(account()).toMatchObject({ balanceCents: 100 });
});

test('M5 a copy of another library is charged once it is here, at the price that was agreed', () => {
  const { write, account } = accountDesk();
  for (const number of [1, 1, 2]) write(money.supply('anna', number, 250));
  expect(account()).toMatchObject({ balanceCents: 500 });
  expect(account().charges.map(({ id, reason }) => [id, reason])).toEqual([
    ['supply:ill:NL-0800070000:1', 'ill'],
    ['supply:ill:NL-0800070000:2', 'ill'],
  ]);
});

test('L9 a lost book is asked for until it is found; its processing stays', () => {
  const { write, account } = accountDesk();
  expect(account(saidBy([replacement('1', null)]))).toMatchObject({ balanceCents: 2245 });
  const inTime = money.FIRST_OF_DECEMBER + 30 * money.DAY;
  write(
    pay('anna', [
      ['replacement:1', 1995],
      ['processing:1', 250],
    ]),
  );
  const found = account(saidBy([replacement('1', inTime)]));
  expect(found).toMatchObject({ balanceCents: -1995, creditCents: 1995 });
  expect(found.charges).toMatchObject([{ id: 'processing:1', loan: '1', openCents: 0 }]);
});

test('L9 a book that is found after the term is paid for', () => {
  const { account } = accountDesk();
  const tooLate = money.FIRST_OF_DECEMBER + 31 * money.DAY;
  expect(account(saidBy([replacement('1', tooLate)]))).toMatchObject({ balanceCents: 2245 });
});

test('L13 claims are counted, and an undone one is not', () => {
  const { account } = accountDesk();
  expect(account({ ...saidBy([money.claim('1')]), ...saidBy([money.claim('2')], 'item:B2') }).claims).toBe(2);
  expect(account(saidBy([])).claims).toBe(0);
});

test('P4 a subscription asks its price; what an early end gives back is credit as far as it was paid', () => {
  const { write, account } = accountDesk();
  const year = write(money.subscription('anna'));
  expect(account()).toMatchObject({ balanceCents: 5000, owedCents: 5000 });
  write(pay('anna', [[year._id, 4000]]));
  write(money.subscription('anna', { act: 'end', priceCents: 0, refundCents: 2000 }));
  expect(account()).toMatchObject({ balanceCents: -1000, creditCents: 1000, findings: [] });
  expect(account().charges).toMatchObject([{ cents: 3000, paidCents: 3000, openCents: 0 }]);
});

test('P4 an unpaid subscription that ends early only costs less', () => {
  const { write, account } = accountDesk();
  write(money.subscription('anna'));
  write(money.subscription('anna', { act: 'end', priceCents: 0, refundCents: 2000 }));
  expect(account()).toMatchObject({ balanceCents: 3000, creditCents: 0 });
});

test('P4 what two desks ended out of contact is given back once, of the old system too', () => {
  const { write, account } = accountDesk();
  const end = () => write(money.subscription('anna', { act: 'end', priceCents: 0, refundCents: 2000 }));
  write(money.subscription('anna'));
  for (let i = 0; i < 2; i++) end();
  expect(account()).toMatchObject({ balanceCents: 3000, creditCents: 0 });
  expect(account().charges).toMatchObject([{ cents: 3000, fromCreditCents: 0 }]);
  const imported = accountDesk();
  for (let i = 0; i < 2; i++)
    imported.write(money.subscription('anna', { act: 'end', priceCents: 0, refundCents: 2000 }));
  expect(imported.account()).toMatchObject({ creditCents: 2000 });
});

test('P4 what two desks changed to on one day out of contact is paid once, and what begins after an end can end', () => {
  const { write, account } = accountDesk();
  write(money.subscription('anna', { from: '2026-01-01' }));
  const change = { act: 'change', from: '2026-06-01', priceCents: 6000, refundCents: 2000 } as const;
  write(money.subscription('anna', change));
  const { balanceCents } = account();
  expect(balanceCents).toBe(9000);
  write(money.subscription('anna', change));
  expect(account()).toMatchObject({ balanceCents, creditCents: 0 });
  const end = { act: 'end', priceCents: 0, refundCents: 1000 } as const;
  write(money.subscription('anna', { ...end, from: '2026-09-01' }));
  expect(account().balanceCents).toBe(8000);
  write(money.subscription('anna', { act: 'new', from: '2026-10-01', priceCents: 5000 }));
  write(money.subscription('anna', { ...end, from: '2026-11-01' }));
  expect(account().balanceCents).toBe(12000);
});

test('P4 a subscription that was paid again after its early end was paid twice', () => {
  const { write, account } = accountDesk();
  const year = write(money.subscription('anna'));
  write(pay('anna', [[year._id, 5000]]));
  write(money.subscription('anna', { act: 'end', priceCents: 0, refundCents: 2000 }));
  expect(account().findings).toEqual([]);
  write(pay('anna', [[year._id, 5000]]));
  expect(account()).toMatchObject({ creditCents: 7000 });
  expect(account().findings).toMatchObject([{ kind: 'paid-twice', params: { cents: 5000 } }]);
});

test('P4 what is given back of a subscription of the old system is credit', () => {
  const { write, account } = accountDesk();
  write(money.subscription('anna', { act: 'end', priceCents: 0, refundCents: 2000 }));
  expect(account()).toMatchObject({ balanceCents: -2000, creditCents: 2000 });
});

test('P3 merged ids have one account, and part again with what is their own', () => {
  const { write, account } = accountDesk();
  write(charge('anna', 500));
  const other = write(charge('berta', 300));
  write(money.patronMerge('berta', 'anna'));
  const said = saidBy([late('1', 4, { patron: 'berta' })]);
  for (const patron of ['anna', 'berta'])
    expect(account(said, patron)).toMatchObject({ patron: 'anna', balanceCents: 920 });
  write(pay('anna', [[other._id, 300]]));
  expect(account(said)).toMatchObject({ balanceCents: 620, creditCents: 0 });
  write(money.patronDistinct('berta', 'anna'));
  expect(account(said)).toMatchObject({ patron: 'anna', balanceCents: 200, creditCents: 0 });
  expect(account(said, 'berta')).toMatchObject({ patron: 'berta', balanceCents: 420 });
});
