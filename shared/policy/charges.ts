import { z } from 'zod';

const centsSchema = z.int().nonnegative();

/** What else is asked (M5, L9), in cents. */
export const chargesSchema = z.strictObject({
  registrationCents: centsSchema,
  /** A new card in place of one that was lost. */
  cardCents: centsSchema,
  reservation: z.strictObject({
    placingCents: centsSchema,
    pickupCents: centsSchema,
    uncollectedCents: centsSchema,
    /** Also of those below 18. */
    youth: z.boolean(),
  }),
  /** For each reminder by its step; those that are missing cost nothing. */
  remindersCents: z.array(centsSchema).max(10),
  processingCents: centsSchema,
  /** Of a lost copy without a price. */
  replacementCents: centsSchema,
  /** Days within which a lost book that is found again gives its money back. */
  refundDays: z.int().min(0).max(3660),
  damageCents: centsSchema,
});

const bookedSchema = z.strictObject({ ledger: z.string().min(1).max(20), vat: z.int().min(0).max(10_000) });

/** Where money is booked, by the reason of its charge: general ledger account, and VAT in hundredths of a percent (M8). */
export const bookingSchema = z.strictObject({
  otherwise: bookedSchema,
  reasons: z.record(z.string().min(1).max(40), bookedSchema),
});

/** Whether and when patrons are told (N1); days are calendar days, null sends none of that kind. */
export const noticesSchema = z.strictObject({
  preOverdueDays: z.int().min(0).nullable(),
  /** Days after the due date of each reminder, first one first. */
  overdueDays: z.array(z.int().positive()).max(10),
  invoiceDays: z.int().positive().nullable(),
  subscriptionDays: z.int().min(0).nullable(),
  endedHoldDays: z.int().min(0),
  /** After how many days of waiting for a desk a named person may release reminders and invoices (N2). */
  releaseDays: z.int().min(0),
  /** Days after the due date on which a loan turns to lost. */
  lostDays: z.int().positive().nullable(),
  /** Days within which what came back incomplete or damaged may be made good (L12). */
  partsDays: z.int().positive().nullable(),
});

const paperLinesSchema = z.array(z.string().max(80)).max(8);

/** What stands on every receipt: above, the library's name first, and below. */
export const receiptsSchema = z.strictObject({ head: paperLinesSchema, foot: paperLinesSchema });

/** Rule L13. */
export const claimsSchema = z.strictObject({
  searchDays: z.int().min(0).max(366),
  /** How often a patron may say so before somebody with the right looks at it. */
  maximum: z.int().nonnegative().nullable(),
});

/** Rules A2 and A6; null keeps what only open money needs. */
export const retentionSchema = z.strictObject({
  historyDays: z.int().min(0).nullable(),
  lastBorrowerDays: z.int().min(0).max(366),
});
