import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { FolderLock } from './folder-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'balie-lock-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A process that takes the lock, keeps nothing of it, and says how that went. */
function taker(path: string): { child: ChildProcess; said: Promise<string> } {
  const module = fileURLToPath(new URL('./folder-lock.ts', import.meta.url));
  const code = `import { FolderLock } from ${JSON.stringify(module)};
    const said = await FolderLock.take(${JSON.stringify(path)}).then(() => 'held', (error) => error.code);
    for (let i = 0; i < 3; i++) await new Promise((done) => setImmediate(() => done(gc())));
    console.log(said);
    setInterval(() => 0, 1000);`;
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return {
    child,
    said: new Promise((resolve) =>
      child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim())),
    ),
  };
}

describe('FolderLock', () => {
  it('is held by one at a time, within a process too, and again after it was given back', async () => {
    const path = join(folder, 'one');
    for (let round = 0; round < 3; round++) {
      const taken = await Promise.allSettled(Array.from({ length: 5 }, () => FolderLock.take(path)));
      const winners = taken.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      expect(winners).toHaveLength(1);
      expect(taken.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'folder-in-use' },
      });
      await winners[0]?.release();
    }
  });

  it('stays with its holder who lets go of the reference to it', async () => {
    const path = join(folder, 'kept');
    expect(await taker(path).said).toBe('held');
    expect(await taker(path).said).toBe('folder-in-use');
  });

  it('stays with a process that is refused it a second time', async () => {
    const path = join(folder, 'twice');
    const lock = await FolderLock.take(path);
    await expect(FolderLock.take(join(path, '..', 'twice'))).rejects.toMatchObject({ code: 'folder-in-use' });
    expect(await taker(path).said).toBe('folder-in-use');
    await lock.release();
    expect(await taker(path).said).toBe('held');
  });

  it('goes to one of several processes, and is free as soon as that one is killed', async () => {
    const path = join(folder, 'two');
    const takers = [1, 2, 3].map(() => taker(path));
    const said = await Promise.all(takers.map((one) => one.said));
    expect([...said].sort()).toEqual(['folder-in-use', 'folder-in-use', 'held']);
    const holder = takers[said.indexOf('held')]!.child;
    await expect(FolderLock.take(path)).rejects.toMatchObject({
      message: `process ${holder.pid} has this desk open already (${path}): close its window or end it first`,
    });
    await new Promise((resolve) => {
      holder.once('exit', resolve);
      holder.kill('SIGKILL');
    });
    await (await FolderLock.take(path)).release();
  });

  it('is made anew where a power cut left half of one', async () => {
    const path = join(folder, 'three');
    await (await FolderLock.take(path)).release();
    writeFileSync(join(path, 'CURRENT'), '');
    await (await FolderLock.take(path)).release();
  });
});
