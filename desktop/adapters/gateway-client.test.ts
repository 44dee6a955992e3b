import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enrol, GatewayClient } from './gateway-client.ts';

interface Asked {
  readonly line: string;
  readonly token: string | undefined;
  readonly body: string;
}

describe('GatewayClient', () => {
  let server: Server;
  let url: string;
  let asked: Asked[];
  let answer: { status: number; body: string } | 'silence' | 'half';
  const status = { protocol: 1, library: 'NL-1', generation: 'g', database: 'library-nl-1-g', serverTime: 5 };
  const limits = { askMs: 300, pushMs: 300 };

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        asked.push({ line: `${request.method} ${request.url}`, token: request.headers.authorization, body });
        if (answer === 'silence') return;
        if (answer === 'half')
          return void response.writeHead(200, { 'content-length': '100' }).write('{"protocol":');
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const ok = (body: object, code = 200): void => void (answer = { status: code, body: JSON.stringify(body) });
  const client = (): GatewayClient => new GatewayClient(url, 'token', limits);

  it('asks with its token and reads the answers', async () => {
    ok(status);
    expect(await client().status()).toEqual(status);
    ok({ streams: { 'd.e': { received: 3, folded: 2, safe: 0 } }, refused: [], forks: [], serverTime: 5 });
    expect((await client().push({ entries: [{}], payloads: [] })).streams['d.e']?.received).toBe(3);
    ok({ streams: {}, serverTime: 5 });
    await client().numbers(['d.e']);
    expect(asked).toEqual([
      { line: 'GET /v1/status', token: 'Bearer token', body: '' },
      { line: 'POST /v1/push', token: 'Bearer token', body: '{"entries":[{}],"payloads":[]}' },
      { line: 'POST /v1/numbers', token: 'Bearer token', body: '{"streams":["d.e"]}' },
    ]);
  });

  it('enrols without a token', async () => {
    const place = { desk: 'd', token: 't', library: 'NL-1', branch: 'oost', timeZone: 'Europe/Amsterdam' };
    ok(place);
    expect(await enrol(url, { code: '1234', name: 'Balie 1', key: 'k' })).toEqual(place);
    expect(asked[0]).toMatchObject({ line: 'POST /v1/enrol', token: undefined });
  });

  it("passes the server's own code on", async () => {
    ok({ error: { code: 'revoked', message: 'this desk was revoked' } }, 401);
    await expect(client().status()).rejects.toMatchObject({
      name: 'GatewayError',
      code: 'revoked',
      message: 'this desk was revoked',
    });
  });

  it('tells an answer that is none of the gateway from one that it cannot read', async () => {
    answer = { status: 502, body: '<html>' };
    await expect(client().status()).rejects.toMatchObject({ name: 'GatewayError', code: 'unreachable' });
    answer = { status: 200, body: '<html>welcome to the hotel' };
    await expect(client().status()).rejects.toMatchObject({ name: 'GatewayError', code: 'unreadable' });
    ok({ ...status, database: 5 });
    await expect(client().status()).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('database') as string,
    });
  });

  it.each(['silence', 'half'] as const)('gives up within its limit: %s', async (kind) => {
    answer = kind;
    const begin = Date.now();
    await expect(client().status()).rejects.toMatchObject({ name: 'GatewayError', code: 'unreachable' });
    expect(Date.now() - begin).toBeLessThan(1500);
  });

  it('rejects at once where nobody listens, and when it is closed', async () => {
    await expect(new GatewayClient('http://127.0.0.1:9', 't', limits).status()).rejects.toMatchObject({
      code: 'unreachable',
    });
    answer = 'silence';
    const closing = new GatewayClient(url, 't', { askMs: 60_000, pushMs: 60_000 });
    const waiting = closing.status();
    setTimeout(() => closing.close(), 50);
    await expect(waiting).rejects.toMatchObject({ code: 'unreachable' });
    await expect(closing.status()).rejects.toMatchObject({ code: 'unreachable' });
  });
});
