import { describe, expect, test } from 'vitest';
import { foldItem } from '../circulation/fold-item.ts';
import { foldQueue } from '../holds/fold-queue.ts';
import { nationalDefault } from '../policy/national-default.ts';
import { checkin, checkout, factsOf, holdPlace, itemOpen, TestStream } from '../testing/make-entry.ts';
import { B, Q, book, codes, counter, lentTo, onShelf, patron } from '../testing/make-situation.ts';
import { decideCheckin, decideCheckout, decideRenewal } from './decide.ts';

describe('deciding a checkout', () => {
  test('D1 an unlisted item is lent with the default loan group', () => {
    const decision = decideCheckout(counter, patron(), { item: foldItem('X1', {}), queues: [] });
    expect(decision).toMatchObject({
      kind: 'done',
      draft: { body: { item: 'X1', terms: { loanGroup: 'boek', periodDays: 21 } } },
    });
  });

  test('D2 all failing checks come at once, blocks before notices', () => {
    const queue = new TestStream('d2.a');
    queue.write(holdPlace(Q, 'dirk'), { at: 1 });
    const reserved = book((d) => {
      d.write(itemOpen(B), { at: 1 });
      d.write(checkout(B, 'celil'), { at: 2 });
    }, queue);
    const decision = decideCheckout(counter, patron({ status: 'blocked', expires: '2020-01-01' }), reserved);
    expect(decision.kind).toBe('blocked');
    expect(codes(decision)).toEqual([
      'patron-blocked',
      'subscription-ended',
      'on-loan-to-another',
      'reserved-by-others',
    ]);
  });

  test('D2 one override with a reason covers all blocks, only for those who may', () => {
    const expired = patron({ expires: '2020-01-01' });
    expect(decideCheckout(counter, expired, onShelf).kind).toBe('blocked');
    expect(decideCheckout(counter, expired, onShelf, { reason: 'consulted' })).toMatchObject({
      kind: 'done',
      draft: { body: { overrides: { checks: ['subscription-ended'], reason: 'consulted', by: 'demo' } } },
    });
    expect(decideCheckout(counter, expired, onShelf, { reason: 'just because' }).kind).toBe('blocked');
    const junior = { ...counter, staff: { id: 'junior', mayOverride: false } };
    expect(decideCheckout(junior, expired, onShelf, { reason: 'consulted' }).kind).toBe('blocked');
    const strict = { ...counter, policy: { ...nationalDefault, never: ['subscription-ended' as const] } };
    expect(decideCheckout(strict, expired, onShelf, { reason: 'consulted' }).kind).toBe('blocked');
  });

  test('D2 limits count what is on loan, in all and by loan group', () => {
    const loan = lentTo('anna').item.loan!;
    const loans = Array.from({ length: 10 }, (_, i) => ({
      item: `b${i}`,
      loanGroup: 'boek',
      loan,
      due: '2026-12-14',
    }));
    expect(codes(decideCheckout(counter, patron({}, loans), onShelf))).toEqual(['too-many-loans']);
    expect(decideCheckout(counter, patron({}, loans.slice(1)), onShelf).kind).toBe('done');
    const dvds = loans.slice(0, 6).map((l) => ({ ...l, loanGroup: 'dvd' }));
    const dvd = {
      ...onShelf,
      item: { ...onShelf.item, attributes: { ...onShelf.item.attributes!, loanGroup: 'dvd' } },
    };
    expect(codes(decideCheckout(counter, patron({}, dvds), dvd))).toEqual(['too-many-of-group']);
  });

  test('D2 too many overdue, money owed, a lost card, a book not for loan', () => {
    const loan = lentTo('anna').item.loan!;
    const late = Array.from({ length: 6 }, (_, i) => ({
      item: `b${i}`,
      loanGroup: 'boek',
      loan,
      due: '2026-11-01',
    }));
    const owing = {
      ...patron({}, late),
      account: { patron: 'anna', lines: [], balanceCents: 1001 },
      card: '9',
    };
    const lostCard = { ...owing, patron: { ...owing.patron, cards: [{ number: '9', active: false }] } };
    const reference = {
      ...onShelf,
      item: { ...onShelf.item, attributes: { ...onShelf.item.attributes!, circulates: false } },
    };
    expect(codes(decideCheckout(counter, lostCard, reference))).toEqual([
      'card-inactive',
      'owed-over-limit',
      'too-many-overdue',
      'not-for-loan',
    ]);
  });

  test('D3 the most specific period counts, and the due date is an open day', () => {
    const sprinter = {
      ...onShelf,
      item: { ...onShelf.item, attributes: { ...onShelf.item.attributes!, loanGroup: 'sprinter' } },
    };
    expect(decideCheckout(counter, patron(), sprinter)).toMatchObject({
      draft: { body: { due: '2026-11-30' } },
    });
    expect(decideCheckout(counter, patron({ subscription: 'compleet' }), onShelf)).toMatchObject({
      draft: { body: { due: '2027-01-04' } },
    });
    const closedMondays = {
      hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '10:00', closes: '17:00' })),
      closed: [],
    };
    expect(decideCheckout({ ...counter, calendar: closedMondays }, patron(), onShelf)).toMatchObject({
      draft: { body: { due: '2026-12-15' } },
    });
  });

  test('D7 a patron of whom this desk knows nothing is lent to, and it says so', () => {
    const decision = decideCheckout(counter, patron({ known: false, cards: [] }), onShelf);
    expect(decision).toMatchObject({
      kind: 'done',
      notices: [{ code: 'patron-provisional' }],
      draft: { body: { terms: { ageClass: null } } },
    });
  });

  test('H5 lending a captured copy to its patron is no block; to another it is', () => {
    const queue = new TestStream('d2.a');
    const hold = queue.write(holdPlace(Q, 'anna'), { at: 1 });
    const captured = book((d) => {
      d.write(itemOpen(B), { at: 1 });
      d.write(checkin(B, { hold: hold._id, queue: Q, patron: 'anna', pickup: 'centrum' }), { at: 2 });
    }, queue);
    expect(decideCheckout(counter, patron(), captured)).toMatchObject({
      kind: 'done',
      draft: { body: { fulfils: undefined } },
    });
    expect(codes(decideCheckout(counter, patron({ id: 'bram' }), captured))).toContain(
      'captured-for-another',
    );
  });

  test('H5 another copy lent to the patron who waits fulfils the hold', () => {
    const queue = new TestStream('d2.a');
    const hold = queue.write(holdPlace(Q, 'anna'), { at: 1 });
    const other = book((d) => d.write(itemOpen(B), { at: 1 }), queue);
    expect(decideCheckout(counter, patron(), other)).toMatchObject({
      draft: { body: { fulfils: { hold: hold._id, queue: Q } } },
    });
  });
});

