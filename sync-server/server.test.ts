import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer } from './server.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'balie-server-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const start = (port: number) =>
  startServer({ home: folder, host: '127.0.0.1', port, program: 'balie test', log: () => undefined });

describe('the national server', () => {
  it('stops while desks are connected that say nothing, hangs up on them, and its home is free', async () => {
    for (let run = 0; run < 2; run += 1) {
      const server = await start(0);
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      await once(socket, 'connect');
      const hungUp = once(socket.resume(), 'close');
      expect((await fetch(`${server.url}/v1/health`)).status).toBe(200);
      await server.stop();
      await hungUp;
    }
  });

  it('leaves no database running when its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    await expect(start(port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    other.close();
    await (await start(0)).stop();
  });
});
