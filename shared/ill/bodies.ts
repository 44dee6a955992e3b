import { z } from 'zod';
import { barcodeSchema, patronIdSchema, titleIdSchema } from '../circulation/bodies.ts';
import { branchSchema, entryIdSchema, isilSchema, localDateSchema } from '../journal/entry.ts';

/** `ill:<library that asks>:<number>`; the same at both libraries. */
const requestIdSchema = z
  .string()
  .regex(/^ill:[^:]+:[A-Za-z0-9._-]+$/)
  .max(120);

/** Rule I1: a hold that its own library cannot fill in time. */
export const illRequestBody = z.strictObject({
  request: requestIdSchema,
  hold: entryIdSchema.nullable(),
  queue: z.string().max(160).nullable(),
  patron: patronIdSchema,
  title: titleIdSchema,
  work: z.string().max(120).nullable(),
  from: isilSchema,
  pickup: branchSchema,
  /** The price that the patron agreed to. */
  agreedCents: z.int().nonnegative(),
  needBefore: localDateSchema.nullable(),
});

/** What a supplier says, or the centre when it names the next supplier (I2, I4). */
export const illAnswerBody = z.strictObject({
  request: requestIdSchema,
  supplier: isilSchema,
  answer: z.enum([
    'asked',
    'expect-to-supply',
    'will-supply',
    'unfilled',
    'retry-possible',
    'recall',
    'complete',
  ]),
  item: barcodeSchema.optional(),
  reason: z.string().max(60).optional(),
});

export const illShipBody = z.strictObject({
  request: requestIdSchema,
  supplier: isilSchema,
  item: barcodeSchema,
  /** The supplier's terms (I5). */
  due: localDateSchema,
  renewals: z.int().nonnegative(),
});

export const illReceiveBody = z.strictObject({
  request: requestIdSchema,
  item: barcodeSchema,
  /** What the patron agreed to pay (I1), now that it is there (M5). */
  charge: z.strictObject({ patron: patronIdSchema, cents: z.int().positive() }).optional(),
});
export const illReturnBody = z.strictObject({
  request: requestIdSchema,
  item: barcodeSchema,
  /** `sent` by the borrower, `arrived` at the supplier. */
  leg: z.enum(['sent', 'arrived']),
});
export const illCancelBody = z.strictObject({
  request: requestIdSchema,
  by: z.enum(['patron', 'borrower', 'centre', 'supplier']),
});
export const illExtendBody = z.strictObject({ request: requestIdSchema, due: localDateSchema });
export const illLostBody = z.strictObject({
  request: requestIdSchema,
  item: barcodeSchema,
  where: z.enum(['borrower', 'transit']),
  cents: z.int().nonnegative(),
});
