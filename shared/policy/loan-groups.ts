import { z } from 'zod';

const centsSchema = z.int().nonnegative();

/** A number of things, or null for no limit. */
export const limitSchema = z.int().nonnegative().nullable();

/** What kind of material it is, and what follows for a loan (D3): a sprinter is a loan group. */
export const loanGroupSchema = z.strictObject({
  renewals: z.int().nonnegative(),
  /** How many of this group one patron may have at once. */
  maximum: limitSchema,
  holdable: z.boolean(),
  /** Asked where the subscription has lending fees, of a loan and of each renewal (M5). */
  lendingFeeCents: centsSchema,
  renewalFeeCents: centsSchema,
  /** A name of `lateTables`; null where nothing is charged (M3). */
  late: z.string().nullable(),
  /** Whole years; null for all ages. */
  minimumAge: z.int().min(1).max(99).nullable(),
  /** What is asked for a lost one: the copy's own price where it has one, or so many cents (L9). */
  replacement: z.union([z.literal('price'), centsSchema]),
  notForLoan: z.boolean(),
});

export type LoanGroup = z.infer<typeof loanGroupSchema>;
