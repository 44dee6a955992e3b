import { z } from 'zod';
import { barcodeSchema, patronIdSchema } from '../circulation/bodies.ts';
import { entryIdSchema, localDateSchema } from '../journal/entry.ts';

const centsSchema = z.int();
const positiveCents = z.int().positive();
export const tillSchema = z.string().min(1).max(60);

/** The id of a charge's entry, or of a derived one: `late:<loan>`, `replacement:<loan>`, `placing:<hold>`, ... */
export const chargeIdSchema = z.string().min(3).max(160);

/** What a payment or a waiver is for; `item` when the charge follows from its loan, so that the book's fold knows of it (L3, L8). */
const settledSchema = z.strictObject({
  charge: chargeIdSchema,
  cents: positiveCents,
  item: barcodeSchema.optional(),
});

const reasonSchema = z.string().min(1).max(40);

export const chargeOpenBody = z.strictObject({
  source: z.string().max(200),
  patron: patronIdSchema,
  reason: z.string().max(40),
  /** Integer cents, owed by the patron. */
  cents: centsSchema,
});

export const chargeBody = z.strictObject({
  patron: patronIdSchema,
  reason: reasonSchema,
  cents: positiveCents,
  item: barcodeSchema.optional(),
  /** General ledger account and VAT rate in hundredths of a percent, for the till's report (M8). */
  ledger: z.string().max(20),
  vat: z.int().nonnegative(),
});

/** Number of the receipt: one row a stream, without gaps. */
const receiptSchema = z.int().positive();

export const payBody = z.strictObject({
  patron: patronIdSchema,
  method: z.enum(['cash', 'pin', 'voucher', 'transfer']),
  /** What was received: the lines and, of cash, the rounding. What is more than the lines becomes credit. */
  cents: positiveCents,
  lines: z.array(settledSchema).max(60),
  /** Rule M8: 5-cent rounding of cash, added to what the lines ask; between -2 and 2. */
  roundingCents: z.int().min(-2).max(2),
  till: tillSchema.nullable(),
  /** Of PIN: the terminal, and whether its approval is known. */
  terminal: z
    .strictObject({ id: z.string().max(40), outcome: z.enum(['approved', 'unknown', 'declined']) })
    .nullable(),
  receipt: receiptSchema,
});

export const waiveBody = z.strictObject({
  patron: patronIdSchema,
  charge: chargeIdSchema,
  cents: positiveCents,
  item: barcodeSchema.optional(),
  reason: reasonSchema,
});

/** Credit that was paid out. `of` names the payment that it gives back, of PIN. */
export const refundBody = z.strictObject({
  patron: patronIdSchema,
  method: z.enum(['cash', 'pin', 'transfer']),
  cents: positiveCents,
  of: entryIdSchema.nullable(),
  till: tillSchema.nullable(),
  receipt: receiptSchema,
});

/** `person` is who answers for the drawer (M8). */
export const tillOpenBody = z.strictObject({
  till: tillSchema,
  person: z.string().min(1).max(80),
  floatCents: z.int().nonnegative(),
});

export const tillDropBody = z.strictObject({
  till: tillSchema,
  cents: positiveCents,
  to: z.string().max(60),
});

export const tillCountBody = z.strictObject({
  till: tillSchema,
  cashCents: z.int().nonnegative(),
  /** What each terminal says it took. */
  terminals: z.array(z.strictObject({ id: z.string().max(40), cents: centsSchema })).max(20),
});

export const tillCloseBody = z.strictObject({ till: tillSchema, count: entryIdSchema });

/** Rule M7. `batch` names the file to the bank; the mandate is a personal payload. */
const debitSchema = z.strictObject({
  patron: patronIdSchema,
  batch: z.string().min(1).max(60),
  lines: z.array(settledSchema).min(1).max(60),
});

export const debitOfferBody = debitSchema.extend({ collectOn: localDateSchema });
export const debitCollectBody = debitSchema;
export const debitReverseBody = debitSchema.extend({ code: z.string().max(20) });
