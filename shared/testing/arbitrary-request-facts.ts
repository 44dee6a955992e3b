import fc from 'fast-check';
import type { Draft } from '../journal/seal.ts';
import type { Bodies } from '../journal/kinds.ts';
import { Desks, type History, wrongClocks } from './history.ts';

/** A request between libraries, and the two that may supply it. */
export const REQUEST = 'ill:NL-0800070000:17';
export const [NEAR, FAR] = ['NL-0800080000', 'NL-0800090000'] as const;

type Written = Pick<Draft, 'kind' | 'body'>;

export const illRequest: Written = {
  kind: 'ill.request',
  body: {
    ...{ request: REQUEST, hold: null, queue: null, patron: 'anna', title: 't1', work: null },
    ...{ from: 'NL-0800070000', pickup: 'centrum', agreedCents: 250, needBefore: null },
  },
};

export const illAnswer = (supplier: string, answer: Bodies['ill.answer']['answer']): Written => ({
  kind: 'ill.answer',
  body: { request: REQUEST, supplier, answer },
});
export const illShip = (supplier: string, item: string): Written => ({
  kind: 'ill.ship',
  body: { request: REQUEST, supplier, item, due: '2027-01-15', renewals: 1 },
});
export const illReceive = (item: string): Written => ({
  kind: 'ill.receive',
  body: { request: REQUEST, item },
});
export const illReturn = (item: string, leg: 'sent' | 'arrived'): Written => ({
  kind: 'ill.return',
  body: { request: REQUEST, item, leg },
});
export const illCancel: Written = { kind: 'ill.cancel', body: { request: REQUEST, by: 'patron' } };
export const illExtend = (due: string): Written => ({ kind: 'ill.extend', body: { request: REQUEST, due } });
export const illLost = (item: string, cents: number): Written => ({
  kind: 'ill.lost',
  body: { request: REQUEST, item, where: 'borrower', cents },
});

const supplier = fc.constantFrom(NEAR, FAR);
const copy = fc.constantFrom('b1', 'b2');
const ANSWERS = ['asked', 'expect-to-supply', 'will-supply', 'unfilled', 'recall', 'complete'] as const;

const move: fc.Arbitrary<Written> = fc.oneof(
  fc.tuple(supplier, fc.constantFrom(...ANSWERS)).map(([from, answer]) => illAnswer(from, answer)),
  fc.tuple(supplier, copy).map(([from, item]) => illShip(from, item)),
  fc.tuple(copy, fc.constantFrom('sent', 'arrived')).map(([item, leg]) => illReturn(item, leg)),
  copy.map(illReceive),
  fc.nat(8).map((n) => illExtend(`2027-0${n + 1}-01`)),
  fc.constantFrom(illRequest, illCancel, illLost('b1', 100)),
);

/** What three libraries, whose clocks are wrong, say of one request. */
export const requestHistories: fc.Arbitrary<History> = fc
  .tuple(
    fc.array(fc.record({ move, desk: fc.nat(2), pause: fc.nat(20) }), { maxLength: 14 }),
    wrongClocks(3, 60),
  )
  .map(([moves, clocks]) => {
    const desks = new Desks(clocks);
    let now = 1000;
    desks.write(0, illRequest, now);
    for (const { move: written, desk, pause } of moves) desks.write(desk, written, (now += pause));
    return desks.history(now);
  });
