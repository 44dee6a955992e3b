import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { factsOf, itemOpen, patronOpen, terms, TestStream } from '@balie/shared/testing/make-entry.ts';
import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import type { AccountView, TillView } from '../contract/money.ts';
import { B, C, TestDesk } from './testing-desk.ts';
import { wallAt } from './testing-ports.ts';

const DAY = 86_400_000;

let desk: TestDesk;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
});

const account = (patron: string): Promise<AccountView> =>
  desk.call('account.get', { patron }) as Promise<AccountView>;
const till = (): Promise<TillView> => desk.call('till.get', {}) as Promise<TillView>;

/** A book that anna has since 30 days, for three weeks, at half a euro for each day that it is late. */
async function lentLate(): Promise<void> {
  const centre = new TestStream('centre.y');
  const late = nationalDefault.lateTables['per-dag']!;
  const lost = { replacementCents: 1995, processingCents: 250, refundDays: 180 };
  const body = {
    item: B,
    patron: 'anna',
    due: '2027-01-06',
    again: 'renew',
    terms: { ...terms, late, lost },
  } as const;
  const lent = { kind: 'checkout', body } as const;
  const put = (id: string, entries: Parameters<typeof factsOf>[0]): unknown =>
    desk.documents.set(id, stateDocument(id, { facts: factsOf(entries) }));
  put('patron:anna', [centre.write(patronOpen('anna'), { at: 1 })]);
  put(`item:${B}`, [centre.write(itemOpen(B), { at: 1 }), centre.write(lent, { at: wallAt(-30 * DAY) })]);
  await desk.restart();
}

test('M1 M3 a late book runs on until it is back; what it then costs may be paid', async () => {
  await lentLate();
  await desk.lasting(async () => {
    expect(await account('anna')).toMatchObject({
      ...{ patron: 'anna', balanceCents: 0, owedCents: 0, runningCents: 450, payments: [] },
      charges: [
        { reason: 'late', openCents: 450, payableCents: 0, running: true, about: { barcode: B, title: B } },
      ],
    });
  });
  const [running] = (await account('anna')).charges;
  await desk.scan(B, 'take');
  await desk.lasting(async () => {
    expect(await account('anna')).toMatchObject({
      ...{ balanceCents: 450, owedCents: 450, runningCents: 0 },
      charges: [{ id: running!.id, openCents: 450, payableCents: 450, running: false, disputed: false }],
    });
  });
});

test('L13 what is asked for a book that somebody says to have returned is disputed, and no longer runs', async () => {
  await lentLate();
  await desk.done({ kind: 'loan.lost', item: B, why: 'patron-says' });
  await desk.done({ kind: 'loan.claim', item: B });
  const { charges, runningCents } = await account('anna');
  expect(runningCents).toBe(0);
  expect(charges.map(({ reason, disputed }) => [reason, disputed]).sort()).toEqual([
    ['processing', true],
    ['replacement', true],
  ]);
});

test('M1 payments stand by receipt, the newest first, without those that were undone', async () => {
  const id = await desk.member();
  await desk.done({ kind: 'charge', patron: id, reason: 'damage', cents: 500, item: C });
  expect((await account(id)).charges).toMatchObject([{ reason: 'damage', about: { barcode: C, title: C } }]);
  const { entries } = await desk.done({ kind: 'pay', patron: id, method: 'voucher', givenCents: 700 });
  await desk.lasting(async () => {
    expect(await account(id)).toMatchObject({
      ...{ balanceCents: -200, creditCents: 200, charges: [] },
      payments: [
        { id: entries[0], kind: 'payment', method: 'voucher', cents: 700, receipt: 2, outcome: 'done' },
        { kind: 'payment', receipt: 1 },
      ],
    });
  });
  await desk.call('act.undo', { id: entries[0]!, session: 'visit' });
  expect(await account(id)).toMatchObject({ owedCents: 500, payments: [{ receipt: 1 }] });
});

test('M8 a payment by PIN waits for its answer, and what was declined is no payment', async () => {
  const id = await desk.register();
  const terminal = { id: 'pin-1', outcome: 'unknown' } as const;
  const { entries } = await desk.done({ kind: 'pay', patron: id, method: 'pin', givenCents: null, terminal });
  const [waits] = (await account(id)).charges;
  expect(waits).toMatchObject({ reason: 'subscription', payableCents: 0, pendingCents: waits!.openCents });
  expect((await account(id)).payments).toMatchObject([{ id: entries[0], outcome: 'unknown' }]);
  await desk.done({ kind: 'terminal.answer', patron: id, of: entries[0]!, outcome: 'declined' });
  expect(await account(id)).toMatchObject({ charges: [{ pendingCents: 0 }], payments: [] });
});

test('M5 what follows from a hold is told by its title', async () => {
  const id = await desk.member();
  const { entries } = await desk.done({
    kind: 'hold.place',
    queue: `queue:item:${B}`,
    patron: id,
    pickup: 'centrum',
  });
  await desk.scan(B, 'take');
  await desk.done({ kind: 'hold.expire', queue: `queue:item:${B}`, hold: entries[0]!, why: 'not-collected' });
  await desk.lasting(async () =>
    expect((await account(id)).charges).toMatchObject([
      { reason: 'uncollected', cents: 100, about: { barcode: null, title: B } },
    ]),
  );
});

test('M8 a drawer tells who has it, what it should hold and what a count found', async () => {
  expect(await till()).toEqual({ till: 'noord', open: null, last: null });
  const id = await desk.member();
  await desk.done({ kind: 'till.open', person: 'Joke', floatCents: 5000 });
  await desk.done({ kind: 'charge', patron: id, reason: 'damage', cents: 402 });
  await desk.done({ kind: 'pay', patron: id, method: 'cash', givenCents: 1000 });
  await desk.done({ kind: 'charge', patron: id, reason: 'damage', cents: 250 });
  const terminal = { id: 'pin-1', outcome: 'approved' } as const;
  await desk.done({ kind: 'pay', patron: id, method: 'pin', givenCents: null, terminal });
  const open = {
    person: 'Joke',
    floatCents: 5000,
    expectedCashCents: 5400,
    expectedCardCents: 250,
    receipts: 2,
  };
  await desk.lasting(async () =>
    expect((await till()).open).toMatchObject({
      ...open,
      terminals: [{ id: 'pin-1', cents: 250, unknownCents: 0 }],
      ...{ uncounted: 2, lastCount: null },
    }),
  );
  await desk.done({ kind: 'till.count', cashCents: 5390, terminals: [{ id: 'pin-1', cents: 250 }] });
  expect((await till()).open).toMatchObject({
    ...{ uncounted: 0, lastCount: { expectedCents: 5400, countedCents: 5390, differenceCents: -10 } },
  });
  await desk.done({ kind: 'till.close' });
  await desk.lasting(async () =>
    expect(await till()).toMatchObject({ open: null, last: { person: 'Joke' } }),
  );
});
