import type { JournalFile, RewritableDisk } from '@balie/shared/journal/file-system.ts';
import { type JournalRecord, readJournal } from '@balie/shared/journal/journal-lines.ts';
import type { Random } from './random.ts';
import type { VirtualTime } from './virtual-time.ts';
import type { Life } from './life.ts';

/** How long a sync takes, ms; a crash within it finds the write torn or gone. */
const SYNC_MS = 12;

/** What goes wrong with the next writes, in order. */
export type DiskFaults = ('full' | 'half-written')[];

/** The platters of one machine. What stands here survives a crash; what a program has not synced does not. */
export class JournalStorage {
  readonly files = new Map<string, string>();
  private readonly unsynced = new Map<string, string>();

  copy(): JournalStorage {
    const copy = new JournalStorage();
    for (const [name, text] of this.files) copy.files.set(name, text);
    return copy;
  }

  /** What reading the files would give from the first line on that has this text. */
  recordsWith(text: string): readonly JournalRecord[] {
    return [...this.files.values()].flatMap((file) => {
      const at = file.indexOf(text);
      return at < 0 ? [] : readJournal(file.slice(file.lastIndexOf('\n', at) + 1)).records;
    });
  }

  /** A write has begun and is not yet synced. */
  begin(name: string, text: string): void {
    this.unsynced.set(name, (this.unsynced.get(name) ?? '') + text);
  }

  sync(name: string): void {
    this.files.set(name, (this.files.get(name) ?? '') + (this.unsynced.get(name) ?? ''));
    this.unsynced.delete(name);
  }

  /** The machine stops: of each write that was under way some part, all or nothing reached the disk. */
  lose(random: Random): void {
    for (const [name, text] of this.unsynced) {
      const kept = random.chance(0.3) ? 0 : random.chance(0.3) ? text.length : random.between(0, text.length);
      const torn = text.slice(0, kept);
      this.files.set(
        name,
        (this.files.get(name) ?? '') +
          (random.chance(0.2) && kept < text.length ? `${torn}\u0000\u0000` : torn),
      );
    }
    this.unsynced.clear();
  }
}

/** The storage as one run of a program sees it. */
export class SimulatedDisk implements RewritableDisk {
  private readonly storage: JournalStorage;
  private readonly life: Life;
  private readonly time: VirtualTime;
  private readonly faults: DiskFaults;

  constructor(storage: JournalStorage, life: Life, time: VirtualTime, faults: DiskFaults) {
    this.storage = storage;
    this.life = life;
    this.time = time;
    this.faults = faults;
  }

  list(): Promise<readonly string[]> {
    return this.life.step(() => [...this.storage.files.keys()].sort());
  }

  read(name: string): Promise<string> {
    return this.life.step(() => this.storage.files.get(name) ?? '');
  }

  open(name: string): Promise<JournalFile> {
    return this.life.step(() => {
      if (!this.storage.files.has(name)) this.storage.files.set(name, '');
      return { appendSynced: (text: string) => this.append(name, text), close: () => Promise.resolve() };
    });
  }

  remove(name: string): Promise<void> {
    return this.life.step(() => void this.storage.files.delete(name));
  }

  truncate(name: string, length: number): Promise<void> {
    return this.life.step(
      () => void this.storage.files.set(name, (this.storage.files.get(name) ?? '').slice(0, length)),
    );
  }

  /** A file that took its new name stands there whole; before that nothing has changed. */
  async replace(name: string, text: string): Promise<void> {
    await this.time.sleep(SYNC_MS);
    await this.life.step(() => void this.storage.files.set(name, text));
  }

  private async append(name: string, text: string): Promise<void> {
    const fault = await this.life.step(() => this.faults.shift());
    if (fault === 'full') throw new DiskError('ENOSPC');
    this.storage.begin(name, fault === 'half-written' ? text.slice(0, text.length >> 1) : text);
    await this.time.sleep(SYNC_MS);
    await this.life.step(() => this.storage.sync(name));
    if (fault === 'half-written') throw new DiskError('EIO');
  }
}

export class DiskError extends Error {
  readonly code: string;
  constructor(code: string) {
    super(`the disk said ${code}`);
    this.code = code;
  }
}
