import { z } from 'zod';

const centsSchema = z.int().nonnegative();

/**
 * How being late is charged (M3): so much for each started day or week, or by steps, the highest that was reached. Days are the
 * branch's open days or the calendar's.
 */
export const lateTermsSchema = z.strictObject({
  days: z.enum(['open', 'calendar']),
  /** Late days within which nothing is charged; the first day after them is the first that counts. */
  graceDays: z.int().nonnegative(),
  rate: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('period'), every: z.enum(['day', 'week']), cents: centsSchema }),
    z.strictObject({
      by: z.literal('steps'),
      /** Each from so many late days on; the highest that was reached is the charge. */
      steps: z
        .array(z.strictObject({ from: z.int().positive(), cents: centsSchema }))
        .min(1)
        .max(20),
    }),
  ]),
  /** The most for one loan, and for all loans that a patron brings back late on one day. */
  maximumCents: centsSchema.nullable(),
  patronMaximumCents: centsSchema.nullable(),
});

export type LateTerms = z.infer<typeof lateTermsSchema>;
