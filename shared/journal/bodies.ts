import { z } from 'zod';
import { branchSchema, hashSchema } from './entry.ts';

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
  /** scrypt verifier of the PIN, `scrypt$N$r$p$salt$hash` in base64. */
  pin: z.string().max(400),
});
