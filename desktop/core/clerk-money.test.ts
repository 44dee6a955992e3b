import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import { B, TestDesk } from './testing-desk.ts';

let desk: TestDesk;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
});

test('M8 money is taken in cash at an open drawer, rounded, with change and a numbered receipt', async () => {
  const id = await desk.member();
  await desk.done({ kind: 'charge', patron: id, reason: 'damage', cents: 402, item: B });
  const pay = { kind: 'pay', patron: id, method: 'cash', givenCents: 1000 } as const;
  expect(await desk.objections(pay)).toEqual(['till-closed']);
  await desk.done({ kind: 'till.open', person: 'Joke', floatCents: 5000 });
  const paid = await desk.done(pay);
  expect(paid.money).toEqual({ cents: 400, roundingCents: -2, changeCents: 600, receipt: 2 });
  expect(paid.patron).toMatchObject({ owedCents: 0 });
  expect(await desk.objections(pay)).toEqual(['nothing-to-pay']);
  await desk.done({ kind: 'till.drop', cents: 400, to: 'safe' });
  expect(await desk.objections({ kind: 'till.close' })).toEqual(['till-uncounted']);
  await desk.done({ kind: 'till.count', cashCents: 5000, terminals: [] });
  await desk.lasting(async () =>
    expect(await desk.objections({ kind: 'till.open', person: 'Bob', floatCents: 0 })).toEqual(['till-open']),
  );
  await desk.done({ kind: 'till.close' });
  await desk.lasting(async () =>
    expect(await desk.objections({ kind: 'till.close' })).toEqual(['till-closed']),
  );
  expect(
    desk
      .written()
      .filter(({ kind }) => kind.startsWith('till.'))
      .every(({ body }) => body['till'] === 'noord'),
  ).toBe(true);
});

test('M4 a part is waived by who may, and credit is given back', async () => {
  const id = await desk.member();
  const { entries } = await desk.done({ kind: 'charge', patron: id, reason: 'damage', cents: 500 });
  await desk.done({ kind: 'waive', patron: id, charge: entries[0]!, cents: 100, reason: 'leniency' });
  await desk.done({ kind: 'till.open', person: 'Joke', floatCents: 0 });
  expect(await desk.objections({ kind: 'refund', patron: id, method: 'cash' })).toEqual(['nothing-to-pay']);
  // A voucher of more than is asked.
  const voucher = await desk.done({
    kind: 'pay',
    patron: id,
    method: 'voucher',
    charges: entries,
    givenCents: 1001,
  });
  expect(voucher).toMatchObject({ money: { cents: 1001, changeCents: 0 }, patron: { owedCents: -601 } });
  expect(await desk.objections({ kind: 'refund', patron: id, method: 'cash', cents: 700 })).toEqual([
    'more-than-credit',
  ]);
  const { money } = await desk.done({ kind: 'refund', patron: id, method: 'cash' });
  expect(money).toEqual({ cents: -600, roundingCents: -1, changeCents: 0, receipt: 3 });
  await desk.lasting(async () => expect(await desk.patron(id)).toMatchObject({ owedCents: 0 }));
  await desk.signIn('junior');
  const other = await desk.done({ kind: 'charge', patron: id, reason: 'damage', cents: 500 });
  expect(
    await desk.objections({ kind: 'waive', patron: id, charge: other.entries[0]!, reason: 'leniency' }),
  ).toEqual(['right-missing']);
});

test('M8 what a terminal did is told when it is known', async () => {
  const id = await desk.register('CARD-0001');
  const terminal = { id: 'pin-1', outcome: 'unknown' } as const;
  const { entries } = await desk.done({ kind: 'pay', patron: id, method: 'pin', givenCents: null, terminal });
  expect(
    await desk.objections({ kind: 'pay', patron: id, method: 'pin', givenCents: null, terminal }),
  ).toEqual(['nothing-to-pay']);
  const answer = { kind: 'terminal.answer', patron: id, of: entries[0]!, outcome: 'approved' } as const;
  expect(await desk.done(answer)).toMatchObject({ patron: { owedCents: 0 } });
  await desk.lasting(async () => expect(await desk.objections(answer)).toEqual(['not-waiting']));
});

test('M3 a late charge of this desk counts at once, and the limit with it', async () => {
  const id = await desk.member();
  await desk.scan(B, 'lend', id);
  desk.clock.now += 60 * 86_400_000;
  await desk.scan(B, 'take');
  await desk.lasting(async () => expect(await desk.patron(id)).toMatchObject({ owedCents: 500, loans: [] }));
});

test('M8 receipts are one row in each stream, and a clock that was put right begins another', async () => {
  const id = await desk.member();
  const pays = async (): Promise<void> => {
    await desk.done({ kind: 'charge', patron: id, reason: 'damage', cents: 100 });
    await desk.done({ kind: 'pay', patron: id, method: 'voucher', givenCents: null });
  };
  await pays();
  await desk.done({ kind: 'charge', patron: id, reason: 'damage', cents: 100 });
  desk.clock.wrong = 3_600_000;
  await desk.done({ kind: 'pay', patron: id, method: 'voucher', givenCents: null });
  await pays();
  const receipts = desk
    .written()
    .flatMap(({ kind, stream, body }) => (kind === 'pay' ? [[stream, body['receipt']] as const] : []));
  const [one, , other] = receipts.map(([stream]) => stream);
  expect(receipts).toEqual([
    [one, 1],
    [one, 2],
    [other, 1],
    [other, 2],
  ]);
});
