import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { readAccess } from '../adapters/access-folder.ts';
import { deskHome, writeDeskFile } from '../adapters/desk-home.ts';
import { DeskKeys } from '../adapters/keys.ts';
import { type CoreOptions, type OpenCore, openCore } from './open-core.ts';

const root = mkdtempSync(join(tmpdir(), 'balie-open-'));
const cores: OpenCore[] = [];
afterEach(async () => {
  for (const core of cores.splice(0)) await core.close();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A desk whose settings name a self-check, and the port for it if there is one. */
async function open(
  name: string,
  port?: number,
  { profile = {}, ...options }: Partial<CoreOptions> & { readonly profile?: object } = {},
): Promise<OpenCore> {
  const folder = join(root, name);
  mkdirSync(folder);
  const home = deskHome(folder);
  const identity = {
    desk: 'desk-1',
    name: 'Balie 1',
    library: 'NL-0800070000',
    branch: 'oost',
    timeZone: 'UTC',
  };
  const machines = [{ name: 'selfcheck', user: 'self', password: 'pass' }];
  const sip2 = { machines, ...(port === undefined ? {} : { port }) };
  await writeDeskFile(home, { server: 'http://127.0.0.1:9', token: 'token', identity, sip2 });
  writeFileSync(home.devices, JSON.stringify(profile));
  await DeskKeys.create(home.keys);
  const core = await openCore({
    ...{ home: folder, program: 'test', damaged: () => undefined },
    press: () => Promise.resolve('there is no printer here'),
    ...options,
  });
  cores.push(core);
  return core;
}

describe('the machines of a desk with a window', () => {
  it('are served at the port of its settings, until it is closed', async () => {
    const free = (await open('free', undefined, { sip2Port: 0 })).machines!.where.port;
    await cores.pop()!.close();
    const core = await open('with-port', free);
    expect(core.machines?.where).toEqual({ host: '127.0.0.1', port: free, names: ['selfcheck'] });
    const socket = connect(free, '127.0.0.1').setEncoding('utf8');
    socket.write('9300CNself|COpass|\r');
    expect(await once(socket, 'data')).toEqual(['941\r']);
    const ended = once(socket, 'close');
    await cores.pop()!.close();
    await ended;
  });

  it('are not served where no port is named', async () => {
    expect((await open('without-port')).machines).toBeNull();
  });

  it('are done without where the port is taken: the counter opens all the same, and a line says so', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const { port } = (await open('first', undefined, { sip2Port: 0 })).machines!.where;
    const second = await open('second', port);
    expect(second.machines).toBeNull();
    expect(await second.desk.call('desk.state', {})).toMatchObject({ ok: true });
    expect(said.mock.calls).toEqual([
      [expect.stringContaining(`port ${port}: another program has that port`)],
    ]);
    said.mockRestore();
  });
});

describe('the devices of a desk', () => {
  /** Nothing of it is plugged in. */
  const profile = {
    scanners: [{ name: 'links', link: { kind: 'serial', path: join(root, 'no-scanner') } }],
    pads: [{ name: 'plaat', protocol: 'feig', link: { kind: 'serial', path: join(root, 'no-pad') } }],
    printers: [{ name: 'bon', link: { kind: 'file', path: join(root, 'no-printer') } }],
  };
  const devicesOf = async ({ desk }: OpenCore): Promise<readonly string[]> => {
    const reply = await desk.call('devices.state', {});
    return reply.ok ? reply.result.devices.map(({ name }) => name) : [];
  };

  it('are all that its profile names where it has a window', async () => {
    expect(await devicesOf(await open('with-window', undefined, { profile }))).toEqual([
      'links',
      'plaat',
      'bon',
    ]);
  });

  it('are its printer alone where it has none, and lines say so', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    expect(await devicesOf(await open('without-window', undefined, { profile, sip2Port: 0 }))).toEqual([
      'bon',
    ]);
    expect(said.mock.calls.flat()).toEqual([
      expect.stringContaining('"links" is not opened'),
      expect.stringContaining('"plaat" is not opened'),
    ]);
    said.mockRestore();
  });
});

describe('who opened whose record at a desk', () => {
  it('A3 stands in its home when it is closed', async () => {
    const { desk } = await open('logging');
    expect(await desk.call('paper.get', { patron: 'anna' })).toMatchObject({ ok: true });
    await cores.pop()!.close();
    const { lines } = await readAccess(deskHome(join(root, 'logging')).access);
    expect(lines).toMatchObject([{ desk: 'desk-1', by: null, patron: 'anna', how: 'overview' }]);
  });
});
