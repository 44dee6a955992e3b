import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deskHome } from '../adapters/desk-home.ts';
import { type OpenCore, openCore } from './open-core.ts';
import { enrolledHome, ForkedCore } from './testing-core.ts';

const root = mkdtempSync(join(tmpdir(), 'balie-core-'));
const cores: ForkedCore[] = [];
afterAll(() => {
  for (const core of cores) core.child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

const enrolled = (name: string): Promise<string> => enrolledHome(root, name);
function start(home: string): ForkedCore {
  const core = new ForkedCore(home);
  cores.push(core);
  return core;
}

describe('core-process', () => {
  it('answers before it is asked to end, closes its journal, and gives its folder free', async () => {
    const home = await enrolled('clean');
    const core = start(home);
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
    const home = await enrolled('orphan');
    const first = start(home);
    await first.call('desk.state', {});
    first.child.disconnect();
    expect(await first.ended).toBe(0);
    const second = start(home);
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
    const keyless = await enrolled('keyless');
    rmSync(deskHome(keyless).keys);
    await expect(open(keyless)).rejects.toMatchObject({ code: 'no-key' });
    const wrong = await enrolled('wrong');
    writeFileSync(deskHome(wrong).settings, '{"server":"x"}');
    await expect(open(wrong)).rejects.toMatchObject({ code: 'wrong-setting' });
  });

  it('closes what it had opened when a part of it fails, so that the next may try', async () => {
    const home = await enrolled('halfway');
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
