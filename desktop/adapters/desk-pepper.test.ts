import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeskPepper, keepFetched, keepPepper, type Keychain, readPepper } from './desk-pepper.ts';
import { makeVerifier, verifyPin } from './pin-verifier.ts';

const PEPPER = Buffer.alloc(32, 7).toString('base64');

/** A keychain of a system that has one. */
const keychain: Keychain = {
  seal: (text) => Buffer.from(text).reverse().toString('base64'),
  open: (sealed) => Buffer.from(sealed, 'base64').reverse().toString(),
};

let folder: string;
let path: string;
let said: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-pepper-'));
  path = join(folder, 'desk.pepper');
  said = [];
});
afterEach(() => rm(folder, { recursive: true }));

function pepper(known: string | null, ask: () => Promise<string>): DeskPepper {
  return new DeskPepper({
    known,
    ask,
    keep: (fetched) => keepFetched(path, fetched),
    say: (line) => said.push(line),
  });
}

test('A7 without a keychain the pepper stands in a file for its owner alone', async () => {
  expect(await readPepper(path)).toBeNull();
  await keepPepper(path, PEPPER);
  expect(await readPepper(path)).toBe(PEPPER);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('A7 what stood there plain is sealed once there is a keychain, and opens with that alone', async () => {
  await keepPepper(path, PEPPER);
  expect(await readPepper(path, keychain)).toBe(PEPPER);
  expect(await readFile(path, 'latin1')).not.toContain(PEPPER);
  expect(await readPepper(path, keychain)).toBe(PEPPER);
  expect(await readPepper(path)).toBeNull();
});

test('A7 what another keychain sealed goes where there is one, and stays where there is none', async () => {
  await keepPepper(path, PEPPER, keychain);
  await keepFetched(path, PEPPER);
  expect(await readPepper(path, keychain)).toBe(PEPPER);
  expect(await readPepper(path, { ...keychain, open: () => null })).toBeNull();
  await keepFetched(path, PEPPER);
  expect(await readPepper(path)).toBe(PEPPER);
});

test('A7 a file that was cut off is none', async () => {
  for (const text of ['', 'plain', `plain ${PEPPER}`, `sealed \n`]) {
    await writeFile(path, text);
    expect(await readPepper(path)).toBeNull();
  }
});

test('A7 a desk that has no pepper asks the server once, and keeps it', async () => {
  let asked = 0;
  const own = pepper(null, () => {
    asked += 1;
    return Promise.resolve(PEPPER);
  });
  const both = await Promise.all([own.get(), own.get()]);
  expect(both).toEqual([Buffer.alloc(32, 7), Buffer.alloc(32, 7)]);
  expect([asked, await readPepper(path)]).toEqual([1, PEPPER]);
  expect(await pepper(PEPPER, () => Promise.reject(new Error('not asked'))).get()).toEqual(
    Buffer.alloc(32, 7),
  );
  expect(said).toEqual([]);
});

test('A7 out of contact a PIN with pepper fits nothing, the log says why, and later it is asked again', async () => {
  let line: () => Promise<string> = () => Promise.reject(new Error('the line is down'));
  const own = pepper(null, () => line());
  const verifier = await makeVerifier('1234', Buffer.from(PEPPER, 'base64'));
  const isRight = (pin: string): Promise<boolean> => verifyPin(pin, verifier, () => own.get());
  expect(await isRight('1234')).toBe(false);
  expect(said).toEqual([
    "PINs that were set with the library's pepper cannot be checked before the server is in contact: the line is down",
  ]);
  line = () => Promise.resolve(PEPPER);
  expect([await isRight('1234'), await isRight('1235')]).toEqual([true, false]);
});
