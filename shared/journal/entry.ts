import { z } from 'zod';
import { STREAM_ID } from './ids.ts';

export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
export const entryIdSchema = z.string().regex(/^entry:[a-z0-9-]+\.[a-z0-9]+:\d{8}:[0-9a-f]{16}$/);
export const branchSchema = z.string().min(1).max(40);
export const isilSchema = z
  .string()
  .regex(/^[A-Za-z]{1,4}-[A-Za-z0-9:/-]{1,11}$/, 'an ISIL, like NL-0800070000');
export const localDateSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** The part of every entry that does not depend on its kind. Numbers are integers (RFC 8785 stays simple). */
export const entryHeadSchema = z.strictObject({
  _id: entryIdSchema,
  _rev: z.string().regex(/^1-[0-9a-f]{32}$/),
  /** Version of this kind's body. */
  v: z.int().positive(),
  kind: z.string().min(3).max(40),
  stream: z.string().regex(STREAM_ID).max(80),
  seq: z.int().min(1).max(99_999_999),
  library: isilSchema,
  branch: branchSchema,
  staff: z.string().max(80).nullable(),
  session: z.string().max(80).nullable(),
  body: z.record(z.string(), z.unknown()),
  /** Hash of the entry before this one in the stream; null at 1. */
  prev: hashSchema.nullable(),
  /** The newest entry of each document that was decided on. */
  after: z.array(entryIdSchema).max(40),
  /** The desk's wall clock, ms. */
  wall: z.int(),
  /** Monotonic ms since the machine's boot. */
  mono: z.int().nonnegative(),
  /** Names the machine's boot; `mono` compares only within one. */
  boot: z.string().min(1).max(64),
  rules: z.int().positive(),
  policy: z.string().max(80),
  /** Hash of the payload `personal:<entry id>`, when there is one. */
  personal: hashSchema.optional(),
  /** Ed25519 over the hash's hexadecimal text, base64. */
  sig: z.string().max(120),
});

type EntryHead = z.infer<typeof entryHeadSchema>;

/** An entry whose kind may be unknown to this version of the program. */
export type AnyEntry = EntryHead;

/** What identifies a person, apart from its entry and under its own retention (rule A1). */
export const payloadSchema = z.strictObject({
  _id: z.string().startsWith('personal:entry:'),
  _rev: z.string(),
  salt: z.string().min(16).max(64),
  fields: z.record(z.string(), z.string().max(2000)),
});

export type Payload = z.infer<typeof payloadSchema>;

export function payloadId(entry: string): string {
  return `personal:${entry}`;
}
