import { z } from 'zod';
import { limitSchema } from './loan-groups.ts';

/** What a library sets for a kind of patron (P5); limits, charges and notices follow from the kind itself. */
export const patronKindRulesSchema = z.strictObject({
  /** The subscription that all of this kind have; null leaves it to the patron. */
  subscription: z.string().nullable(),
  /** Days of the year, `MM-DD`, on which loans of a kind with fixed dates end. */
  fixedDates: z.array(z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)).max(60),
  holds: z.boolean(),
  /** How many copies one hold may ask for (H1). */
  copiesPerHold: z.int().min(1).max(60),
  /** Whether copies are sent for its holds; null leaves it to the kind (P7). */
  aimed: z.boolean().nullable(),
  /** Borrows on a verified identity and a paid subscription (D2). */
  registers: z.boolean(),
});

export type PatronKindRules = z.infer<typeof patronKindRulesSchema>;

/** Rule G1: members of other libraries. */
export const guestsSchema = z.strictObject({
  /** Numbers of cards that other libraries give out. */
  cards: z.string(),
  /** Loans while their own library has not confirmed them. */
  unconfirmedLoans: limitSchema,
  /** Null for all. */
  loanGroups: z.array(z.string()).nullable(),
});

export const registrationSchema = z.strictObject({
  /** Personal fields without which a person is not registered. */
  fields: z.array(z.string().min(1).max(40)).min(1),
  /** Rule P6: a guardian agrees for those who are younger; whole years. */
  guardianConsentBelow: z.int().min(0).max(18),
});
