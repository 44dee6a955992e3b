import { describe, expect, test } from 'vitest';
import type { Draft } from '../journal/seal.ts';
import { counter, patron } from '../testing/make-situation.ts';
import { decideSubscription, type SubscriptionAct } from './decide-subscription.ts';
import type { Outcome } from './outcome.ts';

const why = (made: Outcome): readonly string[] =>
  made.kind === 'refused' ? made.objections.map(({ code }) => code) : [];
const drafts = (made: Outcome): readonly Draft[] => (made.kind === 'done' ? made.drafts : []);

describe('a subscription', () => {
  const period = {
    ...{ id: 'entry:d2.a:00000009:0123456789abcdef', subscription: 'basis', from: '2026-01-01' },
    ...{ until: '2026-12-31', credits: null, priceCents: 3650, autoRenew: true, cut: null },
  };
  const member = patron({ subscriptions: [period], expires: '2026-12-31' }).patron;
  const decide = (act: SubscriptionAct, of = member, age: number | null = 40) =>
    decideSubscription(counter, of, age, act);

  test('P4 it is renewed from the day after its last, or from today once that is over', () => {
    expect(drafts(decide({ act: 'renew' }))).toMatchObject([
      { body: { from: '2027-01-01', until: '2027-12-31', priceCents: 4200, autoRenew: true } },
    ]);
    const over = { ...period, until: '2026-10-31' };
    const lapsed = { ...member, subscriptions: [over], expires: '2026-10-31' };
    expect(drafts(decide({ act: 'renew' }, lapsed))).toMatchObject([{ body: { from: '2026-11-23' } }]);
    expect(why(decide({ act: 'renew' }, { ...member, subscriptions: [{ ...period, until: null }] }))).toEqual(
      ['subscription-without-end'],
    );
  });

  test('P4 a change gives back in proportion what the old one had left, an end after its notice', () => {
    expect(drafts(decide({ act: 'change', subscription: 'compleet' }))).toMatchObject([
      { body: { from: '2026-11-23', priceCents: 6500, refundCents: 390 } },
    ]);
    expect(drafts(decide({ act: 'end' }))).toMatchObject([{ body: { from: '2026-12-23', refundCents: 90 } }]);
    expect(why(decide({ act: 'end' }, patron().patron))).toEqual(['subscription-missing']);
  });

  test('P4 what was renewed in advance comes back too, and does not take over again after a change', () => {
    const ahead = { ...period, id: `${period.id}2`, from: '2027-01-01', until: '2027-12-31' };
    const renewed = { ...member, subscriptions: [period, ahead], expires: ahead.until };
    expect(why(decide({ act: 'renew' }, renewed))).toEqual(['subscription-renewed']);
    expect(drafts(decide({ act: 'end' }, renewed))).toMatchObject([
      { body: { from: '2026-12-23', refundCents: 3650 + 90 } },
    ]);
    expect(drafts(decide({ act: 'change', subscription: 'compleet' }, renewed))).toMatchObject([
      { body: { act: 'end', from: '2026-11-23', refundCents: 3650 + 390 } },
      { body: { act: 'new', from: '2026-11-23', priceCents: 6500, refundCents: 0 } },
    ]);
  });

  test('P4 what ends already is not ended again, and what is the same is no change', () => {
    const cut = { by: period.id, how: 'ended' as const, agreedUntil: '2026-12-31' };
    const ending = { ...member, subscriptions: [{ ...period, until: '2026-12-22', cut }] };
    expect(why(decide({ act: 'end' }, ending))).toEqual(['subscription-ends']);
    expect(why(decide({ act: 'change', subscription: 'basis' }))).toEqual(['nothing-changed']);
  });

  test('P4 from 18 on it is renewed as its successor', () => {
    const youth = { ...member, subscriptions: [{ ...period, subscription: 'jeugd' }] };
    const named = (age: number) => drafts(decide({ act: 'renew' }, youth, age))[0]?.body;
    expect(named(18)).toMatchObject({ subscription: 'basis', priceCents: 4200 });
    expect(named(17)).toMatchObject({ subscription: 'jeugd', priceCents: 0 });
  });

  test('P4 nobody gets two at once', () => {
    expect(why(decide({ act: 'new', subscription: 'tegoed' }))).toEqual(['subscription-running']);
    expect(drafts(decide({ act: 'new', subscription: 'tegoed' }, patron().patron))).toMatchObject([
      { body: { from: '2026-11-23', credits: 15, priceCents: 2500 } },
    ]);
  });

  test('M6 below 18 it has no price, whatever it is', () => {
    const child = { ...patron({ juvenile: true }).patron };
    expect(drafts(decide({ act: 'new', subscription: 'basis' }, child, 12))).toMatchObject([
      { body: { priceCents: 0 } },
    ]);
    expect(drafts(decide({ act: 'new', subscription: 'basis' }, child, null))).toMatchObject([
      { body: { priceCents: 0 } },
    ]);
  });

  test('M6 who turned 18 pays, whatever the record says', () => {
    const { patron: adult } = patron({ juvenile: true });
    expect(drafts(decide({ act: 'new', subscription: 'basis' }, adult, 18))).toMatchObject([
      { body: { priceCents: 4200 } },
    ]);
  });
});
