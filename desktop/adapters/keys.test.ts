import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DeskKeys, verifySignature } from './keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const hash = 'ab'.repeat(32);

describe('DeskKeys', () => {
  it('signs so that the public key verifies, the same after a restart', async () => {
    const path = join(folder, 'a.key');
    const keys = await DeskKeys.create(path);
    const again = await DeskKeys.read(path);
    expect(again.publicKey).toBe(keys.publicKey);
    expect(Buffer.from(keys.publicKey, 'base64')).toHaveLength(32);
    expect(verifySignature(keys.publicKey, hash, again.sign(hash))).toBe(true);
    expect(verifySignature(keys.publicKey, 'cd'.repeat(32), again.sign(hash))).toBe(false);
    expect(verifySignature('', hash, again.sign(hash))).toBe(false);
  });

  it('is read by its owner only, and never replaced', async () => {
    const path = join(folder, 'b.key');
    await DeskKeys.create(path);
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
    await expect(DeskKeys.create(path)).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it('refuses a file that holds no key', async () => {
    const path = join(folder, 'c.key');
    writeFileSync(path, 'nothing');
    await expect(DeskKeys.read(path)).rejects.toThrow();
    await expect(DeskKeys.read(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
