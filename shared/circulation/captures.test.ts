import { expect, test } from 'vitest';
import { checkin, checkout, factsOf, holdOpen, itemSeen, TestStream } from '../testing/make-entry.ts';
import { foldItem } from './fold-item.ts';
import { openClaim } from './item-state.ts';

const B = '30100281774501';
const QUEUE = 'queue:title:t1';
const HOLD = 'entry:w.a:00000001:0123456789abcdef';

/** The book waits on the hold shelf for Anna. */
function captured() {
  const desk = new TestStream('d1.a');
  desk.write(checkin(B, { hold: HOLD, queue: QUEUE, patron: 'anna', pickup: 'centrum' }), { at: 1000 });
  const fold = () => foldItem(B, factsOf(desk.entries));
  return { desk, fold };
}

test('H2 a captured copy scanned for the same hold keeps its claim, scanned without it lets go', () => {
  const { desk, fold } = captured();
  const claim = openClaim(fold());
  const again = { hold: HOLD, queue: QUEUE, patron: 'anna', pickup: 'centrum' };
  desk.write(checkin(B, again), { at: 2000 });
  expect(fold().claims).toEqual([claim]);
  desk.write(checkin(B), { at: 3000 });
  expect(fold().claims).toMatchObject([{ ended: { how: 'scanned-again', at: 3000 } }]);
});

test('L7 an imported capture gives way to any act of a desk with that copy', () => {
  const imported = holdOpen(QUEUE, 'anna', { captured: { item: B, at: 900, place: 'A-01' } });
  for (const act of [null, itemSeen(B)]) {
    const desk = new TestStream('d1.a');
    if (act) desk.write(act, { at: 1000 });
    desk.write(imported, { at: 2000 });
    expect(openClaim(foldItem(B, factsOf(desk.entries))) === null).toBe(act !== null);
  }
});

test('H5 lent to its patron a captured copy meets the hold, to another it does not', () => {
  for (const [patron, how] of [
    ['anna', 'fulfilled'],
    ['bram', 'lent-to-another'],
  ] as const) {
    const { desk, fold } = captured();
    const lent = desk.write(checkout(B, patron), { at: 2000 });
    expect(fold().claims).toMatchObject([{ hold: HOLD, ended: { how, at: 2000, by: lent._id } }]);
  }
});

test('P6 lent to somebody who may collect it, a captured copy meets the hold of its owner', () => {
  const { desk, fold } = captured();
  const { kind, body } = checkout(B, 'mother');
  desk.write({ kind, body: { ...body, fulfils: { hold: HOLD, queue: QUEUE } } as typeof body }, { at: 2000 });
  expect(fold()).toMatchObject({
    loan: { patron: 'mother' },
    claims: [{ hold: HOLD, patron: 'anna', ended: { how: 'fulfilled' } }],
    fulfilments: [{ hold: HOLD, queue: QUEUE }],
  });
});

test('H8 a copy whose hold expired stands on the hold shelf until its next scan', () => {
  const { desk, fold } = captured();
  const body = { queue: QUEUE, hold: HOLD, why: 'not-collected' as const, item: B };
  desk.write({ kind: 'hold.expire', body }, { at: 2000 });
  expect(openClaim(fold())).toMatchObject({ hold: HOLD });
  desk.write(checkin(B), { at: 3000 });
  expect(fold().claims).toMatchObject([{ ended: { how: 'scanned-again', at: 3000 } }]);
});

test('H5 a captured copy that goes to another library leaves the hold in its place', () => {
  const { desk, fold } = captured();
  const terms = { supplier: 'NL-1', due: '2027-01-04', renewals: 0 };
  desk.write({ kind: 'ill.ship', body: { request: 'ill:NL-2:1', item: B, ...terms } }, { at: 2000 });
  expect(fold().claims).toMatchObject([{ ended: { how: 'lent-to-another' } }]);
});
