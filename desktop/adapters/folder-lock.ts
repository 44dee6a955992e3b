import { readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import leveldown from 'leveldown';

type Level = ReturnType<typeof leveldown>;

/** Another core has this folder. */
class FolderInUseError extends Error {
  readonly code = 'folder-in-use';
  constructor(path: string, holder: string) {
    super(`process ${holder} has this desk open already (${path}): close its window or end it first`);
    this.name = 'FolderInUseError';
  }
}

/**
 * Those of this process. A LevelDB that nobody refers to any more is closed by garbage collection, and a second one that this process
 * opens takes the kernel's lock from the first as it is refused: POSIX has them by process.
 */
const held = new Map<string, Level | null>();

/**
 * Sees to it that two cores never write in one folder. An empty LevelDB, for the sake of its lock: Node has none of its own, and
 * this one is the kernel's on every system, so that it ends with its holder however that ends. A file with a process number
 * in it, taken over when that process is gone, let two in at once when several found it.
 */
export class FolderLock {
  private readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** `path` is a folder for the lock's own use. Rejects with FolderInUseError while another holds it. It is held until `release`. */
  static async take(path: string): Promise<FolderLock> {
    const key = resolve(path);
    if (held.has(key)) throw new FolderInUseError(path, String(process.pid));
    held.set(key, null);
    try {
      held.set(key, await holdOrRemake(key));
    } catch (error) {
      held.delete(key);
      throw error;
    }
    return new FolderLock(key);
  }

  async release(): Promise<void> {
    const level = held.get(this.path);
    if (level) await ended((done) => level.close(done));
    held.delete(this.path);
  }
}

async function holdOrRemake(path: string): Promise<Level> {
  try {
    return await hold(path);
  } catch (error) {
    if (!/corruption/i.test((error as Error).message)) throw error;
  }
  // A power cut while it was made. Nothing stands in it.
  await rm(path, { recursive: true, force: true });
  return hold(path);
}

async function hold(path: string): Promise<Level> {
  const level = leveldown(path);
  try {
    await ended((done) => level.open({ createIfMissing: true }, done));
  } catch (error) {
    const held = /\block\b/i.test((error as Error).message);
    throw held ? new FolderInUseError(path, await holderOf(path)) : error;
  }
  await writeFile(join(path, 'holder'), String(process.pid));
  return level;
}

async function holderOf(path: string): Promise<string> {
  return readFile(join(path, 'holder'), 'utf8').catch(() => 'that is starting');
}

function ended(act: (done: (error?: Error | null) => void) => void): Promise<void> {
  return new Promise((done, fail) => act((error) => (error ? fail(error) : done())));
}
