import type { JournalFile, RewritableDisk } from '../journal/file-system.ts';

/** A disk in memory that can fail, tear the last write, and forget what was not synced. */
export class FaultyDisk implements RewritableDisk {
  readonly files = new Map<string, string>();
  /** Thrown by the next append, after `torn` characters of it reached the disk. */
  failNext: { readonly error: Error; readonly torn: number } | null = null;
  syncs = 0;

  list(): Promise<readonly string[]> {
    return Promise.resolve([...this.files.keys()].sort());
  }

  read(name: string): Promise<string> {
    return Promise.resolve(this.files.get(name) ?? '');
  }

  open(name: string): Promise<JournalFile> {
    this.files.set(name, this.files.get(name) ?? '');
    const appendSynced = (text: string): Promise<void> => {
      const fault = this.failNext;
      this.failNext = null;
      this.files.set(name, this.files.get(name)! + (fault ? text.slice(0, fault.torn) : text));
      this.syncs += 1;
      return fault ? Promise.reject(fault.error) : Promise.resolve();
    };
    return Promise.resolve({ appendSynced, close: () => Promise.resolve() });
  }

  remove(name: string): Promise<void> {
    this.files.delete(name);
    return Promise.resolve();
  }

  replace(name: string, text: string): Promise<void> {
    this.files.set(name, text);
    return Promise.resolve();
  }

  truncate(name: string, length: number): Promise<void> {
    this.files.set(name, this.files.get(name)!.slice(0, length));
    return Promise.resolve();
  }
}
