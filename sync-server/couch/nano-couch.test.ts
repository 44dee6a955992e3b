import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeCouch } from './couch-contract.ts';
import { type Embedded, startEmbedded } from './embedded/embedded.ts';
import { NanoCouch } from './nano-couch.ts';

const folder = await mkdtemp(join(tmpdir(), 'balie-couch-'));
let embedded: Embedded | undefined;

afterAll(async () => {
  await embedded?.stop();
  await rm(folder, { recursive: true, force: true });
});

describeCouch('NanoCouch on the embedded database', async () => {
  embedded = await startEmbedded({ folder });
  return new NanoCouch(embedded.url);
});

const real = process.env['COUCHDB_URL'];
describe.skipIf(!real)('with COUCHDB_URL', () => {
  describeCouch('NanoCouch on CouchDB', async () => new NanoCouch(real!));
});

describe('NanoCouch on a bad connection', () => {
  it('says in a sentence that nobody answers', async () => {
    const couch = new NanoCouch('http://127.0.0.1:9');
    await expect(couch.listDatabases('')).rejects.toMatchObject({
      name: 'CouchError',
      status: null,
      message: /^CouchDB cannot be reached for GET _all_dbs: /,
    });
  });

  it.each([
    ['never answers', 'hang', /gave no answer to GET _all_dbs in 60 ms/],
    ['breaks off', 'cut', /broke off its answer to GET _all_dbs/],
    ['fails', 'fail', /CouchDB answered 500 to GET _all_dbs: out of order/],
  ])('ends a request to a server that %s', async (_, manner, message) => {
    const server = createServer((_request, response) => {
      if (manner === 'hang') return;
      response.writeHead(manner === 'fail' ? 500 : 200, { 'content-type': 'application/json' });
      response.write(manner === 'fail' ? '{"error":"broken","reason":"out of order"}' : '["half');
      if (manner === 'fail') response.end();
      else setImmediate(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const couch = new NanoCouch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      requestMs: 60,
    });
    await expect(couch.listDatabases('')).rejects.toThrow(message);
    couch.close();
    await expect(couch.listDatabases('')).rejects.toThrow('closed');
    server.closeAllConnections();
    server.close();
  });
});
