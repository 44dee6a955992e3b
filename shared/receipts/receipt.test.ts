import { describe, expect, test } from 'vitest';
import { checkin, checkout, TestStream } from '../testing/make-entry.ts';
import { receiptOf } from './receipt.ts';

const [A, B] = ['30100281774501', '30100281774519'];

describe('paper that belongs to an act', () => {
  test('a loan receipt has all loans of the visit but the undone ones', () => {
    const desk = new TestStream('d1.a');
    const first = desk.write(checkout(A, 'anna'), { at: 1 });
    const second = desk.write(checkout(B, 'anna'), { at: 2 });
    desk.write(checkout('other', 'bram'), { at: 3 });
    expect(receiptOf(second, desk.entries)).toMatchObject({
      kind: 'loans',
      patron: 'anna',
      entries: [first._id, second._id],
      lines: [{ item: A }, { item: B }],
    });
    const undo = { entry: first._id, kind: 'checkout', documents: [`item:${A}`] };
    desk.write({ kind: 'undo', body: undo }, { at: 4 });
    expect(receiptOf(second, desk.entries)).toMatchObject({ lines: [{ item: B }] });
  });

  test('a book for the hold shelf or another branch has a slip of its own', () => {
    const desk = new TestStream('d1.a');
    const hold = {
      hold: `entry:web.a:00000001:${'0'.repeat(16)}`,
      queue: 'queue:title:t1',
      patron: 'anna',
      pickup: 'centrum',
    };
    const captured = checkin(A, hold);
    const kept = desk.write(
      {
        ...captured,
        body: { ...captured.body, destination: { kind: 'hold-shelf', place: 'B-14' } },
      } as never,
      { at: 1 },
    );
    expect(receiptOf(kept, desk.entries)).toMatchObject({ kind: 'hold-slip', place: 'A-01', item: A });
    const sent = desk.write(
      { kind: 'checkin', body: { item: B, destination: { kind: 'branch', branch: 'oost', forHold: false } } },
      { at: 2 },
    );
    expect(receiptOf(sent, desk.entries)).toMatchObject({ kind: 'transit-slip', to: 'oost' });
    const shelved = desk.write(checkin('c'), { at: 3 });
    expect(receiptOf(shelved, desk.entries)).toMatchObject({
      kind: 'returns',
      lines: [{ item: A }, { item: B }, { item: 'c' }],
    });
  });

  test('a book that is sent away has a slip, and one for another library says whose request it is', () => {
    const desk = new TestStream('d1.a');
    const request = 'ill:NL-0800070000:42';
    const sent = desk.write({ kind: 'item.send', body: { item: A, to: 'oost', why: 'hold' } }, { at: 1 });
    expect(receiptOf(sent, [])).toMatchObject({ kind: 'transit-slip', to: 'oost', forHold: true });
    const terms = { due: '2027-01-18', renewals: 1, supplier: 'NL-0800010000' };
    const shipped = desk.write({ kind: 'ill.ship', body: { request, item: A, ...terms } }, { at: 2 });
    const slip = { kind: 'ill-slip', item: A, request };
    expect(receiptOf(shipped, [])).toMatchObject({
      ...slip,
      way: 'out',
      to: 'NL-0800070000',
      due: '2027-01-18',
    });
    const destination = { kind: 'ill-return' as const, request, library: 'NL-0800010000' };
    const back = desk.write({ kind: 'checkin', body: { item: A, destination } }, { at: 3 });
    expect(receiptOf(back, [])).toMatchObject({ ...slip, way: 'home', to: 'NL-0800010000', due: null });
  });

  test('a payment has its number and what it settled, however often it is printed', () => {
    const desk = new TestStream('d1.a');
    const body = {
      patron: 'anna',
      method: 'cash' as const,
      cents: 250,
      lines: [{ charge: 'late:x', cents: 248, item: A }],
      roundingCents: 2,
      till: 'kassa-1',
      terminal: null,
      receipt: 17,
    };
    const paid = desk.write({ kind: 'pay', body }, { at: 1 });
    const receipt = receiptOf(paid, desk.entries);
    expect(receipt).toMatchObject({
      kind: 'payment',
      number: 17,
      cents: 250,
      lines: [{ charge: 'late:x', cents: 248 }],
    });
    expect(receiptOf(paid, desk.entries)).toEqual(receipt);
    expect(receiptOf(desk.write({ kind: 'session.close', body: { why: 'idle' } }, { at: 2 }), [])).toBeNull();
  });
});
