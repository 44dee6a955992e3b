import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { PIN_VERIFIER } from '@balie/shared/patrons/pin.ts';

/** Half a second of a counter PC's time would be felt; this is some 60 ms. */
const COST = { N: 2 ** 14, r: 8, p: 1 };

/** Of the form `PIN_VERIFIER`, with a salt of its own, and with the library's pepper where it is known. The work is done off the event loop. */
export async function makeVerifier(pin: string, pepper: Buffer | null = null): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(pepper ? peppered(pin, pepper) : pin, salt, 32, COST);
  const form = pepper ? 'scrypt-p' : 'scrypt';
  return [form, COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/**
 * False for another PIN, for a text that is no verifier, and for one with a pepper that is not to be had. `pepper` is asked for by those
 * that need it. The work is done off the event loop.
 */
export async function verifyPin(
  pin: string,
  verifier: string,
  pepper: () => Promise<Buffer | null> = () => Promise.resolve(null),
): Promise<boolean> {
  const match = PIN_VERIFIER.exec(verifier);
  if (!match) return false;
  const [, form, N, r, p, salt, hash] = match;
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  const expected = Buffer.from(hash ?? '', 'base64');
  if (!isCost(cost) || expected.length < 16) return false;
  const known = form ? await pepper() : null;
  if (form && !known) return false;
  const secret = known ? peppered(pin, known) : pin;
  const found = await derive(secret, Buffer.from(salt ?? '', 'base64'), expected.length, cost);
  return timingSafeEqual(found, expected);
}

function peppered(pin: string, pepper: Buffer): Buffer {
  return createHmac('sha256', pepper).update(pin).digest();
}

/** Powers of two within what a desk can be asked to compute: 128 MB at the most. */
function isCost({ N, r, p }: typeof COST): boolean {
  return N >= 2 && Number.isInteger(Math.log2(N)) && r >= 1 && p >= 1 && p <= 16 && 128 * N * r <= 2 ** 27;
}

function derive(secret: string | Buffer, salt: Buffer, length: number, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, length, { ...cost, maxmem: 2 ** 28 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