describe('deciding a renewal', () => {
  test('D6 is refused where others wait, unless overridden', () => {
    const queue = new TestStream('d2.a');
    queue.write(holdPlace(Q, 'dirk'), { at: 1 });
    const reserved = { ...lentTo('anna'), queues: [foldQueue(Q, factsOf(queue.entries), {})] };
    expect(decideRenewal(counter, patron(), reserved)).toMatchObject({
      kind: 'blocked',
      checks: [{ code: 'reserved-by-others', level: 'block' }],
    });
    expect(decideRenewal(counter, patron(), reserved, { reason: 'consulted' }).kind).toBe('done');
  });

  test('D2 renewals are used up', () => {
    const used = lentTo('anna');
    const loan = { ...used.item.loan!, renewals: 3 };
    expect(codes(decideRenewal(counter, patron(), { ...used, item: { ...used.item, loan } }))).toEqual([
      'renewals-used-up',
    ]);
  });

  test('D4 a renewal never makes the due date earlier', () => {
    const far = book((d) => d.write(checkout(B, 'anna', '2027-06-01'), { at: 2 }));
    expect(decideRenewal(counter, patron(), far)).toMatchObject({ draft: { body: { due: '2027-06-01' } } });
  });
});

describe('deciding a checkin', () => {
  test('D5 shelf at home, transit to the owner from elsewhere, the tray for what nobody knows', () => {
    expect(decideCheckin(counter, onShelf).body.destination).toEqual({ kind: 'shelf' });
    expect(decideCheckin({ ...counter, branch: 'noord' }, onShelf).body.destination).toEqual({
      kind: 'branch',
      branch: 'centrum',
      forHold: false,
    });
    expect(decideCheckin(counter, { item: foldItem('X1', {}), queues: [] }).body.destination).toEqual({
      kind: 'tray',
      reason: 'unlisted',
    });
  });

  test('H2 captures the first hold in order and names it; at another pick-up branch it travels', () => {
    const queue = new TestStream('d2.a');
    queue.write(holdPlace(Q, 'dirk', 'noord', 5), { at: 1 });
    const first = queue.write(holdPlace(Q, 'eva', 'noord', 0), { at: 2 });
    const lent = { ...lentTo('anna'), queues: [foldQueue(Q, factsOf(queue.entries), {})] };
    expect(decideCheckin(counter, lent).body).toMatchObject({
      captured: { hold: first._id, patron: 'eva' },
      destination: { kind: 'branch', branch: 'noord', forHold: true },
    });
    expect(decideCheckin({ ...counter, branch: 'noord' }, lent).body.destination.kind).toBe('hold-shelf');
  });

  test('H10 an item that is not holdable captures nothing', () => {
    const queue = new TestStream('d2.a');
    queue.write(holdPlace(Q, 'eva'), { at: 2 });
    const sprinter = {
      ...onShelf,
      item: { ...onShelf.item, attributes: { ...onShelf.item.attributes!, holdable: false } },
    };
    const waiting = [foldQueue(Q, factsOf(queue.entries), {})];
    expect(decideCheckin(counter, { ...sprinter, queues: waiting }).body.captured).toBeUndefined();
    const byGroup = { ...onShelf.item, attributes: { ...onShelf.item.attributes!, loanGroup: 'sprinter' } };
    expect(decideCheckin(counter, { item: byGroup, queues: waiting }).body.captured).toBeUndefined();
    expect(decideCheckout(counter, patron(), { item: byGroup, queues: waiting })).toMatchObject({
      kind: 'done',
      notices: [],
    });
  });
});
