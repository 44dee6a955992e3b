import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { isDeeplyFrozen } from './frozen.ts';
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

const hashesOfFrozen = new WeakMap<object, Hash>();

/** Hash of an entry: everything but `_id`, `_rev` and `sig` (DESIGN, Streams and entries). What is frozen is hashed once. */
export function hashEntry(entry: object): Hash {
  const known = hashesOfFrozen.get(entry);
  if (known !== undefined) return known;
  const rest = Object.fromEntries(Object.entries(entry).filter(([key]) => !UNHASHED.has(key)));
  const hash = hashJson(rest);
  if (isDeeplyFrozen(entry)) hashesOfFrozen.set(entry, hash);
  return hash;
}
