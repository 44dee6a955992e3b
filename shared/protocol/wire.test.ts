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
const BODIES: Readonly<Record<string, string>> = {
  'branch.set 1': 'ccac9d302b12fdfa',
  'calendar.set 1': 'e252ac223d3fd7e0',
  'charge.open 1': 'ac6f5271c2551e7a',
  'checkin 1': 'b28b8bf1b4a45a00',
  'checkout 1': '93a16811087a6b0c',
  'clock.anchor 1': '2aac7fe586df1f78',
  'desk.enrol 1': 'dc8c7f180d7537e9',
  'hold.cancel 1': '923b52ec93c3a7e8',
  'hold.open 1': '4d13b693d78911d2',
  'hold.place 1': 'e549afa2cd899139',
  'item.open 1': 'd29159c5a12e6a7e',
  'loan.open 1': 'b1d1d824c5c12233',
  'patron.open 1': 'c4d6725bd1b1ae25',
  'policy.set 1': '189be42ba17e1fd2',
  'renew 1': '3988664d3996b663',
  'staff.set 1': '69760fb2b70809c1',
  'stream.open 1': '8441b5232268662a',
};

const WIRE: Readonly<Record<string, string>> = {
  'enrolAnswerSchema 1': '2534a81a6bed0b84',
  'enrolRequestSchema 1': 'de687af1ea44e73d',
  'entry 1': 'ccd4a8a44026a4e2',
  'numbersAnswerSchema 1': '2352a53e872646cc',
  'numbersRequestSchema 1': '8203be03ef763926',
  'numbersSchema 1': '46ac7201e87568d2',
  'payload 1': '5e37fbf3b947b266',
  'problemSchema 1': 'db306d2549624403',
  'pushAnswerSchema 1': '01c2dab953f62c3d',
  'pushRequestSchema 1': 'ebcd70be8246f03f',
  'statusSchema 1': '7aad8eba9da21baa',
};

function hashOf(schema: z.ZodType): string {
  return hashJson(z.toJSONSchema(schema, { io: 'input' })).slice(0, 16);
}

test('no body of an entry changes without a new version of its kind', () => {
  const now = Object.entries(kinds).map(([kind, schema]) => [
    `${kind} ${newestVersion(kind)}`,
    hashOf(schema),
  ]);
  expect(Object.fromEntries(now)).toEqual(BODIES);
});

test('neither the head of an entry nor the API changes without a new protocol', () => {
  const schemas = [
    ...Object.entries(api),
    ['entry', entryHeadSchema] as const,
    ['payload', payloadSchema] as const,
  ];
  const now = schemas.flatMap(([name, schema]) =>
    schema instanceof z.ZodType ? [[`${name} ${api.PROTOCOL}`, hashOf(schema)]] : [],
  );
  expect(Object.fromEntries(now)).toEqual(WIRE);
});

test('the hash sees a field that became optional, another limit, and another name', () => {
  const body = z.strictObject({ item: z.string().max(40), due: z.string() });
  const others = [
    body.partial({ due: true }),
    body.extend({ item: z.string().max(41) }),
    body.omit({ due: true }).extend({ dueOn: z.string() }),
  ];
  expect(new Set([body, ...others].map(hashOf)).size).toBe(4);
});
