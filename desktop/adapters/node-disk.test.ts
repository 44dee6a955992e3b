import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { JournalWriter } from '@balie/shared/journal/journal-files.ts';
import { NodeDisk } from './node-disk.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-disk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('NodeDisk', () => {
  it('lists journals only, sorted, and makes its folder', async () => {
    const disk = await NodeDisk.open(join(folder, 'a', 'b'));
    for (const name of ['2.journal', '1.journal']) await (await disk.open(name)).close();
    writeFileSync(join(folder, 'a', 'b', 'note.txt'), '');
    expect(await disk.list()).toEqual(['1.journal', '2.journal']);
    await disk.remove('1.journal');
    expect(await disk.list()).toEqual(['2.journal']);
  });

  it('appends to what is there, cuts, and reads bytes as characters', async () => {
    const disk = await NodeDisk.open(join(folder, 'c'));
    for (const text of ['one\n', 'two\n']) {
      const file = await disk.open('x.journal');
      await file.appendSynced(text);
      await file.close();
    }
    expect(await disk.read('x.journal')).toBe('one\ntwo\n');
    await disk.truncate('x.journal', 5);
    expect(await disk.read('x.journal')).toBe('one\nt');
    writeFileSync(join(folder, 'c', 'x.journal'), Buffer.from([0xff, 0x00, 0xc3]));
    expect(await disk.read('x.journal')).toBe('\u00ff\u0000\u00c3');
  });

  it('replaces a file whole, byte for byte, and removes what a replacing that was cut off left', async () => {
    const disk = await NodeDisk.open(join(folder, 'replaced'));
    await (await disk.open('x.journal')).close();
    await disk.replace('x.journal', 'one\u00ff\n');
    expect(await disk.read('x.journal')).toBe('one\u00ff\n');
    const left = join(folder, 'replaced', 'x.journal.77.new');
    writeFileSync(left, 'half');
    expect(await disk.list()).toEqual(['x.journal']);
    await NodeDisk.open(join(folder, 'replaced'));
    expect(existsSync(left)).toBe(false);
    expect(await disk.read('x.journal')).toBe('one\u00ff\n');
    rmSync(join(folder, 'replaced'), { recursive: true });
    await expect(disk.replace('x.journal', 'two')).rejects.toMatchObject({ name: 'DiskError' });
  });

  it('says that a text is written after it is on the disk, not before', async () => {
    const disk = await NodeDisk.open(join(folder, 'synced'));
    const file = await disk.open('x.journal');
    const handle = await open(join(folder, 'synced', 'x.journal'));
    const prototype = Object.getPrototypeOf(handle) as typeof handle;
    await handle.close();
    const steps: string[] = [];
    const datasync = prototype.datasync;
    const spy = vi.spyOn(prototype, 'datasync').mockImplementation(async function (this: typeof handle) {
      steps.push(`sync of ${await disk.read('x.journal')}`);
      await datasync.call(this);
      steps.push('synced');
    });
    await file.appendSynced('one').then(() => steps.push('told'));
    spy.mockRestore();
    await file.close();
    expect(steps).toEqual(['sync of one', 'synced', 'told']);
  });

  it('gives a failure a code that has a sentence', async () => {
    const disk = await NodeDisk.open(join(folder, 'd'));
    await expect(disk.read('none.journal')).rejects.toMatchObject({
      name: 'DiskError',
      code: 'disk-failing',
    });
    writeFileSync(join(folder, 'file'), '');
    await expect(NodeDisk.open(join(folder, 'file', 'below'))).rejects.toMatchObject({ name: 'DiskError' });
  });
});

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mounts();

describe.skipIf(!canMount)('a journal on a disk of 64 kB', () => {
  const small = join(folder, 'small');
  beforeAll(() => {
    execFileSync('mkdir', ['-p', small]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', small]);
  });
  afterAll(() => void execFileSync('umount', ['-l', small]));

  it('refuses with disk-full, acknowledges nothing it has not, and goes on when there is room again', async () => {
    const disk = await NodeDisk.open(join(small, 'journal'));
    const place = { library: 'NL-1', branch: 'oost', staff: null, session: null, rules: 1, policy: '' };
    let made = 0;
    const ports = {
      disk,
      reading: () => ({ wall: 1, mono: 1, boot: 'boot' }),
      random: () => String(++made).padStart(10, '0'),
      sign: () => 'sig',
      desk: 'desk-1',
      program: 'test',
      home: place,
    };
    const { writer } = await JournalWriter.open(ports);
    const acknowledged: string[] = [];
    const append = async () => {
      const sealed = await writer.append(
        [{ kind: 'clock.anchor', body: { server: acknowledged.length }, after: [] }],
        place,
      );
      acknowledged.push(...sealed.map(({ entry }) => entry._id));
    };
    writeFileSync(join(small, 'ballast'), Buffer.alloc(16_384));
    const refused = async () => {
      for (;;) await append();
    };
    await expect(refused()).rejects.toMatchObject({ code: 'disk-full' });
    rmSync(join(small, 'ballast'));
    await append();
    await writer.close();
    const { recovered, writer: again } = await JournalWriter.open(ports);
    const kept = [...recovered.streams.values()].flat().map(({ entry }) => entry._id);
    expect(kept).toEqual(expect.arrayContaining(acknowledged));
    expect(acknowledged.length).toBeGreaterThan(20);
    await again.close();
  });
});

function mounts(): boolean {
  const place = join(folder, 'trial');
  try {
    execFileSync(
      'sh',
      ['-c', `mkdir -p ${place} && mount -t tmpfs -o size=4k tmpfs ${place} && umount ${place}`],
      { stdio: 'ignore' },
    );
    return readFileSync('/proc/filesystems', 'utf8').includes('tmpfs');
  } catch {
    return false;
  }
}
