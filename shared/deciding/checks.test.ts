import { describe, expect, test } from 'vitest';
import { type AccountState, foldAccount } from '../accounts/fold-account.ts';
import type { ItemState } from '../circulation/item-state.ts';
import { nationalDefault } from '../policy/national-default.ts';
import { counter, lentTo, onShelf, patron } from '../testing/make-situation.ts';
import { mayOverrideAll } from './check.ts';
import { checkoutChecks, renewChecks } from './checks.ts';
import { patronChecks } from './checks-of-patron.ts';
import type { ItemSituation, PatronSituation } from './situation.ts';

const ENTRY = 'entry:d2.a:00000009:0123456789abcdef';
const account = (change: Partial<AccountState>): AccountState => ({ ...foldAccount('anna', {}), ...change });
const copy = (
  change: Partial<ItemState['attributes'] & object>,
  mark: ItemState['mark'] = null,
): ItemSituation => ({
  ...onShelf,
  item: { ...onShelf.item, mark, attributes: { ...onShelf.item.attributes!, ...change } },
});
const found = (of: PatronSituation, book = onShelf): readonly string[] =>
  checkoutChecks(counter, of, book).map(({ code, level }) => `${code} ${level}`);

describe('checks of the patron', () => {
  test('D2 a subscription that ran out, has not begun or was never had blocks; one that runs does not', () => {
    const period = (from: string, until: string | null) => ({
      id: ENTRY,
      subscription: 'basis',
      from,
      until,
      credits: null,
      priceCents: 0,
      autoRenew: false,
      cut: null,
    });
    expect(
      found(patron({ subscriptions: [period('2025-01-01', '2025-12-31')], expires: '2025-12-31' })),
    ).toEqual(['subscription-ended block']);
    expect(found(patron({ subscriptions: [period('2026-12-01', null)] }))).toEqual([
      'subscription-ended block',
    ]);
    expect(
      found(patron({ subscriptions: [period('2026-01-01', '2026-11-23')], expires: '2026-11-23' })),
    ).toEqual([]);
    expect(found(patron({ subscription: '' }))).toEqual(['subscription-ended block']);
    expect(found(patron({ subscription: '', kind: 'internal' }))).toEqual([]);
  });

  test('D2 what is owed may reach the limit, a cent more may not', () => {
    const owing = (owedCents: number): readonly string[] =>
      found({ ...patron(), account: account({ owedCents }) });
    expect(owing(counter.policy.owedLimitCents)).toEqual([]);
    expect(owing(counter.policy.owedLimitCents + 1)).toEqual(['owed-over-limit block']);
  });

  test('D2 a subscription that is not paid, money owed, and the money of a ward', () => {
    const charge = {
      ...{ id: ENTRY, reason: 'subscription', at: 1, by: ENTRY, cents: 4200 },
      ...{
        paidCents: 0,
        waivedCents: 0,
        fromCreditCents: 0,
        openCents: 4200,
        pendingCents: 0,
        offeredCents: 0,
      },
      debit: null,
    };
    const owing = { ...patron(), account: account({ charges: [charge] }) };
    expect(found(owing)).toEqual(['subscription-unpaid block']);
    const offered = { ...owing, account: account({ charges: [{ ...charge, offeredCents: 4200 }] }) };
    expect(found(offered)).toEqual([]);
    const ward = { ...patron(), wardsOwedCents: 1001 };
    expect(checkoutChecks(counter, ward, onShelf)).toMatchObject([
      { code: 'owed-over-limit', params: { owedCents: 1001, limitCents: 1000, by: 'wards' } },
    ]);
    expect(found({ ...patron(), wardsOwedCents: 1000 })).toEqual([]);
    expect(
      checkoutChecks(counter, { ...ward, account: account({ owedCents: 2000 }) }, onShelf),
    ).toMatchObject([{ params: { owedCents: 2000 } }]);
  });

  test('D2 an unverified registration blocks, an unknown address and a message are said', () => {
    const notes = [
      { id: ENTRY, patron: 'anna', show: 'at-counter' as const, at: 1 },
      { id: `${ENTRY}x`, patron: 'anna', show: 'record-only' as const, at: 1 },
    ];
    expect(found(patron({ verified: false, addressKnown: false, notes }))).toEqual([
      'registration-unverified block',
      'address-unknown notice',
      'message-waiting notice',
    ]);
    expect(found(patron({ verified: false, kind: 'institution' }))).toEqual([]);
  });

  test('D2 blocks are named by their reasons, those that are over are not', () => {
    const block = (reason: string, until: string | null) => ({
      ...{ id: ENTRY, patron: 'anna' },
      ...{ reason, until, at: 1 },
    });
    const blocks = [block('unpaid', null), block('conduct', '2026-11-23'), block('damage', '2026-11-22')];
    expect(patronChecks(counter, patron({ status: 'blocked', blocks }))).toMatchObject([
      { code: 'patron-blocked', params: { count: 2, reasons: 'unpaid, conduct' } },
    ]);
    expect(found(patron({ status: 'blocked', blocks: blocks.slice(2) }))).toEqual([]);
    expect(found(patron({ status: 'erased' }))).toEqual(['patron-inactive block']);
  });

  test('P4 without credits left lending is blocked, or costs the fee that is said', () => {
    const used = { subscription: 'tegoed', from: '2026-01-01', granted: 15, used: 15 };
    const of = (n: number, kindOf = {}): PatronSituation => ({
      ...patron({ subscription: 'tegoed', ...kindOf }),
      account: account({ credits: [{ ...used, used: n }] }),
    });
    expect(found(of(14))).toEqual([]);
    expect(checkoutChecks(counter, of(15), onShelf)).toMatchObject([
      { code: 'credits-used-up', level: 'notice', params: { cents: 200 } },
    ]);
    const { tegoed } = nationalDefault.subscriptions;
    const strict = {
      ...nationalDefault,
      subscriptions: {
        ...nationalDefault.subscriptions,
        tegoed: { ...tegoed!, whenCreditsUsed: 'block' as const },
      },
    };
    expect(checkoutChecks({ ...counter, policy: strict }, of(15), onShelf)).toMatchObject([
      { code: 'credits-used-up', level: 'block', overridable: true },
    ]);
    expect(renewChecks(counter, of(15), lentTo('anna'))).toEqual([]);
  });

  test('G1 a guest whom nobody confirmed borrows little, and only what guests may have', () => {
    const loans = Array.from({ length: 2 }, (_, i) => ({
      ...{ item: `b${i}`, loanGroup: 'boek', loan: lentTo('anna').item.loan!, due: '2026-12-14' },
    }));
    const guest = { kind: 'guest', subscription: '' } as const;
    expect(found(patron({ ...guest, verified: false }, loans))).toEqual(['guest-limit block']);
    expect(found(patron(guest, loans))).toEqual([]);
    const guests = { ...nationalDefault.guests, loanGroups: ['dvd'] };
    const strict = { ...counter, policy: { ...nationalDefault, guests } };
    expect(checkoutChecks(strict, patron(guest), onShelf)).toMatchObject([
      { code: 'guest-limit', params: { group: 'boek' } },
    ]);
  });

  test('P5 a class and another library have no limits', () => {
    const loans = Array.from({ length: 60 }, (_, i) => ({
      ...{ item: `b${i}`, loanGroup: 'boek', loan: lentTo('anna').item.loan!, due: '2026-01-01' },
    }));
    expect(found(patron({ kind: 'class' }, loans))).toEqual([]);
    expect(found(patron({ kind: 'person' }, loans))).toEqual([
      'too-many-overdue block',
      'too-many-loans block',
    ]);
  });
});

