import { bytesOfHex, hexOf } from '../hex.ts';

/** A tag's unique number: 16 upper-case hexadecimal digits, highest byte first, such as `E004010046707A28`. */
export type TagUid = string & { readonly __brand: 'TagUid' };

/** Null where these are not 8 bytes. */
export function uidOf(bytes: Uint8Array): TagUid | null {
  return bytes.length === 8 ? (hexOf(bytes) as TagUid) : null;
}

export function bytesOfUid(uid: TagUid): Uint8Array {
  return bytesOfHex(uid);
}
