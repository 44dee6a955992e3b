import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { chmod, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Hash } from '@balie/shared/journal/ids.ts';
import { syncFolder } from './durable-file.ts';

/** A desk's Ed25519 pair. What is signed is the hexadecimal text of a hash; signatures and the raw public key are base64. */
export class DeskKeys {
  /** The raw 32 bytes. */
  readonly publicKey: string;
  private readonly key: KeyObject;

  private constructor(key: KeyObject) {
    this.key = key;
    const { x } = createPublicKey(key).export({ format: 'jwk' });
    this.publicKey = Buffer.from(x ?? '', 'base64url').toString('base64');
  }

  sign(hash: Hash): string {
    return sign(null, Buffer.from(hash, 'latin1'), this.key).toString('base64');
  }

  /** Makes a pair in a file that only its owner reads. Rejects with EEXIST where there is one: a key is never replaced by chance. */
  static async create(path: string): Promise<DeskKeys> {
    const { privateKey } = generateKeyPairSync('ed25519');
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(privateKey.export({ format: 'pem', type: 'pkcs8' }));
      await file.sync();
    } finally {
      await file.close();
    }
    await syncFolder(dirname(path));
    return new DeskKeys(privateKey);
  }

  static async read(path: string): Promise<DeskKeys> {
    const key = createPrivateKey(await readFile(path));
    if (key.asymmetricKeyType !== 'ed25519')
      throw new Error(`${path} holds a key of another kind than Ed25519`);
    await chmod(path, 0o600);
    return new DeskKeys(key);
  }
}

/** True when `signature` is that of the holder of `publicKey` over this hash. */
export function verifySignature(publicKey: string, hash: Hash, signature: string): boolean {
  const raw = Buffer.from(publicKey, 'base64');
  if (raw.length !== 32) return false;
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  });
  return verify(null, Buffer.from(hash, 'latin1'), key, Buffer.from(signature, 'base64'));
}
