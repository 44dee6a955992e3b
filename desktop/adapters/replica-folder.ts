import { existsSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from './durable-file.ts';
import { isDamage, Replica } from './replica.ts';

/** A replica that could not be read and was put aside; another is pulled in its place. */
class ReplicaDamagedError extends Error {
  readonly code = 'replica-damaged';
  constructor(generation: string, cause: unknown) {
    super(`The replica of generation ${generation} is damaged and is pulled anew.`, { cause });
    this.name = 'ReplicaDamagedError';
  }
}

/** Where the replicas stand: `replica-<generation>` each, and three small files that say which is in use and whether it can be trusted. */
export class ReplicaFolder {
  private readonly root: string;
  private readonly boot: string;

  constructor(root: string, boot: string) {
    this.root = root;
    this.boot = boot;
  }

  /**
   * The replica in use, or null. A damaged one is put aside and reported. After a power cut what the disk holds is not trusted:
   * LevelDB is not synced, and what it lost in the middle it does not tell.
   */
  async openCurrent(report: (error: unknown) => void): Promise<Replica | null> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    const generation = await this.text('current');
    const lastBoot = await this.text('running');
    const replica = generation ? await this.open(generation, report) : null;
    if (lastBoot && lastBoot !== this.boot) await replica?.distrust();
    await writeDurably(this.path('running'), this.boot);
    return replica;
  }

  /** Opens or makes the replica of a generation. */
  async open(generation: string, report: (error: unknown) => void): Promise<Replica> {
    if (!/^[\w-]{1,64}$/.test(generation))
      throw new Error(`"${generation}" cannot be the name of a generation`);
    const path = this.path(`replica-${generation}`);
    const marked = existsSync(this.path('damaged'));
    try {
      if (!marked) return await Replica.open(generation, path);
      report(new ReplicaDamagedError(generation, null));
    } catch (error) {
      if (!isDamage(error)) throw error;
      report(new ReplicaDamagedError(generation, error));
    }
    await this.putAside(path);
    return Replica.open(generation, path);
  }

  async use(generation: string): Promise<void> {
    await writeDurably(this.path('current'), generation);
  }

  /** Removes every replica but these. */
  async keepOnly(generations: readonly string[]): Promise<void> {
    const kept = new Set(generations.map((generation) => `replica-${generation}`));
    for (const name of await readdir(this.root)) {
      if (name.startsWith('replica-') && !kept.has(name))
        await rm(this.path(name), { recursive: true, force: true });
    }
  }

  /** So that the next start puts the replica in use aside. Synchronous: the process may be about to end. */
  markDamaged(): void {
    writeFileSync(this.path('damaged'), '');
  }

  /**
   * Something went wrong within PouchDB that nobody caught, as a broken file makes it. Once may have another cause, and a desk
   * without its network needs what it has; twice in ten minutes marks the replica. Synchronous: the process is ending.
   */
  static suspect(root: string): void {
    const path = join(root, 'suspect');
    const before = existsSync(path) ? statSync(path).mtimeMs : 0;
    writeFileSync(path, '');
    if (Date.now() - before < 600_000) writeFileSync(join(root, 'damaged'), '');
  }

  async closed(): Promise<void> {
    await rm(this.path('running'), { force: true });
  }

  /** Kept for whoever wants to know what happened; one is enough. */
  private async putAside(path: string): Promise<void> {
    const aside = this.path('put-aside');
    await rm(aside, { recursive: true, force: true });
    if (existsSync(path)) await rename(path, aside);
    for (const mark of ['damaged', 'suspect']) await rm(this.path(mark), { force: true });
  }

  private async text(name: string): Promise<string | null> {
    try {
      return (await readFile(this.path(name), 'utf8')).trim() || null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }

  private path(name: string): string {
    return join(this.root, name);
  }
}
