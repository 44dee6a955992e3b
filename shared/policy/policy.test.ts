import { describe, expect, test } from 'vitest';
import { nationalDefault } from './national-default.ts';
import { loanPeriodDays } from './periods.ts';
import { policySchema } from './policy.ts';

function errorsOf(change: object): readonly string[] {
  const read = policySchema.safeParse({ ...nationalDefault, ...change });
  return read.success ? [] : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

describe('a policy', () => {
  test('D3 the national default is one', () => {
    expect(policySchema.parse(nationalDefault)).toEqual(nationalDefault);
  });

  test('D3 what names nothing is refused, with the key, the value and what would be right', () => {
    expect(errorsOf({ defaultLoanGroup: 'boeken' })).toEqual([
      expect.stringMatching(/^defaultLoanGroup: "boeken" .*loan group.*\bjeugdboek\b/),
    ]);
    expect(errorsOf({ defaultSubscription: 'gratis' })).toEqual([
      expect.stringMatching(/^defaultSubscription: "gratis" .*subscription.*\bbasis\b/),
    ]);
    const periods = [{ days: 21 }, { loanGroup: 'dvds', days: 7 }, { subscription: 'gratis', days: 7 }];
    expect(errorsOf({ periods })).toEqual([
      expect.stringMatching(/^periods\.1\.loanGroup: "dvds"/),
      expect.stringMatching(/^periods\.2\.subscription: "gratis"/),
    ]);
    expect(errorsOf({ defaultLoanGroup: 'constructor' })).toHaveLength(1);
  });

  test('D3 one period has to fit everything', () => {
    expect(errorsOf({ periods: [{ loanGroup: 'dvd', days: 7 }] })).toEqual([
      'periods: needs one period without conditions',
    ]);
  });

  test('D2 a check that does not exist, a wrong severity and a broken pattern are named', () => {
    expect(errorsOf({ never: ['too-old'] })[0]).toMatch(/^never\.0: /);
    expect(errorsOf({ severity: { 'in-transit': 'warn' } })[0]).toMatch(
      /^severity\.in-transit: .*"block"\|"notice"\|"off"/,
    );
    expect(errorsOf({ patterns: { item: '(', card: '.' } })).toEqual([
      expect.stringMatching(/^patterns\.item: "\(" is no regular expression/),
    ]);
  });

  test('D3 branch goes before loan group, loan group before subscription, whatever their order in the policy', () => {
    const periods = [
      { subscription: 's', days: 1 },
      { loanGroup: 'g', days: 2 },
      { branch: 'b', days: 4 },
      { loanGroup: 'g', subscription: 's', days: 3 },
      { branch: 'b', loanGroup: 'g', days: 6 },
      { branch: 'b', subscription: 's', days: 5 },
      { branch: 'b', loanGroup: 'g', subscription: 's', days: 7 },
      { days: 0 },
    ];
    for (const order of [periods, periods.toReversed()]) {
      const policy = { ...nationalDefault, periods: order };
      const combinations = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => ({
        subscription: n & 1 ? 's' : 'x',
        loanGroup: n & 2 ? 'g' : 'x',
        branch: n & 4 ? 'b' : 'x',
      }));
      expect(combinations.map((of) => loanPeriodDays(policy, of))).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      const single = { ...policy, periods: order.filter((p) => [0, 1, 2].includes(p.days)) };
      expect(loanPeriodDays(single, { subscription: 's', loanGroup: 'g', branch: 'b' })).toBe(2);
      const branch = { ...policy, periods: order.filter((p) => [0, 3, 4].includes(p.days)) };
      expect(loanPeriodDays(branch, { subscription: 's', loanGroup: 'g', branch: 'b' })).toBe(4);
    }
  });
});
