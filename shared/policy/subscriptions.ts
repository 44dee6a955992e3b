import { z } from 'zod';
import { limitSchema } from './loan-groups.ts';

const centsSchema = z.int().nonnegative();

/** Rule P4: what a patron may do by paying for it. One with a successor at 18 is for those below it. */
export const subscriptionSchema = z.strictObject({
  loans: limitSchema,
  /** How many of them may be overdue. */
  overdue: limitSchema,
  /** Open holds at once; null leaves it to `holds.maximum`. */
  holds: limitSchema,
  /** Loans that a term gives; null without a limit. */
  credits: z.int().positive().nullable(),
  priceCents: centsSchema,
  /** Null: until somebody ends it. */
  termMonths: z.int().min(1).max(120).nullable(),
  autoRenew: z.boolean(),
  noticeDays: z.int().min(0).max(366),
  successorAt18: z.string().nullable(),
  lendingFees: z.boolean(),
  lateCharges: z.boolean(),
  renewalTakesCredit: z.boolean(),
  whenCreditsUsed: z.enum(['fee', 'block']),
  /** The fee of each loan after the last credit. */
  extraLoanCents: centsSchema,
});

export type Subscription = z.infer<typeof subscriptionSchema>;
