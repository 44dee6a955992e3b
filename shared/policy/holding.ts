import { z } from 'zod';

/** Reserving (H1, H6-H10). */
export const holdRulesSchema = z.strictObject({
  /** Open holds of one patron, where the subscription says no number. */
  maximum: z.int().positive().nullable(),
  /** Open days on the hold shelf (H8). */
  shelfDays: z.int().min(1).max(60),
  /** After how many days without a copy it ends (H9). */
  defaultDays: z.int().min(1).max(3660),
  /** After so many pull lists without finding it, a copy is missing (H6). */
  notOnShelfLimit: z.int().min(1).max(10),
  ownMembersFirst: z.boolean(),
  /** Where holds may be collected; null for every branch. */
  pickupBranches: z.array(z.string().min(1)).min(1).nullable(),
  /** Opening hours that a branch out of contact is waited for (H7). */
  graceHours: z.int().min(0).max(1000),
  endWithSubscription: z.boolean(),
});
