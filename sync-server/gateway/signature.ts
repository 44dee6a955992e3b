import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Hash } from '@balie/shared/journal/ids.ts';

/** True when `sig` (base64) is the signature of the hash's hexadecimal text by a raw Ed25519 key in base64. */
export type Verify = (hash: Hash, sig: string, publicKey: string) => boolean;

/** With Node's crypto. Keys are read once. */
export function ed25519Verifier(): Verify {
  const keys = new Map<string, KeyObject | null>();
  return (hash, sig, publicKey) => {
    let key = keys.get(publicKey);
    if (key === undefined) {
      key = readPublicKey(publicKey);
      keys.set(publicKey, key);
    }
    return key !== null && verify(null, Buffer.from(hash), key, Buffer.from(sig, 'base64'));
  };
}

/** Null when the text is not 32 bytes in base64. */
export function readPublicKey(publicKey: string): KeyObject | null {
  const raw = Buffer.from(publicKey, 'base64');
  if (raw.length !== 32 || raw.toString('base64') !== publicKey) return null;
  return createPublicKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
  });
}
