import { z } from 'zod';
import { branchSchema, entryIdSchema } from '../journal/entry.ts';
import { barcodeSchema, patronIdSchema } from '../circulation/bodies.ts';

/** `queue:item:<barcode>`, `queue:title:<title>` or `queue:work:<work>`: the target of rule H1. */
const queueIdSchema = z.string().regex(/^queue:(item|title|work):.+$/);

export const holdPlaceBody = z.strictObject({
  queue: queueIdSchema,
  patron: patronIdSchema,
  pickup: branchSchema,
  /** Lower is served first. */
  priority: z.int(),
});

export const holdCancelBody = z.strictObject({
  queue: queueIdSchema,
  hold: entryIdSchema,
  by: z.enum(['patron', 'library']),
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
