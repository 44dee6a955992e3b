import { z } from 'zod';
import { branchSchema, entryIdSchema, localDateSchema } from '../journal/entry.ts';
import { lateTermsSchema } from '../policy/late-terms.ts';

export const barcodeSchema = z.string().min(1).max(40);
export const patronIdSchema = z.string().min(1).max(80);
export const titleIdSchema = z.string().min(1).max(120);
const centsSchema = z.int();

/** What was agreed at the desk, so that a fold reads no patron and no policy. */
const termsSchema = z.strictObject({
  periodDays: z.int().nonnegative(),
  loanGroup: z.string(),
  subscription: z.string(),
  ageClass: z.enum(['youth', 'adult']).nullable(),
  /** Rule M3; null where nothing is charged for being late. */
  late: lateTermsSchema.nullable(),
  /** Lending fee of this loan or renewal (M5). */
  feeCents: centsSchema.nonnegative(),
  /** Loan credits that it takes (P4). */
  credits: z.int().nonnegative(),
  /** What is asked when the book does not come back (L9). */
  lost: z
    .strictObject({
      replacementCents: centsSchema.nonnegative(),
      processingCents: centsSchema.nonnegative(),
      /** Days after the loss within which a return cancels the replacement charge, paid or not. */
      refundDays: z.int().nonnegative(),
    })
    .nullable(),
});

/** Rule D2: the checks that somebody overrode, why, and who. */
export const overridesSchema = z
  .strictObject({ checks: z.array(z.string()), reason: z.string(), by: z.string() })
  .optional();

/** Rule L12: what was seen of the parts when the book changed hands. */
const partsSchema = z.enum(['complete', 'incomplete']).optional();

export const checkoutBody = z.strictObject({
  item: barcodeSchema,
  patron: patronIdSchema,
  due: localDateSchema,
  terms: termsSchema,
  overrides: overridesSchema,
  /** What it means if this patron has the book already (L4), decided at the desk. */
  again: z.enum(['renew', 'loan']),
  /** The hold that this loan meets: of another copy, or one that somebody may collect for its owner (P6). */
  fulfils: z.strictObject({ hold: entryIdSchema, queue: z.string() }).optional(),
  /** The loan that the desk knew as this same person's, under an id that was merged since (P3). */
  continues: entryIdSchema.optional(),
  parts: partsSchema,
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
  z.strictObject({ kind: z.literal('ill-return'), request: z.string().max(120), library: z.string() }),
  z.strictObject({ kind: z.literal('tray'), reason: z.string() }),
]);

export const checkinBody = z.strictObject({
  item: barcodeSchema,
  /** Rule L11: serves charges only. */
  returnedAt: z.int().optional(),
  bookdrop: z.boolean().optional(),
  captured: captureSchema.optional(),
  destination: destinationSchema,
  /** Rule L12: what staff saw; the words travel in the payload. */
  condition: z.strictObject({ parts: z.enum(['complete', 'incomplete']), damaged: z.boolean() }).optional(),
});

export const renewBody = z.strictObject({
  item: barcodeSchema,
  loan: entryIdSchema,
  patron: patronIdSchema,
  due: localDateSchema,
  terms: termsSchema,
  overrides: overridesSchema,
});

/** Rule L13: the patron says that it was returned. */
export const loanClaimBody = z.strictObject({
  item: barcodeSchema,
  loan: entryIdSchema,
  patron: patronIdSchema,
  /** How long the shelves are searched. */
  searchDays: z.int().nonnegative(),
  overrides: overridesSchema,
});

/** Rule L13: given up, by the patron's word, after a search, or by the centre's turn of the day. */
export const loanLostBody = z.strictObject({
  item: barcodeSchema,
  loan: entryIdSchema,
  patron: patronIdSchema,
  why: z.enum(['patron-says', 'search-ended', 'long-overdue']),
});

/**
 * Rule L8: `entry` is as if it had never been. `documents` are those that the undone entry is in, so that each sees this one too.
 */
export const undoBody = z.strictObject({
  entry: entryIdSchema,
  kind: z.string().min(3).max(40),
  documents: z.array(z.string().min(3).max(200)).min(1).max(40),
});

export const itemMarkSchema = z.enum([
  'lost',
  'missing',
  'damaged',
  'withdrawn',
  'incomplete',
  'in-process',
  'on-order',
  'unavailable',
]);

const attributes = {
  title: titleIdSchema.nullable(),
  /** The work, so that holds on any edition find this copy; null when unknown. */
  work: z.string().max(120).nullable(),
  /** Which volume or issue of its title it is, so that holds on that one find it; absent or null where the title has but one. */
  issue: z.string().min(1).max(60).nullable().optional(),
  owner: branchSchema,
  shelf: z.string().max(120).nullable(),
  callNumber: z.string().max(120).nullable(),
  loanGroup: z.string().max(40),
  priceCents: centsSchema.nonnegative().nullable(),
  holdable: z.boolean(),
  circulates: z.boolean(),
};

export const itemOpenBody = z.strictObject({
  source: z.string().max(200),
  item: barcodeSchema,
  ...attributes,
  at: branchSchema,
  mark: itemMarkSchema.nullable(),
});

const partsCountSchema = z.int().min(1).max(99);

export const itemRegisterBody = z.strictObject({
  item: barcodeSchema,
  ...attributes,
  at: branchSchema,
  parts: partsCountSchema,
});

/** Only the fields that were changed: each merges by itself (P1). */
export const itemEditBody = z.strictObject({
  item: barcodeSchema,
  set: z.strictObject({ ...attributes, parts: partsCountSchema }).partial(),
});

/** `found` takes a mark away. */
export const itemMarkBody = z.strictObject({
  item: barcodeSchema,
  mark: z.enum(['missing', 'damaged', 'withdrawn', 'incomplete', 'found']),
});

export const itemSendBody = z.strictObject({
  item: barcodeSchema,
  to: branchSchema,
  why: z.enum(['hold', 'home', 'collection', 'ill']),
});

export const itemReceiveBody = z.strictObject({ item: barcodeSchema });

/** Seen where the entry was made: stock-taking, or a book found on a table. */
export const itemSeenBody = z.strictObject({ item: barcodeSchema, shelf: z.string().max(120).optional() });

/** Two barcodes of one physical book: a new label, or an unlisted number that turned out to be this one. */
export const itemMergeBody = z.strictObject({ item: barcodeSchema, into: barcodeSchema });

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
