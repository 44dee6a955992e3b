import { describe, expect, test } from 'vitest';
import { foldAccount } from '../accounts/fold-account.ts';
import { nationalDefault } from '../policy/national-default.ts';
import type { Policy } from '../policy/policy.ts';
import { counter, lentTo, onShelf, patron } from '../testing/make-situation.ts';
import { decideRenewals } from './decide-renewal.ts';
import type { ItemSituation, PatronSituation } from './situation.ts';
import { dueDate, renewalsLeft, subscriptionName, termsFor } from './terms.ts';

const paid: Policy = {
  ...nationalDefault,
  loanGroups: {
    ...nationalDefault.loanGroups,
    boek: { ...nationalDefault.loanGroups['boek']!, lendingFeeCents: 50, renewalFeeCents: 20 },
  },
  subscriptions: {
    ...nationalDefault.subscriptions,
    jeugd: { ...nationalDefault.subscriptions['jeugd']!, lateCharges: true },
    tegoed: { ...nationalDefault.subscriptions['tegoed']!, lendingFees: false, renewalTakesCredit: true },
  },
};
const at = { ...counter, policy: paid };
const terms = (of: PatronSituation, lending: 'loan' | 'renewal' = 'loan', taken = 0) =>
  termsFor(at, of, onShelf.item, lending, taken);
const withCredits = (used: number): PatronSituation => ({
  ...patron({ subscription: 'tegoed' }),
  account: {
    ...foldAccount('anna', {}),
    credits: [{ subscription: 'tegoed', from: '2026-01-01', granted: 15, used }],
  },
});

describe('terms', () => {
  test('M3 the late table is the loan group’s, if the subscription has late charges', () => {
    expect(terms(patron()).late).toEqual(nationalDefault.lateTables['trapsgewijs']);
    expect(terms(patron({ subscription: 'gast' })).late).not.toBeNull();
    expect(
      termsFor(counter, patron({ subscription: 'jeugd', juvenile: true }), onShelf.item, 'loan').late,
    ).toBeNull();
    expect(terms(patron({ kind: 'class' })).late).toBeNull();
    const group = { ...paid.loanGroups['boek']!, late: null };
    const none = { ...paid, loanGroups: { ...paid.loanGroups, boek: group } };
    expect(termsFor({ ...counter, policy: none }, patron(), onShelf.item, 'loan').late).toBeNull();
  });

  test('M6 below 18 there is no lending fee, nor where nobody knows the age; a late charge is allowed', () => {
    expect(terms(patron()).feeCents).toBe(50);
    expect(terms(patron(), 'renewal').feeCents).toBe(20);
    expect(terms(patron({ juvenile: true }))).toMatchObject({ feeCents: 0, ageClass: 'youth' });
    const record = patron({ juvenile: true });
    expect(terms({ ...record, age: 18 })).toMatchObject({ feeCents: 50, ageClass: 'adult' });
    expect(terms({ ...patron(), age: 17 })).toMatchObject({ feeCents: 0, ageClass: 'youth' });
    expect(terms(patron({ known: false }))).toMatchObject({ feeCents: 0, ageClass: null });
    expect(terms(patron({ juvenile: true, subscription: 'jeugd' })).late).not.toBeNull();
    expect(terms(patron({ subscription: 'compleet' })).feeCents).toBe(0);
    expect(terms(patron({ kind: 'institution' })).feeCents).toBe(0);
    const spent = withCredits(15);
    expect(terms({ ...spent, patron: { ...spent.patron, juvenile: true } })).toMatchObject({
      feeCents: 0,
      credits: 0,
    });
  });

  test('P4 a loan takes a credit, a renewal by policy, and after the last the fee is asked', () => {
    expect(terms(withCredits(14))).toMatchObject({ credits: 1, feeCents: 0 });
    expect(terms(withCredits(15))).toMatchObject({ credits: 0, feeCents: 200 });
    expect(terms(withCredits(14), 'renewal')).toMatchObject({ credits: 1, feeCents: 0 });
    expect(termsFor(counter, withCredits(14), onShelf.item, 'renewal').credits).toBe(0);
    expect(terms(patron({ subscription: 'tegoed' }))).toMatchObject({ credits: 1, feeCents: 0 });
    expect(terms(patron()).credits).toBe(0);
  });

  test('P4 renewals of one act take their credits one after another', () => {
    const decided = decideRenewals(at, withCredits(14), [lentTo('anna'), lentTo('anna')]);
    expect(decided).toMatchObject([
      { draft: { body: { terms: { credits: 1, feeCents: 0 } } }, notices: [] },
      { draft: { body: { terms: { credits: 0, feeCents: 200 } } }, notices: [{ code: 'credits-used-up' }] },
    ]);
  });

  test('L9 what is asked for a lost copy is its price, the group’s, or the policy’s default', () => {
    expect(terms(patron()).lost).toEqual({ replacementCents: 1995, processingCents: 250, refundDays: 180 });
    const { item } = onShelf;
    const unpriced = { ...item, attributes: { ...item.attributes!, priceCents: null } };
    expect(termsFor(at, patron(), unpriced, 'loan').lost!.replacementCents).toBe(2000);
    const game = { ...item, attributes: { ...item.attributes!, loanGroup: 'spel' } };
    expect(termsFor(at, patron(), game, 'loan').lost!.replacementCents).toBe(3500);
    expect(terms(patron({ kind: 'internal' })).lost).toBeNull();
    expect(terms(patron({ kind: 'institution' })).lost).not.toBeNull();
  });

  test('D3 the subscription is the kind’s, else the one that runs today, else the default', () => {
    const period = {
      id: 'entry:d2.a:00000009:0123456789abcdef',
      credits: null,
      priceCents: 0,
      autoRenew: false,
    };
    const change = { subscription: 'compleet', from: '2026-12-01', until: null, cut: null, ...period };
    const runs = { ...change, subscription: 'tegoed', from: '2026-01-01', until: '2026-11-30' };
    const of = patron({ subscription: 'compleet', subscriptions: [runs, change] });
    expect(subscriptionName(paid, of, '2026-11-23')).toBe('tegoed');
    expect(subscriptionName(paid, of, '2026-12-01')).toBe('compleet');
    expect(subscriptionName(paid, patron({ kind: 'guest', subscription: 'compleet' }))).toBe('gast');
    expect(subscriptionName(paid, patron({ subscription: 'vroeger' }))).toBe('basis');
  });

  test('P5 a class returns on its fixed day, and what an internal account has is never due', () => {
    expect(dueDate(at, patron({ kind: 'class' }), onShelf.item, 42)).toBe('2027-07-01');
    expect(dueDate(at, patron({ kind: 'internal' }), onShelf.item, 42)).toBe('9999-12-31');
    expect(dueDate({ ...at, today: '2026-06-30' }, patron({ kind: 'class' }), onShelf.item, 42)).toBe(
      '2026-07-01',
    );
  });

  test('I5 a copy from elsewhere is lent within its supplier’s terms', () => {
    const ill = {
      request: 'ill:NL-1:1',
      role: 'borrowed',
      leg: 'received',
      due: '2026-12-01',
      renewals: 1,
    } as const;
    const foreign: ItemSituation = { ...onShelf, item: { ...onShelf.item, attributes: null, ill } };
    expect(dueDate(at, patron(), foreign.item, 21)).toBe('2026-12-01');
    expect(renewalsLeft(paid, foreign.item)).toBe(1);
    expect(dueDate(at, patron(), { ...foreign.item, ill: { ...ill, due: '2027-01-01' } }, 21)).toBe(
      '2026-12-14',
    );
  });
});
