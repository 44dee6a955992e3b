import { expect, test } from 'vitest';
import { z } from 'zod';
import { hashJson } from '../journal/canonical.ts';
import { entryHeadSchema, payloadSchema } from '../journal/entry.ts';
import { kinds } from '../journal/kinds.ts';
import { newestVersion } from '../journal/upcasters.ts';
import * as api from './api.ts';

/**
 * What stands here went over the wire, and lies in journals for years. When a test below fails: a body of an entry needs a new
 * version (an upcaster in `journal/upcasters.ts`) and a new line here, the old one gone; anything else needs a higher PROTOCOL.
 * Only what was never released may change in place.
 */
const BODIES: Readonly<Record<string, string>> = {};

const WIRE: Readonly<Record<number, string>> = {};

function hashOf(schema: z.ZodType): string {
  return hashJson(z.toJSONSchema(schema, { io: 'input' })).slice(0, 16);
}

test('no body of an entry changes without a new version of its kind', () => {
  const now = Object.entries(kinds).map(([kind, schema]) => [`${kind} ${newestVersion(kind)}`, hashOf(schema)]);
  expect(Object.fromEntries(now)).toEqual(BODIES);
});

test('neither the head of an entry nor the API changes without a new protocol', () => {
  const schemas = Object.entries(api).filter((pair): pair is [string, z.ZodType] => pair[1] instanceof z.ZodType);
  expect(schemas.length).toBeGreaterThan(7);
  const hashes = Object.fromEntries([...schemas, ['entry', entryHeadSchema] as const, ['payload', payloadSchema] as const].map(([name, schema]) => [name, hashOf(schema)]));
  expect({ [api.PROTOCOL]: hashJson(hashes).slice(0, 16) }).toEqual(WIRE);
});

test('the hash sees a field that became optional, another limit, and another name', () => {
  const body = z.strictObject({ item: z.string().max(40), due: z.string() });
  const others = [body.partial({ due: true }), body.extend({ item: z.string().max(41) }), body.omit({ due: true }).extend({ dueOn: z.string() })];
  expect(new Set([body, ...others].map(hashOf)).size).toBe(4);
});
