import { createHash } from 'node:crypto';
import { z } from 'zod';

const document = { _id: z.string(), _rev: z.string().exactOptional() };

/** `library:<isil>` in `national`: which of its databases is the current one. */
export const libraryDocumentSchema = z.looseObject({
  ...document,
  isil: z.string(),
  name: z.string(),
  generation: z.string(),
  database: z.string(),
  timeZone: z.string(),
});
export type LibraryDocument = z.infer<typeof libraryDocumentSchema>;

/** `desk:<id>` in `national`. */
export const deskDocumentSchema = z.looseObject({
  ...document,
  name: z.string(),
  /** Ed25519 public key, raw 32 bytes in base64. */
  key: z.string(),
  library: z.string(),
  branch: z.string(),
  /** SHA-256 of the token, hexadecimal. */
  tokenHash: z.string(),
  /** Takes the desk's access away. What it signed is still taken when another brings it: it did happen. */
  revoked: z.boolean(),
});
export type DeskDocument = z.infer<typeof deskDocumentSchema>;

/** `enrolment:<SHA-256 of the code>` in `national`: one desk may come in with it, before `expires`. */
export const enrolmentDocumentSchema = z.looseObject({
  ...document,
  library: z.string(),
  branch: z.string(),
  deskPrefix: z.string().exactOptional(),
  expires: z.int(),
  usedBy: z.string().nullable(),
});
export type EnrolmentDocument = z.infer<typeof enrolmentDocumentSchema>;

export const LIBRARIES = { startkey: 'library:', endkey: 'library:\ufff0' };
export const libraryDoc = (isil: string): string => `library:${isil}`;
export const nationalDeskDoc = (desk: string): string => `desk:${desk}`;
export const enrolmentDoc = (code: string): string => `enrolment:${secretHash(code)}`;

/** How tokens and codes are kept: they are random and long, so that a plain hash does. */
export function secretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
