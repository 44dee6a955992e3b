import { z } from 'zod';
import { patronIdSchema } from '../circulation/bodies.ts';

export const chargeOpenBody = z.strictObject({
  source: z.string().max(200),
  patron: patronIdSchema,
  reason: z.string().max(40),
  /** Integer cents, owed by the patron. */
  cents: z.int(),
});
