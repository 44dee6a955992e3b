import { z } from 'zod';
import { barcodeSchema, patronIdSchema } from '../circulation/bodies.ts';

/** Rule N1: the id is made from the cause, so that nothing is sent twice. */
const noticeSchema = z.strictObject({
  patron: patronIdSchema,
  /** `<kind>:<cause>:<step>` */
  notice: z.string().min(3).max(200),
  way: z.enum(['email', 'app', 'sms', 'letter', 'call-list']),
});

/** What the patron is asked for it (M3), once, by however many ways it goes; `item` is the book that it is about. */
const chargedSchema = noticeSchema.extend({
  charge: z.strictObject({ cents: z.int().positive(), item: barcodeSchema }).optional(),
});

export const noticeSentBody = chargedSchema;
export const noticeFailedBody = noticeSchema.extend({ code: z.string().max(40) });
export const noticePrintedBody = chargedSchema;
