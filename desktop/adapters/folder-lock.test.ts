import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FolderLock } from './folder-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-lock-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;
const fresh = (): string => join(folder, `${++made}.lock`);

describe('FolderLock', () => {
  it('is held by one at a time', async () => {
    const path = fresh();
    const held = await FolderLock.take(path, 'boot');
    await expect(FolderLock.take(path, 'boot')).rejects.toMatchObject({ code: 'folder-in-use' });
    await held.release();
    await (await FolderLock.take(path, 'boot')).release();
  });

  it('is taken over from an earlier boot, from a process that ended, from another with its number, and from junk', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
    children.push(child);
    const pid = child.pid!;
    const path = fresh();
    const left = (holder: object | string) => writeFileSync(path, typeof holder === 'string' ? holder : JSON.stringify(holder));
    left({ pid, boot: 'boot', began: null, nonce: 'n' });
    await expect(FolderLock.take(path, 'boot')).rejects.toMatchObject({ code: 'folder-in-use' });
    await (await FolderLock.take(path, 'another boot')).release();
    if (process.platform === 'linux') {
      left({ pid, boot: 'boot', began: '1', nonce: 'n' });
      await (await FolderLock.take(path, 'boot')).release();
    }
    left('{"pid":');
    await (await FolderLock.take(path, 'boot')).release();
    left({ pid, boot: 'boot', began: null, nonce: 'n' });
    await new Promise((resolve) => {
      child.once('exit', resolve);
      child.kill('SIGKILL');
    });
    await (await FolderLock.take(path, 'boot')).release();
  });

  it('goes to one of many who find a stale one, and leaves nothing behind', async () => {
    const path = fresh();
    for (let round = 0; round < 20; round++) {
      writeFileSync(path, JSON.stringify({ pid: process.pid, boot: 'before', began: null, nonce: 'n' }));
      const taken = await Promise.allSettled(Array.from({ length: 6 }, () => FolderLock.take(path, 'boot')));
      const winners = taken.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(winners).toHaveLength(1);
      await winners[0]?.release();
    }
    expect(readdirSync(folder).filter((name) => name.startsWith(`${made}.`))).toEqual([]);
  });
});
