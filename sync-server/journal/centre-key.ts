import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
  sign,
} from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Sign } from '@balie/shared/journal/seal.ts';
import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { Couch } from '../couch/couch.ts';
import { type DeskDocument, nationalDeskDoc } from '../gateway/national-documents.ts';

export interface CentreKey {
  /** Ed25519, raw 32 bytes in base64. */
  readonly publicKey: string;
  readonly sign: Sign;
}

/** Reads the centre's private key (PKCS #8 PEM), or makes it, readable by this user only. Two processes get the same one. */
export async function centreKey(path: string): Promise<CentreKey> {
  const key = createPrivateKey((await readIfThere(path)) ?? (await create(path)));
  return {
    publicKey: rawPublicKey(key),
    sign: (hash) => sign(null, Buffer.from(hash), key).toString('base64'),
  };
}

/**
 * Enrols a desk of the centre's own, so that what it signs can be checked like any desk's. Throws when that desk is registered
 * with another key: the key's file was lost or replaced, and what it signed before could not be checked any more.
 */
export async function registerCentreDesk(
  couch: Couch,
  library: string,
  desk: string,
  publicKey: string,
): Promise<void> {
  await couch.createDatabase(NATIONAL);
  const id = nationalDeskDoc(desk);
  const document: DeskDocument = {
    _id: id,
    name: desk,
    key: publicKey,
    library,
    branch: 'centre',
    tokenHash: '',
    revoked: false,
  };
  const existing = (await couch.getMany<DeskDocument>(NATIONAL, [id])).get(id)?.winner;
  if (existing && existing.key !== publicKey) {
    throw new Error(
      `${desk} is registered with another key: put back the centre's key file, or see to ${id} in ${NATIONAL}`,
    );
  }
  if (existing) return;
  const [row] = await couch.bulk(NATIONAL, [document]);
  if (!row?.ok && row?.error !== 'conflict') throw new Error(`${id} was not written: ${row?.reason}`);
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Whole or not at all: written aside, then linked to its name if nobody else has. */
async function create(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(pem);
    await file.sync();
    await link(draft, path);
    return pem;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readFile(path, 'utf8');
  } finally {
    await file.close();
    await unlink(draft);
  }
}

function rawPublicKey(key: KeyObject): string {
  return Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x!, 'base64url').toString('base64');
}
