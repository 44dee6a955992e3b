import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Hash } from './ids.ts';

/** RFC 8785 JSON. Throws on what JSON cannot hold. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  return text;
}

/** SHA-256 of the RFC 8785 JSON of `value`. */
export function hashJson(value: unknown): Hash {
  return hashText(canonicalJson(value));
}

/** SHA-256 of the UTF-8 bytes of `text`. */
export function hashText(text: string): Hash {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

const UNHASHED = new Set(['_id', '_rev', 'sig']);

/** Hash of an entry: everything but `_id`, `_rev` and `sig` (DESIGN, Streams and entries). */
export function hashEntry(entry: object): Hash {
  const rest = Object.fromEntries(Object.entries(entry).filter(([key]) => !UNHASHED.has(key)));
  return hashJson(rest);
}
