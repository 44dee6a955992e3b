import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
 * Sees to it that two cores never write in one folder. An empty LevelDB, for the sake of its lock: Node has none of its own, and
 * this one is the kernel's on every system, so that it ends with its holder however that ends. A file with a process number
 * in it, taken over when that process is gone, let two in at once when several found it.
 */
export class FolderLock {
  private readonly level: Level;

  private constructor(level: Level) {
    this.level = level;
  }

  /** `path` is a folder for the lock's own use. Rejects with FolderInUseError while another holds it. */
  static async take(path: string): Promise<FolderLock> {
    try {
      return new FolderLock(await hold(path));
    } catch (error) {
      if (!/corruption/i.test((error as Error).message)) throw error;
    }
    // A power cut while it was made. Nothing stands in it.
    await rm(path, { recursive: true, force: true });
    return new FolderLock(await hold(path));
  }

  release(): Promise<void> {
    return ended((done) => this.level.close(done));
  }
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
  return new Promise((resolve, reject) => act((error) => (error ? reject(error) : resolve())));
}
