import { z } from 'zod';
import { barcodeSchema, patronIdSchema } from '../circulation/bodies.ts';
import { entryIdSchema, localDateSchema } from '../journal/entry.ts';

const centsSchema = z.int();
const positiveCents = z.int().positive();
const tillSchema = z.string().min(1).max(60);

/** The id of a charge's entry, or of a derived one: `late:<loan>`, `replacement:<loan>`, `placing:<hold>`, `reminder:<notice>`, ... */
const chargeIdSchema = z.string().min(3).max(220);

/** What a payment or a waiver is for; `item` when the charge follows from its loan, so that the book's fold knows of it (L3, L8). */
const settledSchema = z.strictObject({
  charge: chargeIdSchema,
  cents: positiveCents,
  item: barcodeSchema.optional(),
});

/** Of a payment, also where it is booked: general ledger account and VAT rate in hundredths of a percent (M8). */
const paidSchema = settledSchema.extend({
  booking: z.strictObject({ ledger: z.string().max(20), vat: z.int().nonnegative() }).optional(),
});

/** What one payment can settle at once. */
export const MOST_PAY_LINES = 60;

/** Of PIN. `resolves` names the act of unknown outcome of which this one tells how it ended; only this one then counts. */
const terminalSchema = z.strictObject({
  id: z.string().max(40),
  outcome: z.enum(['approved', 'unknown', 'declined']),
  resolves: entryIdSchema.optional(),
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
  /** General ledger account and VAT rate in hundredths of a percent, which a payment takes over (M8). */
  ledger: z.string().max(20),
  vat: z.int().nonnegative(),
});

/** Number of the receipt: one row a stream, without gaps. */
const receiptSchema = z.int().positive();

/** Rule M8: 5-cent rounding of cash, added to what is asked or given back. */
const roundingSchema = z.int().min(-2).max(2);

export const payBody = z.strictObject({
  patron: patronIdSchema,
  method: z.enum(['cash', 'pin', 'voucher', 'transfer']),
  /** What was received: the lines and, of cash, the rounding. What is more than the lines becomes credit. */
  cents: positiveCents,
  lines: z.array(paidSchema).max(MOST_PAY_LINES),
  roundingCents: roundingSchema,
  till: tillSchema.nullable(),
  terminal: terminalSchema.nullable(),
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
  /** What was paid out: the credit that it takes and, of cash, the rounding. */
  cents: positiveCents,
  roundingCents: roundingSchema,
  of: entryIdSchema.nullable(),
  till: tillSchema.nullable(),
  terminal: terminalSchema.nullable(),
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
