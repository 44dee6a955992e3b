import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Draft } from '../journal/seal.ts';
import {
  FAR,
  illAnswer as answer,
  illCancel as cancel,
  illExtend as extend,
  illLost as lost,
  illReceive as receive,
  illRequest,
  illReturn as bringBack,
  illShip as ship,
  NEAR,
  REQUEST as ID,
  requestHistories,
} from '../testing/arbitrary-request-facts.ts';
import { anyArrival, arriving } from '../testing/history.ts';
import { factsOf, QuickStream } from '../testing/make-entry.ts';
import { foldRequest, statusOn } from './fold-request.ts';
import { receiving } from './receiving.ts';
import { balances, settlementOf } from './settlement.ts';

const OUR = 'NL-0800070000';

function written(moves: readonly Pick<Draft, 'kind' | 'body'>[]): QuickStream {
  const stream = new QuickStream('d1.a');
  for (const [i, move] of [illRequest, ...moves].entries()) stream.write(move, { at: 10 * i + 1 });
  return stream;
}

const after = (...steps: Parameters<typeof written>[0]) => foldRequest(ID, factsOf(written(steps).entries));

describe('a request between libraries', () => {
  test('I1 a request keeps the hold, the pick-up branch and the price that the patron agreed to', () => {
    expect(after().asked).toMatchObject({ patron: 'anna', pickup: 'centrum', agreedCents: 250 });
    expect(after().status).toBe('requested');
  });

  test('I1 what the patron agreed to is asked when the copy is here, and nothing for one that came too late', () => {
    const sent = after(answer(NEAR, 'asked'), ship(NEAR, 'b1'), ship(FAR, 'b2'));
    expect(receiving(sent, 'b1').body).toEqual({
      ...{ request: ID, item: 'b1' },
      charge: { patron: 'anna', cents: 250 },
    });
    expect(receiving(sent, 'b2').body).toEqual({ request: ID, item: 'b2' });
    expect(receiving(after(cancel, ship(NEAR, 'b1')), 'b1').body).toEqual({ request: ID, item: 'b1' });
  });

  test('I3 it goes from asking to completed by the moves of both libraries', () => {
    const way = [
      answer(NEAR, 'asked'),
      answer(NEAR, 'expect-to-supply'),
      answer(NEAR, 'will-supply'),
      ship(NEAR, 'b1'),
      receive('b1'),
      bringBack('b1', 'sent'),
      bringBack('b1', 'arrived'),
    ];
    const statuses = way.map((_, i) => after(...way.slice(0, i + 1)).status);
    expect(statuses).toEqual([
      'requested',
      'expect-to-supply',
      'will-supply',
      'shipped',
      'received',
      'returned',
      'completed',
    ]);
    expect(after(...way).findings).toEqual([]);
  });

  test('I3 a move that does not fit the state makes an exception and no dead end', () => {
    const state = after(answer(NEAR, 'asked'), receive('b1'));
    expect(state).toMatchObject({
      status: 'requested',
      findings: [{ kind: 'ill-move-unfit', weight: 'exception' }],
    });
    expect(after(answer(NEAR, 'asked'), receive('b1'), ship(NEAR, 'b1'), receive('b1')).status).toBe(
      'received',
    );
  });

  test('I4 scanning on the pull list is will-supply and ship in one; not found asks the next', () => {
    const state = after(
      answer(NEAR, 'asked'),
      answer(NEAR, 'unfilled'),
      answer(FAR, 'asked'),
      ship(FAR, 'b2'),
    );
    expect(state).toMatchObject({ status: 'shipped', supplier: FAR, tried: [NEAR], supply: { item: 'b2' } });
  });

  test('I4 a supply after the cancellation, or a second one, goes home and disturbs nothing', () => {
    expect(after(cancel, ship(NEAR, 'b1'))).toMatchObject({
      status: 'cancelled',
      sendBack: [{ item: 'b1' }],
    });
    const twice = after(answer(NEAR, 'asked'), ship(NEAR, 'b1'), ship(FAR, 'b2'), bringBack('b2', 'arrived'));
    expect(twice).toMatchObject({ status: 'shipped', supply: { item: 'b1' }, sendBack: [] });
    expect(twice.findings.every((f) => f.weight === 'remark')).toBe(true);
  });

  test('I5 the copy is lent with the supplier’s terms, and its loan says whether it is overdue', () => {
    const state = after(answer(NEAR, 'asked'), ship(NEAR, 'b1'), receive('b1'));
    expect(state.supply).toMatchObject({ due: '2027-01-15', renewalsLeft: 1 });
    const loan = { patron: 'anna' } as never;
    expect(statusOn(state, loan, '2027-01-15')).toBe('on-loan');
    expect(statusOn(state, loan, '2027-01-16')).toBe('overdue');
    expect(statusOn(state, null, '2027-01-16')).toBe('received');
  });

  test('I6 every supply settles, collected or not, and all balances sum to zero', () => {
    const supplies = fc.array(fc.tuple(fc.constantFrom(NEAR, FAR), fc.integer({ min: 0, max: 900 })), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(supplies, (all) => {
        const state = after(...all.map(([supplier], i) => ship(supplier, `b${i}`)));
        const lines = settlementOf(state, (supplier) => (supplier === NEAR ? 350 : 0));
        expect(lines).toHaveLength(all.length);
        expect([...balances(lines).values()].reduce((a, b) => a + b, 0)).toBe(0);
      }),
      { numRuns: 2000, seed: 52 },
    );
  });

  test('I8 an extension stays within the supplier’s limit; a loss is paid to the supplier', () => {
    const base = [answer(NEAR, 'asked'), ship(NEAR, 'b1'), receive('b1')] as const;
    expect(after(...base, extend('2027-02-01')).supply).toMatchObject({ due: '2027-02-01', renewalsLeft: 0 });
    const second = after(...base, extend('2027-02-01'), extend('2027-03-01'));
    expect(second.supply?.due).toBe('2027-02-01');
    expect(second.findings).toMatchObject([{ kind: 'ill-extension-refused' }]);
    const gone = after(...base, lost('b1', 2500));
    expect(settlementOf(gone, () => 0)).toContainEqual({
      request: ID,
      from: OUR,
      to: NEAR,
      reason: 'loss',
      cents: 2500,
    });
  });

  test('I3 whatever the moves and however they arrive, the state is the same', () => {
    fc.assert(
      fc.property(requestHistories, anyArrival, (history, arrival) => {
        const { entries, clocks } = history;
        const state = foldRequest(ID, factsOf(entries, clocks));
        expect(foldRequest(ID, arriving(entries, clocks, arrival))).toEqual(state);
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
      { numRuns: 2000, seed: 51 },
    );
  });
});
