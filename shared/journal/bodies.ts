import { z } from 'zod';
import { roleSchema } from '../policy/check-codes.ts';
import { branchSchema, entryIdSchema, hashSchema, localDateSchema } from './entry.ts';

export const streamOpenBody = z.strictObject({
  /** Tip of this desk's previous stream, so that a lost tail shows; null for the first. */
  previous: z
    .strictObject({ stream: z.string(), seq: z.int().nonnegative(), hash: hashSchema.nullable() })
    .nullable(),
  program: z.string().max(40),
});

/** The server's clock, read at the `mono` of this entry. */
export const clockAnchorBody = z.strictObject({ server: z.int() });

export const deskEnrolBody = z.strictObject({
  desk: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().max(80),
  /** Ed25519 public key, raw 32 bytes in base64. */
  key: z.string().max(60),
});

export const branchSetBody = z.strictObject({
  branch: branchSchema,
  name: z.string().max(120),
  kind: z.string().max(30),
  timeZone: z.string().max(60),
  phone: z.string().max(40).optional(),
  email: z.string().max(120).optional(),
  source: z.string().max(120).optional(),
});

export const staffSetBody = z.strictObject({
  staff: z.string().max(80),
  name: z.string().max(80),
  mayOverride: z.boolean(),
  /** What blocks they may override (D2); without one `senior` for who may, else `staff`. */
  role: roleSchema.optional(),
  /** scrypt verifier of the PIN, `scrypt$N$r$p$salt$hash` in base64. */
  pin: z.string().max(400),
});

/** A desk whose key is not to be trusted any more: what it wrote after this is taken in and reported. */
export const deskRevokeBody = z.strictObject({
  desk: z.string().regex(/^[a-z0-9-]+$/),
  reason: z.string().max(120),
});

/** Somebody signed in at a desk, or out. */
export const sessionOpenBody = z.strictObject({ role: z.string().max(40) });
export const sessionCloseBody = z.strictObject({ why: z.enum(['sign-out', 'idle', 'other-signed-in']) });

/** Rule E4: what a person decided; `answer` is one that the registry of exceptions offers for this kind. */
export const exceptionSettleBody = z.strictObject({
  /** `exception:<kind>:<entry>` */
  exception: z.string().startsWith('exception:').max(160),
  answer: z.string().min(1).max(40),
});

/** The centre's turn of the day: what passing time ends, ends by this (DESIGN). */
export const dayCloseBody = z.strictObject({ day: localDateSchema });

/**
 * DESIGN, Folding: what is over among the entries within the cut whose times are final and earlier than `before` is let go (L7). What
 * is earlier and not within the cut is late for ever.
 */
export const horizonSetBody = z.strictObject({
  before: z.int(),
  /**
   * By stream, the centre's own among them, its newest entry that was folded, of each branch where it forked. Streams that did not
   * move since the last may be left out.
   */
  cut: z.record(z.string().max(80), z.array(entryIdSchema).min(1)),
});

/** From this entry on the rules of that number hold: every server knows them, and desks may be given programs that have them. */
export const rulesActivateBody = z.strictObject({ rules: z.int().positive() });

export const titleMergeBody = z.strictObject({
  title: z.string().min(1).max(120),
  into: z.string().min(1).max(120),
});
