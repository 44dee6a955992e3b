import { z } from 'zod';
import {
  bookingSchema,
  chargesSchema,
  claimsSchema,
  noticesSchema,
  receiptsSchema,
  retentionSchema,
} from './charges.ts';
import { patronKindSchema } from '../patrons/bodies.ts';
import { checkCodeSchema, overrideSchema, severitySchema } from './check-codes.ts';
import { holdRulesSchema } from './holding.ts';
import { lateTermsSchema } from './late-terms.ts';
import { loanGroupSchema } from './loan-groups.ts';
import { guestsSchema, patronKindRulesSchema, registrationSchema } from './patron-kinds.ts';
import { periodSchema } from './periods.ts';
import { subscriptionSchema } from './subscriptions.ts';
import { tagsSchema } from './tags.ts';

const nameSchema = z.string().min(1).max(40);
const reasonsSchema = z.array(nameSchema).min(1).max(60);

/** Each parameter by itself; whether they fit together is `consistency.ts`'s. */
export const policyShape = z.strictObject({
  /** Changes with what the policy says: see `withVersion`. */
  version: z.string().min(1).max(80),
  defaultLoanGroup: nameSchema,
  defaultSubscription: nameSchema,
  kinds: z.record(patronKindSchema, patronKindRulesSchema),
  loanGroups: z.record(nameSchema, loanGroupSchema),
  subscriptions: z.record(nameSchema, subscriptionSchema),
  /** The most specific that fits wins: branch over loan group over subscription (D3). */
  periods: z.array(periodSchema).min(1),
  lateTables: z.record(nameSchema, lateTermsSchema),
  charges: chargesSchema,
  booking: bookingSchema,
  holds: holdRulesSchema,
  guests: guestsSchema,
  registration: registrationSchema,
  claims: claimsSchema,
  retention: retentionSchema,
  notices: noticesSchema,
  receipts: receiptsSchema,
  tags: tagsSchema,
  /** What may be owed before lending stops. */
  owedLimitCents: z.int().nonnegative(),
  /** What a failing check is; one that is not named blocks (D2). */
  severity: z.partialRecord(checkCodeSchema, severitySchema),
  /** Blocks that nobody at the counter may override. */
  never: z.array(checkCodeSchema),
  override: overrideSchema,
  /** Why staff override, block and waive. */
  reasons: reasonsSchema,
  blockReasons: reasonsSchema,
  waiveReasons: reasonsSchema,
  again: z.enum(['renew', 'loan']),
  /** Regular expressions over the whole number of an item or a card; another is not offered as unlisted (U3), and not given out. */
  patterns: z.strictObject({ item: z.string(), card: z.string() }),
});

export type Policy = z.infer<typeof policyShape>;
