import { randomBytes } from 'node:crypto';
import type { Draft } from '@balie/shared/journal/seal.ts';
import type { EnrolAnswer, PushAnswer } from '@balie/shared/protocol/api.ts';
import type { FastifyInstance } from 'fastify';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CouchDocument } from '../couch/couch.ts';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { LibraryFeeds } from '../gateway/library-feed.ts';
import { Receiver } from '../gateway/receive.ts';
import { CouchRegistry } from '../gateway/registry.ts';
import { ed25519Verifier } from '../gateway/signature.ts';
import { TestDesk } from '../gateway/test-desk.ts';
import { Upstream } from '../gateway/upstream.ts';
import { buildApp } from './app.ts';
import { createEnrolmentCode } from './enrolment.ts';

const LIBRARY = 'NL-0800070000';
const START = Date.parse('2026-11-22T12:00:00Z');
const library = {
  _id: `library:${LIBRARY}`,
  isil: LIBRARY,
  name: 'Proef',
  generation: 'g7',
  database: 'library-nl-0800070000-g7',
  timeZone: 'Europe/Amsterdam',
};

let couch: MemoryCouch;
let app: FastifyInstance;
let now: number;
let appended: { library: string; draft: Draft }[];
const random = (bytes: number): Buffer => randomBytes(bytes);

beforeEach(async () => {
  couch = new MemoryCouch();
  now = START;
  appended = [];
  await couch.createDatabase('national');
  await couch.bulk('national', [library]);
  const clock = () => now;
  const registry = new CouchRegistry(couch, clock);
  const progress = { settled: async () => new Map() };
  app = buildApp({
    couch,
    registry,
    upstream: new Upstream('http://127.0.0.1:9'),
    receiver: new Receiver({ couch, registry, progress, now: clock, verify: ed25519Verifier() }),
    feeds: new LibraryFeeds(couch),
    centre: { append: async (isil, draft) => void appended.push({ library: isil, draft }) },
    now: clock,
    program: 'balie 0.1.0',
  });
});

const codeFor = (deskPrefix?: string) =>
  createEnrolmentCode(
    { couch, now: () => now, random },
    { library: LIBRARY, branch: 'Noord / Zuid', ...(deskPrefix ? { deskPrefix } : {}), validMs: 1000 },
  );
const post = (url: string, payload: object, token?: string) =>
  app.inject({
    method: 'POST',
    url,
    payload,
    ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}),
  });
const get = (url: string, token?: string) =>
  app.inject({ url, ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}) });
const deskLike = (enrolled: string) => new TestDesk(enrolled, LIBRARY);

async function enrolled(): Promise<{ desk: TestDesk; token: string; answer: EnrolAnswer }> {
  const place = deskLike('to-be-named');
  const answer = (
    await post('/v1/enrol', { code: await codeFor(), name: 'Balie 1', key: place.key })
  ).json<EnrolAnswer>();
  return { desk: place.named(answer.desk), token: answer.token, answer };
}

describe('enrolment', () => {
  it('gives a desk a name and a token for a code, and writes both places', async () => {
    const { answer, desk } = await enrolled();
    expect(answer).toEqual({
      desk: expect.stringMatching(/^noord-zuid-[0-9a-f]{4}$/),
      token: expect.stringMatching(/^noord-zuid-[0-9a-f]{4}\.[\w-]{43}$/),
      ...{ library: LIBRARY, branch: 'Noord / Zuid', timeZone: 'Europe/Amsterdam' },
    });
    expect(appended).toEqual([
      {
        library: LIBRARY,
        draft: { kind: 'desk.enrol', body: { desk: answer.desk, name: 'Balie 1', key: desk.key }, after: [] },
      },
    ]);
    const kept = JSON.stringify(await couch.range('national', { startkey: '', endkey: '\ufff0' }));
    expect(kept).not.toContain(answer.token);
    expect(kept).toContain(`"usedBy":"${answer.desk}"`);
  });

  it('takes a code as a person types it, once', async () => {
    const code = (await codeFor('kassa'))
      .toLowerCase()
      .replace('-', ' ')
      .replaceAll('0', 'o')
      .replaceAll('1', 'l');
    const { key } = deskLike('x');
    expect((await post('/v1/enrol', { code, name: 'a', key })).json()).toMatchObject({
      desk: expect.stringMatching(/^kassa-/),
    });
    expect((await post('/v1/enrol', { code, name: 'b', key })).json()).toMatchObject({
      error: { code: 'code-used' },
    });
  });

  it('lets one of two desks in that come with the same code at once', async () => {
    const code = await codeFor();
    const { key } = deskLike('x');
    const getMany = couch.getMany.bind(couch);
    let reading = 0;
    couch.getMany = async (database, ids) => {
      const found = await getMany(database, ids);
      if (ids[0]?.startsWith('enrolment:')) reading += 1;
      await expect.poll(() => reading, { interval: 1 }).toBe(3);
      return found as never;
    };
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => post('/v1/enrol', { code, name, key })));
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409, 409]);
    expect(appended).toHaveLength(1);
  });

  it.each([
    ['an unknown code', { code: 'ABCDE-FGHJK' }, 404, 'code-unknown'],
    ['a key that is none', { key: 'c2hvcnQ=' }, 400, 'bad-key'],
    ['no name', { name: '' }, 400, 'bad-request'],
  ])('refuses %s', async (_, wrong, status, code) => {
    const answer = await post('/v1/enrol', {
      code: await codeFor(),
      name: 'a',
      key: deskLike('x').key,
      ...wrong,
    });
    expect([answer.statusCode, answer.json().error.code]).toEqual([status, code]);
  });

  it('refuses a code whose time is over', async () => {
    const code = await codeFor();
    now += 1000;
    expect((await post('/v1/enrol', { code, name: 'a', key: deskLike('x').key })).statusCode).toBe(410);
  });
});

