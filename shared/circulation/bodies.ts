import { z } from 'zod';
import { branchSchema, entryIdSchema, localDateSchema } from '../journal/entry.ts';

export const barcodeSchema = z.string().min(1).max(40);
export const patronIdSchema = z.string().min(1).max(80);
const titleIdSchema = z.string().min(1).max(120);

/** What was agreed at the desk, so that a fold reads no patron and no policy. */
const termsSchema = z.strictObject({
  periodDays: z.int().nonnegative(),
  loanGroup: z.string(),
  subscription: z.string(),
  ageClass: z.enum(['youth', 'adult']).nullable(),
});

const overridesSchema = z
  .strictObject({ checks: z.array(z.string()), reason: z.string(), by: z.string() })
  .optional();

export const checkoutBody = z.strictObject({
  item: barcodeSchema,
  patron: patronIdSchema,
  due: localDateSchema,
  terms: termsSchema,
  overrides: overridesSchema,
  /** What it means if this patron has the book already (L4), decided at the desk. */
  again: z.enum(['renew', 'loan']),
  /** The patron's own hold on this title, met by another copy than the captured one. */
  fulfils: z.strictObject({ hold: entryIdSchema, queue: z.string() }).optional(),
});

const captureSchema = z.strictObject({
  hold: entryIdSchema,
  queue: z.string(),
  patron: patronIdSchema,
  pickup: branchSchema,
  place: z.string().nullable(),
});

const destinationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shelf') }),
  z.strictObject({ kind: z.literal('hold-shelf'), place: z.string().nullable() }),
  z.strictObject({ kind: z.literal('branch'), branch: branchSchema, forHold: z.boolean() }),
  z.strictObject({ kind: z.literal('tray'), reason: z.string() }),
]);

export const checkinBody = z.strictObject({
  item: barcodeSchema,
  /** Rule L11: serves charges only. */
  returnedAt: z.int().optional(),
  captured: captureSchema.optional(),
  destination: destinationSchema,
});

export const renewBody = z.strictObject({
  item: barcodeSchema,
  loan: entryIdSchema,
  patron: patronIdSchema,
  due: localDateSchema,
  terms: termsSchema,
  overrides: overridesSchema,
});

export const itemMarkSchema = z.enum([
  'lost',
  'missing',
  'damaged',
  'withdrawn',
  'in-process',
  'on-order',
  'unavailable',
]);

export const itemOpenBody = z.strictObject({
  source: z.string().max(200),
  item: barcodeSchema,
  title: titleIdSchema.nullable(),
  /** The work, so that holds on any edition find this copy; null when unknown. */
  work: z.string().max(120).nullable(),
  owner: branchSchema,
  at: branchSchema,
  shelf: z.string().max(120).nullable(),
  callNumber: z.string().max(120).nullable(),
  loanGroup: z.string().max(40),
  mark: itemMarkSchema.nullable(),
  priceCents: z.int().nonnegative().nullable(),
  holdable: z.boolean(),
  circulates: z.boolean(),
});

export const loanOpenBody = z.strictObject({
  source: z.string().max(200),
  item: barcodeSchema,
  patron: patronIdSchema,
  branch: branchSchema,
  /** When the book was lent, by the system it comes from. */
  since: z.int(),
  due: localDateSchema,
  renewalsLeft: z.int().nonnegative().nullable(),
  lost: z.boolean(),
});
