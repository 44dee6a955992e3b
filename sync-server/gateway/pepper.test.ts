import { randomBytes } from 'node:crypto';
import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import { expect, test } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { libraryPepper } from './pepper.ts';

test('A7 a library has one pepper, whoever asks first, and another has another', async () => {
  const couch = new MemoryCouch();
  await couch.createDatabase(NATIONAL);
  const asked = await Promise.all([1, 2, 3].map(() => libraryPepper(couch, 'NL-1', randomBytes)));
  expect(new Set(asked).size).toBe(1);
  expect(Buffer.from(asked[0]!, 'base64')).toHaveLength(32);
  expect(await libraryPepper(couch, 'NL-1', randomBytes)).toBe(asked[0]);
  expect(await libraryPepper(couch, 'NL-2', randomBytes)).not.toBe(asked[0]);
});
