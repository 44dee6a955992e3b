import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeVerifier, verifyPin } from './pin-verifier.ts';

describe('verifyPin', () => {
  it('A7 knows the PIN of a verifier and no other', async () => {
    const verifier = await makeVerifier('1234');
    expect(verifier).toMatch(/^scrypt\$16384\$8\$1\$[\w+/=]+\$[\w+/=]+$/);
    expect(await verifyPin('1234', verifier)).toBe(true);
    expect(await verifyPin('1235', verifier)).toBe(false);
    expect(await makeVerifier('1234')).not.toBe(verifier);
  });

  it('A7 a PIN with the pepper of a library fits with that pepper alone, and one without needs none', async () => {
    const [own, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const verifier = await makeVerifier('1234', own);
    const fits = (text: string, pepper: Buffer | null) =>
      verifyPin('1234', text, () => Promise.resolve(pepper));
    expect(verifier).toMatch(/^scrypt-p\$16384\$8\$1\$/);
    expect([await fits(verifier, own), await fits(verifier, other), await fits(verifier, null)]).toEqual([
      ...[true, false, false],
    ]);
    expect(await fits(verifier.replace('scrypt-p', 'scrypt'), own)).toBe(false);
    expect(await fits(await makeVerifier('1234'), null)).toBe(true);
  });

  it('A7 takes the cost that a verifier names', async () => {
    const salt = Buffer.from('salt of the centre');
    const hash = scryptSync('9876', salt, 64, { N: 1024, r: 4, p: 2 });
    expect(
      await verifyPin('9876', `scrypt$1024$4$2$${salt.toString('base64')}$${hash.toString('base64')}`),
    ).toBe(true);
  });

  it.each([
    '',
    'plain',
    'scrypt$16384$8$1$c2FsdA==$',
    'scrypt$16383$8$1$c2FsdA==$aGFzaGhhc2hoYXNoaGFzaA==',
    'scrypt$1048576$99$1$c2FsdA==$aGFzaGhhc2hoYXNoaGFzaA==',
  ])('A7 never fits what is no verifier, or one that would stop the desk: %s', async (text) => {
    expect(await verifyPin('', text)).toBe(false);
  });
});
