import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';

/** Another core has this folder. */
export class FolderInUseError extends Error {
  readonly code = 'folder-in-use';
  constructor(path: string, pid: number) {
    super(`${path} is held by process ${pid}; end that one first`);
    this.name = 'FolderInUseError';
  }
}

interface Holder {
  readonly pid: number;
  /** Names the boot; numbers of processes are given again after it. */
  readonly boot: string;
  /** When that process began, where the system tells: numbers are given again within a boot too. */
  readonly began: string | null;
  readonly nonce: string;
}

/** A file that says which process writes in a folder, so that two cores never do. One that its holder left behind is taken over. */
export class FolderLock {
  private readonly path: string;
  private readonly text: string;

  private constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** Rejects with FolderInUseError while the holder lives. */
  static async take(path: string, boot: string): Promise<FolderLock> {
    const mine: Holder = { pid: process.pid, boot, began: beganAt(process.pid), nonce: randomUUID() };
    const text = JSON.stringify(mine);
    for (let attempt = 0; ; attempt++) {
      if (await create(path, text)) return new FolderLock(path, text);
      const found = await read(path);
      const holder = found === null ? null : parse(found);
      if (holder && (attempt > 4 || lives(holder, boot))) throw new FolderInUseError(path, holder.pid);
      if (found !== null) await clear(path, found);
    }
  }

  async release(): Promise<void> {
    if ((await read(this.path)) === this.text) await unlink(this.path);
  }
}

/** A link appears whole or not at all, and only where nothing is. */
async function create(path: string, text: string): Promise<boolean> {
  const beside = `${path}.${randomUUID()}`;
  await writeFile(beside, text, { mode: 0o600 });
  try {
    await link(beside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(beside, { force: true });
  }
}

/** Takes away a lock that says `stale`; one that somebody else has put there meanwhile goes back. */
async function clear(path: string, stale: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const taken = await readFile(aside, 'utf8');
  if (taken !== stale) await create(path, taken);
  await rm(aside, { force: true });
}

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parse(text: string): Holder | null {
  try {
    const holder = JSON.parse(text) as Partial<Holder>;
    return typeof holder.pid === 'number' && typeof holder.boot === 'string' ? (holder as Holder) : null;
  } catch {
    return null;
  }
}

function lives({ pid, boot, began }: Holder, thisBoot: string): boolean {
  if (boot !== thisBoot) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return began === null || began === beganAt(pid);
}

/** The process's start in ticks since boot, field 22 of its stat; null on systems without /proc. */
function beganAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