describe('an enrolled desk', () => {
  it('asks its status, pushes, and asks its numbers', async () => {
    const { desk, token } = await enrolled();
    expect((await get('/v1/status', token)).json()).toEqual({
      protocol: 1,
      library: LIBRARY,
      generation: 'g7',
      database: library.database,
      serverTime: START,
    });
    const { pepper } = (await get('/v1/pepper', token)).json<{ pepper: string }>();
    expect(Buffer.from(pepper, 'base64')).toHaveLength(32);
    expect((await get('/v1/pepper', (await enrolled()).token)).json()).toEqual({ pepper });
    const pushed = await post('/v1/push', { entries: desk.entries(3), payloads: [] }, token);
    expect(pushed.json<PushAnswer>()).toMatchObject({
      streams: { [desk.stream]: { received: 3, folded: 0, safe: 0 } },
      refused: [],
      forks: [],
    });
    expect((await post('/v1/numbers', { streams: [desk.stream] }, token)).json()).toEqual({
      streams: { [desk.stream]: { received: 3, folded: 0, safe: 0 } },
      serverTime: START,
    });
  });

  it('is kept out soon after it was revoked, and what it signed is taken from another', async () => {
    const first = await enrolled();
    const second = await enrolled();
    const [document] = await couch.range<CouchDocument>('national', {
      startkey: `desk:${first.answer.desk}`,
      endkey: `desk:${first.answer.desk}`,
    });
    await couch.bulk('national', [{ ...document!, revoked: true } as CouchDocument]);
    now += 10_000;
    expect((await get('/v1/status', first.token)).json()).toMatchObject({ error: { code: 'desk-revoked' } });
    const pushed = await post('/v1/push', { entries: first.desk.entries(1), payloads: [] }, second.token);
    expect(pushed.json()).toMatchObject({ streams: { [first.desk.stream]: { received: 1 } } });
  });

  it('gets a sentence with every error', async () => {
    const { token, desk } = await enrolled();
    const large = { entries: ['x'.repeat(17 * 1024 * 1024)], payloads: [] };
    const cases = [
      [await get('/v1/status'), 401, 'no-token'],
      [await get('/v1/pepper'), 401, 'no-token'],
      [await get('/v1/status', token.replace(/.$/, '!')), 401, 'bad-token'],
      [await get('/v1/status', `nobody.${'x'.repeat(43)}`), 401, 'bad-token'],
      [await get('/v1/nothing', token), 404, 'not-found'],
      [await post('/v1/push', large, token), 413, 'too-large'],
      [await post('/v1/push', { entries: 'all' }, token), 400, 'bad-request'],
      [await post('/v1/push', { entries: [] }), 401, 'no-token'],
      [
        await app.inject({
          method: 'POST',
          url: '/v1/push',
          payload: '{',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        }),
        400,
        'bad-request',
      ],
      [
        await app.inject({
          method: 'POST',
          url: '/v1/push',
          payload: 'x',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
        }),
        415,
        'not-json',
      ],
      [await get(`/db/${library.database}`, token), 503, 'no-database'],
    ] as const;
    for (const [answer, status, code] of cases) {
      expect([answer.statusCode, answer.json().error.code]).toEqual([status, code]);
      expect(answer.json().error.message).toMatch(/^[A-Z].*[.)]$/);
    }
    couch.faults = { bulk: () => ({ write: () => false, answer: 'thrown' }) };
    expect((await post('/v1/push', { entries: desk.entries(1), payloads: [] }, token)).json()).toMatchObject({
      error: { code: 'no-database' },
    });
  });
});

describe('anyone', () => {
  it('may ask how the server is', async () => {
    expect((await get('/v1/version')).json()).toEqual({ program: 'balie 0.1.0', protocol: 1, rules: 1 });
    expect((await get('/v1/health')).json()).toEqual({
      ok: true,
      database: 'reachable',
      libraries: 1,
      serverTime: START,
    });
    await couch.dropDatabase('national');
    const ill = await get('/v1/health');
    expect([ill.statusCode, ill.json().ok]).toEqual([503, false]);
  });
});
