import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bodies } from '../journal/kinds.ts';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { foldRequest, statusOn } from './fold-request.ts';
import { balances, settlementOf } from './settlement.ts';

const ID = 'ill:NL-0800070000:17';
const OUR = 'NL-0800070000';
const [NEAR, FAR] = ['NL-0800080000', 'NL-0800090000'] as const;
const request: Bodies['ill.request'] = {
  request: ID,
  hold: null,
  queue: null,
  patron: 'anna',
  title: 't1',
  work: null,
  from: OUR,
  pickup: 'centrum',
  agreedCents: 250,
  needBefore: null,
};

type Step = readonly [
  kind: 'ill.answer' | 'ill.ship' | 'ill.receive' | 'ill.return' | 'ill.cancel' | 'ill.extend' | 'ill.lost',
  body: object,
];

const answer = (supplier: string, said: Bodies['ill.answer']['answer']): Step => [
  'ill.answer',
  { request: ID, supplier, answer: said },
];
const ship = (supplier: string, item: string): Step => [
  'ill.ship',
  { request: ID, supplier, item, due: '2027-01-15', renewals: 1 },
];
const receive = (item: string): Step => ['ill.receive', { request: ID, item }];
const bringBack = (item: string, leg: 'sent' | 'arrived'): Step => ['ill.return', { request: ID, item, leg }];
const cancel: Step = ['ill.cancel', { request: ID, by: 'patron' }];
const extend = (due: string): Step => ['ill.extend', { request: ID, due }];
const lost = (item: string, cents: number): Step => [
  'ill.lost',
  { request: ID, item, where: 'borrower', cents },
];

function written(steps: readonly Step[]): TestStream {
  const stream = new TestStream('d1.a');
  stream.write({ kind: 'ill.request', body: request }, { at: 1 });
  steps.forEach(([kind, body], i) => stream.write({ kind, body } as never, { at: 10 * (i + 1) }));
  return stream;
}

const after = (...steps: readonly Step[]) => foldRequest(ID, factsOf(written(steps).entries));

describe('a request between libraries', () => {
  test('I1 a request keeps the hold, the pick-up branch and the price that the patron agreed to', () => {
    expect(after().asked).toMatchObject({ patron: 'anna', pickup: 'centrum', agreedCents: 250 });
    expect(after().status).toBe('requested');
  });

  test('I3 it goes from asking to completed by the moves of both libraries', () => {
    const way: Step[] = [
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
    const step = fc.oneof(
      fc
        .tuple(
          fc.constantFrom(NEAR, FAR),
          fc.constantFrom(
            'asked',
            'expect-to-supply',
            'will-supply',
            'unfilled',
            'recall',
            'complete',
          ) as fc.Arbitrary<Bodies['ill.answer']['answer']>,
        )
        .map(([s, a]) => answer(s, a)),
      fc.tuple(fc.constantFrom(NEAR, FAR), fc.constantFrom('b1', 'b2')).map(([s, b]) => ship(s, b)),
      fc.constantFrom(
        receive('b1'),
        bringBack('b1', 'sent'),
        bringBack('b2', 'arrived'),
        cancel,
        extend('2027-02-01'),
        lost('b1', 100),
      ),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (steps, random) => {
        const { entries } = written(steps);
        const other = entries
          .map((e) => ({ e, key: random.next().value! }))
          .sort((a, b) => a.key - b.key)
          .map(({ e }) => e);
        expect(foldRequest(ID, factsOf([...other, ...other.slice(0, 3)]))).toEqual(
          foldRequest(ID, factsOf(entries)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