describe('checks of the copy', () => {
  test('D2 not for loan by itself or by its group, marked, incomplete, lost', () => {
    expect(found(patron(), copy({ circulates: false }))).toEqual(['not-for-loan block']);
    expect(found(patron(), copy({}, 'withdrawn'))).toEqual(['item-marked block']);
    expect(found(patron(), copy({}, 'incomplete'))).toEqual(['item-incomplete block']);
    expect(found(patron(), copy({}, 'lost'))).toEqual(['item-lost block']);
    const boek = { ...nationalDefault.loanGroups['boek']!, notForLoan: true };
    const policy = { ...nationalDefault, loanGroups: { ...nationalDefault.loanGroups, boek } };
    expect(checkoutChecks({ ...counter, policy }, patron(), onShelf)).toMatchObject([
      { code: 'not-for-loan' },
    ]);
  });

  test('L12 parts are counted before they are lent, and missing ones block', () => {
    const game = copy({ parts: 12 });
    expect(checkoutChecks(counter, patron(), game)).toMatchObject([
      { code: 'confirm-parts', level: 'notice', params: { count: 12 } },
    ]);
    expect(checkoutChecks(counter, patron(), game, 'complete')).toEqual([]);
    expect(checkoutChecks(counter, patron(), game, 'incomplete')).toMatchObject([
      { code: 'parts-missing', level: 'block' },
    ]);
    expect(checkoutChecks(counter, patron(), copy({ parts: 12 }, 'incomplete'), 'complete')).toEqual([]);
  });

  test('D2 too young for the loan group, by birth date or, without one, for what is from 18', () => {
    const from = (minimumAge: number) => ({
      ...counter,
      policy: {
        ...nationalDefault,
        loanGroups: {
          ...nationalDefault.loanGroups,
          boek: { ...nationalDefault.loanGroups['boek']!, minimumAge },
        },
      },
    });
    const codes = (minimum: number, age: number | null, juvenile = false): readonly string[] =>
      checkoutChecks(from(minimum), { ...patron({ juvenile }), age }, onShelf).map(({ code }) => code);
    expect(codes(16, 15)).toEqual(['too-young']);
    expect(codes(16, 16)).toEqual([]);
    expect(codes(18, null, true)).toEqual(['too-young']);
    expect(codes(16, null, true)).toEqual([]);
    expect(codes(18, null)).toEqual([]);
  });
});

describe('who may override', () => {
  test('D2 each block may need another role, and what the policy never allows nobody overrides', () => {
    const policy = {
      ...nationalDefault,
      never: ['item-lost' as const],
      override: {
        otherwise: 'senior' as const,
        checks: { 'too-many-loans': 'staff' as const, 'patron-blocked': 'manager' as const },
      },
    };
    const may = (code: 'too-many-loans' | 'patron-blocked' | 'item-lost' | 'not-for-loan', staff: object) => {
      const check = { code, level: 'block' as const, overridable: code !== 'item-lost', params: {} };
      return mayOverrideAll({ ...counter, policy, staff: { id: 'x', mayOverride: false, ...staff } }, [
        check,
      ]);
    };
    expect(may('too-many-loans', {})).toBe(true);
    expect(may('not-for-loan', {})).toBe(false);
    expect(may('not-for-loan', { mayOverride: true })).toBe(true);
    expect(may('patron-blocked', { mayOverride: true })).toBe(false);
    expect(may('patron-blocked', { role: 'manager' })).toBe(true);
    expect(may('item-lost', { role: 'manager' })).toBe(false);
  });

  test('D2 a check that the policy turned off is not there', () => {
    const severity = { ...nationalDefault.severity, 'address-unknown': 'off' as const };
    const policy = { ...nationalDefault, severity };
    expect(checkoutChecks({ ...counter, policy }, patron({ addressKnown: false }), onShelf)).toEqual([]);
  });
});
