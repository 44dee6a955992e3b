import { z } from 'zod';
import { branchSchema, entryIdSchema, localDateSchema } from '../journal/entry.ts';
import { barcodeSchema, overridesSchema, patronIdSchema } from '../circulation/bodies.ts';

/** `queue:item:<barcode>`, `queue:title:<title>`, `queue:work:<work>` or `queue:issue:<title>/<volume or issue>`: a target of H1 (`issueQueue`). */
const queueIdSchema = z
  .string()
  .regex(/^queue:(item|title|work|issue):.+$/)
  .max(160);

export const holdPlaceBody = z.strictObject({
  queue: queueIdSchema,
  patron: patronIdSchema,
  pickup: branchSchema,
  /** Lower is served first. */
  priority: z.int(),
  /** How many copies; more than one for institutions only (H1). */
  copies: z.int().min(1).max(60),
  /** The last day on which it is wanted (H9). */
  until: localDateSchema.nullable(),
  /** Of a hold on a work: what will do (H1). */
  language: z.string().max(20).nullable(),
  format: z.string().max(40).nullable(),
  /** Reservation fees agreed (M5): now, at pick-up, and when it is not collected. */
  fees: z.strictObject({
    placingCents: z.int().nonnegative(),
    pickupCents: z.int().nonnegative(),
    uncollectedCents: z.int().nonnegative(),
  }),
  overrides: overridesSchema,
});

export const holdCancelBody = z.strictObject({
  queue: queueIdSchema,
  hold: entryIdSchema,
  by: z.enum(['patron', 'library']),
});

export const holdSuspendBody = z.strictObject({
  queue: queueIdSchema,
  hold: entryIdSchema,
  /** The first day on which it counts again; null until `hold.resume`. */
  until: localDateSchema.nullable(),
});

export const holdResumeBody = z.strictObject({ queue: queueIdSchema, hold: entryIdSchema });

/** Another pick-up branch, or another priority. */
export const holdMoveBody = z.strictObject({
  queue: queueIdSchema,
  hold: entryIdSchema,
  pickup: branchSchema.optional(),
  priority: z.int().optional(),
});

/** The copy of a pull list was not on its shelf (H6). */
export const holdNotOnShelfBody = z.strictObject({
  queue: queueIdSchema,
  hold: entryIdSchema,
  item: barcodeSchema,
  /** How often a copy is looked for in vain before it is missing, by the desk's policy; two where nothing is said. */
  limit: z.int().min(1).max(10).optional(),
});

/** Not collected in time (H8), or its last day is over (H9). `item` is the copy that goes on. */
export const holdExpireBody = z.strictObject({
  queue: queueIdSchema,
  hold: entryIdSchema,
  why: z.enum(['not-collected', 'not-filled', 'subscription-ended']),
  item: barcodeSchema.optional(),
});

export const holdOpenBody = z.strictObject({
  source: z.string().max(200),
  queue: queueIdSchema,
  patron: patronIdSchema,
  pickup: branchSchema,
  placed: z.int(),
  suspended: z.boolean(),
  /** The copy that waits on the hold shelf. */
  captured: z.strictObject({ item: barcodeSchema, at: z.int(), place: z.string().nullable() }).optional(),
});
