import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type DeskFileInput, deskHome, writeDeskFile } from '@balie/desktop/adapters/desk-home.ts';
import { runningServer } from './balie-home.ts';
import { CommandError } from './command.ts';
import { demoMachines } from './demo-machines.ts';
import { moveDesk } from './desk-set-up.ts';
import { openNationalServer } from './national-server.ts';

const root = mkdtempSync(join(tmpdir(), 'balie-national-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const host = '127.0.0.1';

describe('the national server on a home', () => {
  it('says that a port is taken and what to do, and leaves nothing that hinders the next start', async () => {
    const home = join(root, 'home');
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, host, listening));
    const { port } = other.address() as AddressInfo;
    await expect(openNationalServer(home, { host, port })).rejects.toEqual(
      new CommandError(
        `the server cannot listen on ${host}, port ${port}: another program has that port. End it, or give another one with --port.`,
      ),
    );
    other.close();
    expect(await runningServer(home)).toBeNull();

    const server = await openNationalServer(home, { host, port: 0 });
    try {
      expect(await runningServer(home)).toEqual({
        url: server.url,
        couchUrl: server.couchUrl,
        pid: process.pid,
      });
      await expect(openNationalServer(home, { host, port: 0 })).rejects.toThrow(
        `a server is running on ${home} already: ${server.url}, process ${process.pid}`,
      );
    } finally {
      await server.stop();
    }
    expect(await runningServer(home)).toBeNull();
  });
});

describe('a desk whose server has another address', () => {
  const file: DeskFileInput = {
    server: 'http://127.0.0.1:8480',
    token: 'token',
    identity: {
      ...{ desk: 'desk-1', name: 'Balie 1', library: 'NL-0800070000', branch: 'oost' },
      timeZone: 'Europe/Amsterdam',
    },
    sip2: demoMachines,
  };

  it('knows it from then on, and keeps all else as it was written', async () => {
    await writeDeskFile(deskHome(root), file);
    await moveDesk(root, 'http://127.0.0.1:8491');
    const written: unknown = JSON.parse(await readFile(deskHome(root).settings, 'utf8'));
    expect(written).toEqual({ ...file, server: 'http://127.0.0.1:8491' });
  });

  it('is told in a sentence what is wrong in its file, which stays', async () => {
    await writeDeskFile(deskHome(root), { ...file, server: 'ftp://nowhere' });
    await expect(moveDesk(root, 'http://127.0.0.1:8491')).rejects.toThrow(CommandError);
    expect(await readFile(deskHome(root).settings, 'utf8')).toContain('ftp://nowhere');
  });
});
