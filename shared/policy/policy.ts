import { z } from 'zod';

const periodSchema = z.strictObject({
  subscription: z.string().optional(),
  loanGroup: z.string().optional(),
  branch: z.string().optional(),
  days: z.int().min(0).max(400),
});

const limitSchema = z.int().nonnegative().nullable();

const checkCodes = [
  'card-inactive',
  'subscription-ended',
  'patron-blocked',
  'patron-inactive',
  'owed-over-limit',
  'too-many-loans',
  'too-many-of-group',
  'too-many-overdue',
  'not-for-loan',
  'item-marked',
  'item-lost',
  'on-loan-to-another',
  'captured-for-another',
  'in-transit',
  'renewals-used-up',
  'reserved-by-others',
  'hold-ready-here',
  'patron-provisional',
] as const;

export type CheckCode = (typeof checkCodes)[number];

const severitySchema = z.enum(['block', 'notice', 'off']);

/** The parameters of the rules for one library (RULES, Policy). One document, validated as a whole. */
export const policySchema = z
  .strictObject({
    version: z.string().min(1).max(80),
    defaultLoanGroup: z.string(),
    defaultSubscription: z.string(),
    loanGroups: z.record(
      z.string(),
      z.strictObject({ renewals: z.int().nonnegative(), maximum: limitSchema, holdable: z.boolean() }),
    ),
    subscriptions: z.record(z.string(), z.strictObject({ loans: limitSchema, overdue: limitSchema })),
    /** The most specific that fits wins: branch over loan group over subscription (rule D3). */
    periods: z.array(periodSchema).min(1),
    owedLimitCents: z.int().nonnegative(),
    /** What a failing check is for this library when it is not what the national default says (rule D2). */
    severity: z.partialRecord(z.enum(checkCodes), severitySchema),
    /** Blocks that nobody at the counter may override. */
    never: z.array(z.enum(checkCodes)),
    reasons: z.array(z.string()).min(1),
    again: z.enum(['renew', 'loan']),
    /** Regular expressions; a number that fits neither is not offered as unlisted (rule U3). */
    patterns: z.strictObject({ item: z.string(), card: z.string() }),
  })
  .superRefine((policy, context) => {
    const complain = (message: string, path: (string | number)[]): void => {
      context.addIssue({ code: 'custom', message, path });
    };
    const known = (
      what: string,
      table: object,
      name: string | undefined,
      path: (string | number)[],
    ): void => {
      if (name === undefined || Object.hasOwn(table, name)) return;
      complain(`"${name}" is no ${what} of this policy, which has ${Object.keys(table).join(', ')}`, path);
    };
    known('loan group', policy.loanGroups, policy.defaultLoanGroup, ['defaultLoanGroup']);
    known('subscription', policy.subscriptions, policy.defaultSubscription, ['defaultSubscription']);
    if (!policy.periods.some((p) => !p.subscription && !p.loanGroup && !p.branch))
      complain('needs one period without conditions', ['periods']);
    for (const [i, period] of policy.periods.entries()) {
      known('loan group', policy.loanGroups, period.loanGroup || undefined, ['periods', i, 'loanGroup']);
      known('subscription', policy.subscriptions, period.subscription || undefined, [
        'periods',
        i,
        'subscription',
      ]);
    }
    for (const name of ['item', 'card'] as const) {
      try {
        new RegExp(policy.patterns[name]);
      } catch (error) {
        complain(`"${policy.patterns[name]}" is no regular expression: ${String(error)}`, ['patterns', name]);
      }
    }
  });

export type Policy = z.infer<typeof policySchema>;

/** Days of loan for a combination; the branch's own rule before the group's, the group's before the subscription's (rule D3). */
export function loanPeriodDays(
  policy: Policy,
  of: { subscription: string; loanGroup: string; branch: string },
): number {
  let best = -1;
  let days = 0;
  for (const period of policy.periods) {
    if (period.branch && period.branch !== of.branch) continue;
    if (period.loanGroup && period.loanGroup !== of.loanGroup) continue;
    if (period.subscription && period.subscription !== of.subscription) continue;
    const weight = (period.branch ? 4 : 0) + (period.loanGroup ? 2 : 0) + (period.subscription ? 1 : 0);
    if (weight > best) {
      best = weight;
      days = period.days;
    }
  }
  return days;
}
