import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localPolicy, readPolicy } from './local-policy.ts';
import { nationalDefault } from './national-default.ts';
import { loanPeriodDays } from './periods.ts';
import { bookingOf, type Policy } from './policy.ts';
import { withVersion } from './version.ts';

function local(parameters: Record<string, unknown>): Policy {
  const read = localPolicy(nationalDefault, parameters);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.policy;
}

function problems(parameters: Record<string, unknown>): readonly string[] {
  const read = localPolicy(nationalDefault, parameters);
  return read.ok ? [] : read.problems.map(({ path, message }) => `${path}: ${message}`);
}

describe('a local policy', () => {
  test('D3 is the national one with its own parameters over it, field by field', () => {
    const own = local({
      owedLimitCents: 2500,
      holds: { shelfDays: 10 },
      loanGroups: { strip: { ...nationalDefault.loanGroups['boek'], renewals: 1 }, dvd: { maximum: 2 } },
      severity: { 'in-transit': null, 'too-young': 'notice' },
      reasons: ['consulted'],
    });
    expect(own).toMatchObject({ owedLimitCents: 2500, holds: { shelfDays: 10, defaultDays: 365 } });
    expect(own.loanGroups['strip']!.renewals).toBe(1);
    expect(own.loanGroups['dvd']).toEqual({ ...nationalDefault.loanGroups['dvd'], maximum: 2 });
    expect(own.severity).not.toHaveProperty('in-transit');
    expect(own.severity['too-young']).toBe('notice');
    expect(own.reasons).toEqual(['consulted']);
    expect(local({})).toEqual(nationalDefault);
  });

  test('D3 a combination that it does not name falls back to the national period', () => {
    const own = local({
      periods: [
        { loanGroup: 'dvd', days: 14 },
        { branch: 'noord', days: 5 },
      ],
    });
    const days = (subscription: string, loanGroup: string, branch: string): number =>
      loanPeriodDays(own, { subscription, loanGroup, branch });
    expect(days('basis', 'dvd', 'centrum')).toBe(14);
    expect(days('basis', 'dvd', 'noord')).toBe(5);
    expect(days('basis', 'boek', 'centrum')).toBe(21);
    expect(days('compleet', 'boek', 'centrum')).toBe(42);
  });

  test('D3 its version changes whenever anything that it says does, and only then', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(5000), fc.constantFrom('a', 'b'), (x, y, reason) => {
        const one = local({ owedLimitCents: x, reasons: [reason] });
        const other = local({ owedLimitCents: y, reasons: [reason] });
        expect(one.version === other.version).toBe(x === y);
        expect(one.version.startsWith('nl-2026-1+')).toBe(true);
        expect(withVersion(one)).toEqual(one);
      }),
      { numRuns: 200 },
    );
  });

  test('D3 what is wrong is named with its path, its value and what would be right', () => {
    const read = localPolicy(nationalDefault, { charges: { refundDays: 'x' }, holds: { shelf: 3 } });
    expect(read).toMatchObject({
      ok: false,
      problems: [
        { path: 'charges.refundDays', value: 'x', message: expect.stringMatching(/expected int|number/) },
        { path: 'holds', message: expect.stringContaining('shelf') },
      ],
    });
    expect(problems({ loanGroups: { dvd: null } })).toEqual([
      expect.stringMatching(/^periods\.2\.loanGroup: "dvd" is no loan group .*\bboek\b/),
    ]);
    expect(problems({ loanGroups: { boek: { late: 'streng' } } })).toEqual([
      expect.stringMatching(/^loanGroups\.boek\.late: "streng" is no late table .*per-dag/),
    ]);
    expect(problems({ kinds: { guest: { subscription: 'vriend' } } })).toEqual([
      expect.stringMatching(/^kinds\.guest\.subscription: "vriend"/),
    ]);
    expect(problems({ guests: { cards: '(', loanGroups: ['lp'] } })).toEqual([
      expect.stringMatching(/^guests\.loanGroups\.0: "lp"/),
      expect.stringMatching(/^guests\.cards: "\(" is no regular expression/),
    ]);
  });

  test('D3 a period that nothing ever gets is warned of', () => {
    const read = localPolicy(nationalDefault, {
      periods: [
        { loanGroup: 'dvd', days: 10 },
        { loanGroup: 'dvd', days: 11 },
      ],
    });
    expect(read).toMatchObject({ ok: true, warnings: [{ path: 'periods.1', value: { days: 11 } }] });
    expect(readPolicy(nationalDefault)).toMatchObject({ ok: true, warnings: [] });
  });

  test('M3 steps rise, and no maximum is below what one step asks', () => {
    const steps = (...pairs: readonly (readonly [number, number])[]): Record<string, unknown> => ({
      lateTables: {
        trapsgewijs: { rate: { by: 'steps', steps: pairs.map(([from, cents]) => ({ from, cents })) } },
      },
    });
    expect(problems(steps([1, 50], [8, 150]))).toEqual([]);
    expect(problems(steps([8, 50], [8, 150]))).toEqual([
      'lateTables.trapsgewijs.rate.steps.1.from: 8 has to be more than 8, the step before',
    ]);
    expect(problems(steps([1, 150], [8, 50]))).toEqual([
      'lateTables.trapsgewijs.rate.steps.1.cents: 50 has to be 150 or more, as the step before',
    ]);
    expect(problems({ lateTables: { trapsgewijs: { maximumCents: 499 } } })).toEqual([
      'lateTables.trapsgewijs.maximumCents: 499 is below 500, which one step asks',
    ]);
    expect(problems({ lateTables: { 'per-dag': { patronMaximumCents: 100 } } })).toEqual([
      'lateTables.per-dag.patronMaximumCents: 100 is below 500, which one loan may cost',
    ]);
  });

  test('M3 a library may have no late charges at all', () => {
    const groups = Object.keys(nationalDefault.loanGroups).map((name) => [name, { late: null }]);
    const own = local({
      loanGroups: Object.fromEntries(groups),
      lateTables: { trapsgewijs: null, 'per-dag': null },
    });
    expect(own.lateTables).toEqual({});
  });

  test('M6 a subscription for those below 18 asks no price, no lending fee and no fee after its credits', () => {
    expect(
      problems({ subscriptions: { jeugd: { priceCents: 500, lendingFees: true, extraLoanCents: 10 } } }),
    ).toEqual([
      expect.stringMatching(/^subscriptions\.jeugd\.priceCents: 500 .*0 \(M6\)/),
      expect.stringMatching(/^subscriptions\.jeugd\.lendingFees: .*false \(M6\)/),
      expect.stringMatching(/^subscriptions\.jeugd\.extraLoanCents: 10 .*0 \(M6\)/),
    ]);
    expect(problems({ subscriptions: { jeugd: { lateCharges: true } } })).toEqual([]);
  });

  test('P4 a successor is a subscription and another one, and credits that end have a fee or a block', () => {
    const successor = (successorAt18: string): readonly string[] =>
      problems({ subscriptions: { jeugd: { successorAt18 } } });
    expect(successor('volwassen')).toEqual([
      expect.stringMatching(/^subscriptions\.jeugd\.successorAt18: "volwassen" .*\bbasis\b/),
    ]);
    expect(successor('jeugd')).toEqual([expect.stringMatching(/cannot be its own successor/)]);
    expect(problems({ subscriptions: { tegoed: { extraLoanCents: 0 } } })).toEqual([
      expect.stringMatching(/^subscriptions\.tegoed\.extraLoanCents: 0 while whenCreditsUsed is "fee"/),
    ]);
    expect(problems({ subscriptions: { basis: { termMonths: null } } })).toEqual([
      expect.stringMatching(/^subscriptions\.basis\.termMonths: null while autoRenew/),
    ]);
  });

  test('N1 reminders come one after another, then the invoice, then the loss', () => {
    expect(problems({ notices: { overdueDays: [7, 7] } })).toEqual([
      'notices.overdueDays.1: 7 has to be more than 7, the step before',
    ]);
    expect(problems({ notices: { invoiceDays: 35 } })).toEqual([
      'notices.invoiceDays: 35 has to be more than 35, the step before',
    ]);
    expect(problems({ charges: { remindersCents: [50, 50, 50, 50] } })).toEqual([
      expect.stringMatching(/^charges\.remindersCents: has 4 prices for the 3 reminders/),
    ]);
  });

  test('M8 money is booked by the reason of its charge, else where all other money goes', () => {
    const own = local({ booking: { reasons: { late: { ledger: '8100', vat: 0 } } } });
    expect(bookingOf(own, 'late').ledger).toBe('8100');
    expect(bookingOf(own, 'constructor').ledger).toBe('8000');
  });
});
