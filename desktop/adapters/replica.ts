import PouchDB, { type PouchDatabase } from 'pouchdb';

/** One generation of a library's database on this disk. Only replication writes to it, but for marks in `_local`. */
export class Replica {
  readonly generation: string;
  readonly handle: PouchDatabase;
  private readonly reading = new Set<Promise<void>>();

  private constructor(generation: string, handle: PouchDatabase) {
    this.generation = generation;
    this.handle = handle;
  }

  /** Rejects when LevelDB cannot open it; `isDamage` tells why. */
  static async open(generation: string, path: string): Promise<Replica> {
    const replica = new Replica(generation, new PouchDB(path, { auto_compaction: true }));
    const { update_seq } = await replica.handle.info();
    // PouchDB takes a number that it cannot read for the beginning, and would write over what is there.
    if (update_seq === 0 && (await replica.has('_local/whole'))) {
      await replica.handle.close();
      throw new Error('Corruption: the replica does not know its last number');
    }
    return replica;
  }

  /** Reads, and is not closed before the reading has ended. */
  async read<T>(how: (handle: PouchDatabase) => Promise<T>): Promise<T> {
    const result = how(this.handle);
    const ended: Promise<void> = result.then(forget, forget);
    const { reading } = this;
    function forget(): void {
      reading.delete(ended);
    }
    reading.add(ended);
    return result;
  }

  async close(): Promise<void> {
    await Promise.all(this.reading);
    await this.handle.close();
  }

  isWhole(): Promise<boolean> {
    return this.has('_local/whole');
  }

  /** Everything that the source had was here once, and is known to be. */
  async markWhole(): Promise<void> {
    if (!(await this.isWhole())) await this.handle.put({ _id: '_local/whole' });
    if (await this.isDistrusted())
      await this.handle.remove('_local/distrusted', await this.revision('_local/distrusted'));
  }

  isDistrusted(): Promise<boolean> {
    return this.has('_local/distrusted');
  }

  /** What it holds is to be compared with the source from the beginning. */
  async distrust(): Promise<void> {
    if (!(await this.isDistrusted())) await this.handle.put({ _id: '_local/distrusted' });
  }

  private async has(id: string): Promise<boolean> {
    return (await this.revision(id)) !== '';
  }

  private async revision(id: string): Promise<string> {
    try {
      return (await this.handle.get(id))._rev;
    } catch (error) {
      if ((error as { status?: number }).status === 404) return '';
      throw error;
    }
  }
}

/** True when the files are broken; false when the disk is full or refuses, or another process has them open. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && /Corruption|InvalidArgument|No such file/i.test(error.message);
}

/** True when an error that nobody caught comes from within PouchDB or LevelDB: both end that way on a broken file. */
export function comesFromReplica(error: unknown): boolean {
  return (
    error instanceof Error && /node_modules[\\/](pouchdb|leveldown|levelup)[\\/]/.test(error.stack ?? '')
  );
}
