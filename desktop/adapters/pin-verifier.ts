import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { PIN_VERIFIER } from '@balie/shared/patrons/pin.ts';

/** Half a second of a counter PC's time would be felt; this is some 60 ms. */
const COST = { N: 2 ** 14, r: 8, p: 1 };

/** Of the form `PIN_VERIFIER`, with a salt of its own. The work is done off the event loop. */
export async function makeVerifier(pin: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(pin, salt, 32, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$');
}

/** False for another PIN and for a text that is no verifier. The work is done off the event loop. */
export async function verifyPin(pin: string, verifier: string): Promise<boolean> {
  const match = PIN_VERIFIER.exec(verifier);
  if (!match) return false;
  const [N, r, p] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const expected = Buffer.from(match[5] ?? '', 'base64');
  if (!isCost(N, r, p) || expected.length < 16) return false;
  const found = await derive(pin, Buffer.from(match[4] ?? '', 'base64'), expected.length, { N, r, p });
  return timingSafeEqual(found, expected);
}

/** Powers of two within what a desk can be asked to compute: 128 MB at the most. */
function isCost(N: number, r: number, p: number): boolean {
  return N >= 2 && Number.isInteger(Math.log2(N)) && r >= 1 && p >= 1 && p <= 16 && 128 * N * r <= 2 ** 27;
}

function derive(
  pin: string,
  salt: Buffer,
  length: number,
  cost: { N: number; r: number; p: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, length, { ...cost, maxmem: 2 ** 28 }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
