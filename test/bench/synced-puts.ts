import { createRequire } from 'node:module';
import { elapsed } from './benchmark.ts';

type Done = (error?: Error | null) => void;

interface LevelDown {
  open(done: Done): void;
  put(key: string, value: string, options: { readonly sync: boolean }, done: Done): void;
  close(done: Done): void;
}

const require = createRequire(import.meta.url);
const leveldown = require('leveldown') as (location: string) => LevelDown;

/** LevelDB without anything around it: what one write that is on the disk costs at the least. */
export class SyncedPuts {
  private readonly level: LevelDown;
  private count = 0;

  private constructor(level: LevelDown) {
    this.level = level;
  }

  static async open(folder: string): Promise<SyncedPuts> {
    const level = leveldown(folder);
    await settled((done) => level.open(done));
    return new SyncedPuts(level);
  }

  /** How long it took, ms. */
  put(value: string): Promise<number> {
    const key = String(this.count++).padStart(8, '0');
    return elapsed(() => settled((done) => this.level.put(key, value, { sync: true }, done)));
  }

  close(): Promise<void> {
    return settled((done) => this.level.close(done));
  }
}

function settled(act: (done: Done) => void): Promise<void> {
  return new Promise((resolve, reject) => act((error) => (error ? reject(error) : resolve())));
}
