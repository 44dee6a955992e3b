import { describe, expect, test } from 'vitest';
import { foldQueue } from '../holds/fold-queue.ts';
import { checkout, factsOf, holdPlace, TestStream } from '../testing/make-entry.ts';
import { B, Q, book, codes, counter, lentTo, patron } from '../testing/make-situation.ts';
import { decideRenewal, decideRenewals } from './decide-renewal.ts';

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

  test('D6 several renew in one act, each with its own answer, and one override covers all', () => {
    const used = lentTo('anna');
    const loan = { ...used.item.loan!, renewals: 3 };
    const books = [lentTo('anna'), { ...used, item: { ...used.item, loan } }, lentTo('anna')];
    const answers = (reason?: string): readonly string[] =>
      decideRenewals(counter, patron(), books, reason === undefined ? undefined : { reason }).map(
        (d) => d.kind,
      );
    expect(answers()).toEqual(['done', 'blocked', 'done']);
    expect(answers('consulted')).toEqual(['done', 'done', 'done']);
  });

  test('D2 renewals are used up', () => {
    const used = lentTo('anna');
    const loan = { ...used.item.loan!, renewals: 3 };
    expect(codes(decideRenewal(counter, patron(), { ...used, item: { ...used.item, loan } }))).toEqual([
      'renewals-used-up',
    ]);
  });

  test('P3 a renewal is written for whom the book was lent to, whoever that was merged with', () => {
    const merged = { ...patron(), patron: { ...patron().patron, id: 'aafke', aliases: ['anna'] } };
    expect(decideRenewal(counter, merged, lentTo('anna'))).toMatchObject({
      draft: { body: { patron: 'anna' } },
    });
  });

  test('D4 a renewal never makes the due date earlier', () => {
    const far = book((d) => d.write(checkout(B, 'anna', '2027-06-01'), { at: 2 }));
    expect(decideRenewal(counter, patron(), far)).toMatchObject({ draft: { body: { due: '2027-06-01' } } });
  });
});
