import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { deskHome, writeDeskFile } from '../adapters/desk-home.ts';
import { DeskKeys } from '../adapters/keys.ts';
import { until } from '../adapters/store-contract.ts';
import type { FromCore, ToCore } from '../contract/contract.ts';
import type { FromChannel, OnChannel } from './core-messages.ts';
import { type OpenCore, openCore } from './open-core.ts';

const root = mkdtempSync(join(tmpdir(), 'balie-core-'));
const cores: Core[] = [];
afterAll(() => {
  for (const core of cores) core.child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

/** A core in a process of its own, as `main` starts it but for Electron. */
class Core {
  readonly child: ChildProcess;
  readonly heard: FromChannel[] = [];
  readonly ended: Promise<number | null>;
  private lastId = 0;

  constructor(home: string) {
    this.child = fork(fileURLToPath(new URL('./core-process.ts', import.meta.url)), [], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child.on('message', (message) => this.heard.push(message as FromChannel));
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.send({ type: 'start', home, program: 'balie/test' });
    this.send({ type: 'window' });
    cores.push(this);
  }
  send(message: OnChannel): void {
    this.child.send(message);
  }
  async call(call: ToCore['call'], payload: unknown): Promise<unknown> {
    const id = ++this.lastId;
    this.send({ id, call, payload });
    const answer = (): FromCore | undefined =>
      this.heard.find((one): one is FromCore => 'id' in one && one.id === id);
    await until(() => answer() !== undefined);
    return (answer() as { reply: unknown }).reply;
  }
}

async function enrolledHome(name: string): Promise<string> {
  const folder = join(root, name);
  mkdirSync(folder);
  const home = deskHome(folder);
  const identity = {
    desk: 'desk-1',
    name: 'Balie 1',
    library: 'NL-0800070000',
    branch: 'oost',
    timeZone: 'Europe/Amsterdam',
  };
  await writeDeskFile(home, { server: 'http://127.0.0.1:9', token: 'token', identity });
  await DeskKeys.create(home.keys);
  return folder;
}

describe('core-process', () => {
  it('answers before it is asked to end, closes its journal, and gives its folder free', async () => {
    const home = await enrolledHome('clean');
    const core = new Core(home);
    expect(await core.call('desk.state', {})).toMatchObject({
      ok: true,
      result: { contact: 'alone', desk: { id: 'desk-1' } },
    });
    expect(core.heard).toContainEqual({ type: 'ready', machines: null });
    expect(await core.call('counter.scan', {})).toMatchObject({
      ok: false,
      error: { code: 'not-signed-in' },
    });
    core.send({ type: 'close' });
    expect(await core.ended).toBe(0);
    expect(core.heard.at(-1)).toEqual({ type: 'closed' });
    await (await open(home)).close();
  });

  it('ends when its parent goes, lets nobody in beside it, and starts again after it was killed', async () => {
    const home = await enrolledHome('orphan');
    const first = new Core(home);
    await first.call('desk.state', {});
    first.child.disconnect();
    expect(await first.ended).toBe(0);
    const second = new Core(home);
    await second.call('desk.state', {});
    await expect(open(home)).rejects.toMatchObject({ code: 'folder-in-use' });
    second.child.kill('SIGKILL');
    await second.ended;
    const third = await open(home);
    expect(await third.desk.call('desk.state', {})).toMatchObject({ ok: true });
    await third.close();
  });
});

describe('openCore', () => {
  it('says what is missing', async () => {
    const empty = join(root, 'empty');
    mkdirSync(empty);
    await expect(open(empty)).rejects.toMatchObject({ code: 'not-enrolled' });
    const keyless = await enrolledHome('keyless');
    rmSync(deskHome(keyless).keys);
    await expect(open(keyless)).rejects.toMatchObject({ code: 'no-key' });
    const wrong = await enrolledHome('wrong');
    writeFileSync(deskHome(wrong).settings, '{"server":"x"}');
    await expect(open(wrong)).rejects.toMatchObject({ code: 'wrong-setting' });
  });

  it('closes what it had opened when a part of it fails, so that the next may try', async () => {
    const home = await enrolledHome('halfway');
    writeFileSync(deskHome(home).journal, 'a file where the folder should be');
    await expect(open(home)).rejects.toMatchObject({ name: 'DiskError' });
    rmSync(deskHome(home).journal);
    await (await open(home)).close();
  });
});

function open(home: string): Promise<OpenCore> {
  return openCore({
    home,
    program: 'balie/test',
    damaged: () => undefined,
    press: () => Promise.resolve(null),
  });
}
