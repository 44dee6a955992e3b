import { describe, expect, test } from 'vitest';
import { foldAccount } from '../accounts/fold-account.ts';
import { foldItem } from '../circulation/fold-item.ts';
import { foldQueue } from '../holds/fold-queue.ts';
import { nationalDefault } from '../policy/national-default.ts';
import { checkin, checkout, factsOf, holdPlace, itemOpen, TestStream } from '../testing/make-entry.ts';
import { B, Q, book, codes, counter, lentTo, onShelf, patron } from '../testing/make-situation.ts';
import { decideCheckout } from './decide-checkout.ts';

const blocked = {
  status: 'blocked',
  blocks: [
    { id: 'entry:d2.a:00000009:0123456789abcdef', patron: 'anna', reason: 'unpaid', until: null, at: 1 },
  ],
} as const;

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
    const decision = decideCheckout(counter, patron({ ...blocked, expires: '2020-01-01' }), reserved);
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
      account: { ...foldAccount('anna', {}), owedCents: 1001 },
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

describe('whose book and whose hold it is', () => {
  const waiting = (owner: string, pickup = 'centrum') => {
    const queue = new TestStream('d2.a');
    const hold = queue.write(holdPlace(Q, owner, pickup), { at: 1 });
    const captured = book((d) => {
      d.write(itemOpen(B), { at: 1 });
      d.write(checkin(B, { hold: hold._id, queue: Q, patron: owner, pickup }), { at: 2 });
    }, queue);
    return { hold: hold._id, captured };
  };
  const link = (role: 'is-guardian-of' | 'has-guardian', other: string) => ({
    links: [{ other, role, at: 1, by: 'entry:d2.a:00000009:0123456789abcdef' }],
  });

  test('P6 a guardian collects what waits for the child, which fulfils the child’s hold', () => {
    const { hold, captured } = waiting('kind');
    const guardian = patron(link('is-guardian-of', 'kind'));
    expect(decideCheckout(counter, guardian, captured)).toMatchObject({
      kind: 'done',
      notices: [],
      draft: { body: { patron: 'anna', fulfils: { hold, queue: Q } } },
    });
    expect(decideCheckout(counter, { ...patron(), collectsFor: ['kind'] }, captured).kind).toBe('done');
    expect(codes(decideCheckout(counter, patron(link('has-guardian', 'kind')), captured))).toEqual([
      'captured-for-another',
    ]);
  });

  test('P3 what waits under an id that was merged since is this patron’s, and the loan names the hold', () => {
    const { hold, captured } = waiting('zara');
    expect(decideCheckout(counter, patron({ aliases: ['zara'] }), captured)).toMatchObject({
      kind: 'done',
      notices: [],
      draft: { body: { patron: 'anna', fulfils: { hold, queue: Q } } },
    });
  });

  test('L4 a book lent under an id that was merged since is lent again to the same person, and continues that loan', () => {
    const had = lentTo('zara');
    const merged = patron({ aliases: ['zara'] });
    expect(decideCheckout(counter, merged, had)).toMatchObject({
      kind: 'done',
      draft: { body: { patron: 'anna', continues: had.item.loan!.id } },
    });
    expect(decideCheckout(counter, patron(), lentTo('anna'))).toMatchObject({
      draft: { body: { continues: undefined } },
    });
    expect(codes(decideCheckout(counter, patron(), had))).toEqual(['on-loan-to-another']);
  });

  test('D6 one’s own hold under a merged id does not stand in the way of one’s renewal', () => {
    const queue = new TestStream('d2.a');
    queue.write(holdPlace(Q, 'zara'), { at: 1 });
    const had = { ...lentTo('anna'), queues: [foldQueue(Q, factsOf(queue.entries), {})] };
    expect(codes(decideCheckout(counter, patron(), had))).toEqual(['reserved-by-others']);
    expect(codes(decideCheckout(counter, patron({ aliases: ['zara'] }), had))).toEqual([]);
  });

  test('L12 what was counted of the parts stands in the loan', () => {
    expect(decideCheckout(counter, patron(), onShelf, undefined, undefined, 'complete')).toMatchObject({
      draft: { body: { parts: 'complete' } },
    });
    const override = { reason: 'consulted' };
    expect(decideCheckout(counter, patron(), onShelf, override, undefined, 'incomplete')).toMatchObject({
      draft: { body: { parts: 'incomplete', overrides: { checks: ['parts-missing'] } } },
    });
  });
});
