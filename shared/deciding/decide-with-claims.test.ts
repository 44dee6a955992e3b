import { describe, expect, test } from 'vitest';
import { foldQueue } from '../holds/fold-queue.ts';
import {
  checkin,
  factsOf,
  holdCancel,
  holdPlace,
  itemOpen,
  TestStream,
  undoOf,
} from '../testing/make-entry.ts';
import { B, Q, book, codes, counter, lentTo, onShelf, patron } from '../testing/make-situation.ts';
import { decideCheckin } from './decide-checkin.ts';
import { decideCheckout } from './decide-checkout.ts';
import { decideRenewal } from './decide-renewal.ts';

describe('deciding what a claim or the patron changes', () => {
  const captured = (hold: string, patronId: string, queue: TestStream, pickup = 'centrum') =>
    book((d) => {
      d.write(itemOpen(B), { at: 1 });
      d.write(checkin(B, { hold, queue: Q, patron: patronId, pickup }), { at: 2 });
    }, queue);

  test('H4 a copy captured for a hold that was cancelled since is nobody’s, at a checkout and at a checkin', () => {
    const queue = new TestStream('d2.a');
    const hold = queue.write(holdPlace(Q, 'dirk'), { at: 1 });
    const standing = captured(hold._id, 'dirk', queue);
    expect(codes(decideCheckout(counter, patron(), standing))).toEqual(['captured-for-another']);
    queue.write(holdCancel(Q, hold._id), { at: 3 });
    const freed = captured(hold._id, 'dirk', queue);
    expect(codes(decideCheckout(counter, patron(), freed))).toEqual([]);
    expect(decideCheckin(counter, freed).body).toMatchObject({
      captured: undefined,
      destination: { kind: 'shelf' },
    });
  });

  test('H4 a copy captured for a hold whose placing was taken back since is nobody’s', () => {
    const queue = new TestStream('d2.a');
    const hold = queue.write(holdPlace(Q, 'dirk'), { at: 1 });
    const next = queue.write(holdPlace(Q, 'eva'), { at: 2 });
    queue.write(undoOf(hold), { at: 3 });
    const freed = captured(hold._id, 'dirk', queue);
    expect(decideCheckin(counter, freed).body.captured).toMatchObject({ hold: next._id });
    expect(codes(decideCheckout(counter, patron(), freed))).toEqual(['reserved-by-others']);
  });

  test('H3 the second copy captured for a hold is nobody’s: its next scan serves the next who waits', () => {
    const queue = new TestStream('d2.a');
    const first = queue.write(holdPlace(Q, 'dirk'), { at: 1 });
    const second = queue.write(holdPlace(Q, 'eva'), { at: 2 });
    const { item } = captured(first._id, 'dirk', queue);
    const earlier = { ...item.claims[0]!, at: 1 };
    const contributions = {
      'item:other': { claims: [earlier], fulfilments: [] },
      [`item:${B}`]: { claims: item.claims, fulfilments: [] },
    };
    const queues = [foldQueue(Q, factsOf(queue.entries), contributions)];
    expect(decideCheckin(counter, { item, queues }).body.captured).toMatchObject({ hold: second._id });
    expect(codes(decideCheckout(counter, patron(), { item, queues }))).toEqual(['reserved-by-others']);
  });

  test('H2 a slip for a hold that this desk has not heard of is believed', () => {
    const unheard = captured(
      'entry:web.a:00000007:0123456789abcdef',
      'dirk',
      new TestStream('d2.a'),
      'noord',
    );
    expect(decideCheckin({ ...counter, branch: 'noord' }, unheard).body).toMatchObject({
      captured: { patron: 'dirk', place: 'A-01' },
      destination: { kind: 'hold-shelf', place: 'A-01' },
    });
    expect(codes(decideCheckout(counter, patron(), unheard))).toEqual(['captured-for-another']);
  });

  test('D2 the hold that is ready here is not announced for the book in hand itself', () => {
    const queue = new TestStream('d2.a');
    const hold = queue.write(holdPlace(Q, 'anna'), { at: 1 });
    const own = captured(hold._id, 'anna', queue);
    expect(codes(decideCheckout(counter, { ...patron(), readyHere: 1 }, own))).toEqual([]);
    expect(codes(decideCheckout(counter, { ...patron(), readyHere: 2 }, own))).toEqual(['hold-ready-here']);
    expect(codes(decideCheckout(counter, { ...patron(), readyHere: 1 }, onShelf))).toEqual([
      'hold-ready-here',
    ]);
  });

  test('D2 a guest has the overdue limit of guests, one with an unknown subscription that of the default', () => {
    const loan = lentTo('anna').item.loan!;
    const late = Array.from({ length: 6 }, (_, i) => ({
      item: `b${i}`,
      loanGroup: 'boek',
      loan,
      due: '2026-11-01',
    }));
    expect(
      codes(
        decideCheckout(
          counter,
          patron({ kind: 'guest', subscription: 'compleet' }, late.slice(0, 2)),
          onShelf,
        ),
      ),
    ).toEqual(['too-many-overdue']);
    expect(codes(decideCheckout(counter, patron({ subscription: 'vroeger' }, late), onShelf))).toEqual([
      'too-many-overdue',
    ]);
  });

  test('L4 lending again what the patron has is judged as the renewal that it becomes', () => {
    const queue = new TestStream('d2.a');
    queue.write(holdPlace(Q, 'dirk'), { at: 1 });
    const had = { ...lentTo('anna'), queues: [foldQueue(Q, factsOf(queue.entries), {})] };
    expect(decideCheckout(counter, patron(), had)).toMatchObject({
      kind: 'blocked',
      checks: [{ code: 'reserved-by-others', level: 'block' }],
    });
    expect(decideCheckout(counter, patron(), had, undefined, 'loan')).toMatchObject({
      kind: 'done',
      notices: [{ code: 'reserved-by-others' }],
    });
  });

  test('L1 a decision names the loan that it rests on, whatever came after it', () => {
    const lent = lentTo('anna');
    const seen = { ...lent, item: { ...lent.item, newest: 'entry:import.a:00000001:0123456789abcdef' } };
    expect(decideRenewal(counter, patron(), seen)).toMatchObject({
      draft: { after: [seen.item.newest, lent.item.loan!.id] },
    });
    expect(decideCheckin(counter, seen).after).toEqual([seen.item.newest, lent.item.loan!.id]);
  });
});
