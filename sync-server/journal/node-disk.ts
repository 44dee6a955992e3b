import { mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalDisk, JournalFile } from '@balie/shared/journal/file-system.ts';

/** Journal files in one folder, which is made when it is not there. Every append is on the disk before it resolves. */
export class NodeDisk implements JournalDisk {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async list(): Promise<readonly string[]> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    return (await readdir(this.folder)).filter((name) => name.endsWith('.journal')).sort();
  }

  read(name: string): Promise<string> {
    return readFile(join(this.folder, name), 'latin1');
  }

  async open(name: string): Promise<JournalFile> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const file = await open(join(this.folder, name), 'a', 0o600);
    await this.syncFolder();
    return {
      async appendSynced(text) {
        await file.appendFile(text, 'latin1');
        await file.datasync();
      },
      close: () => file.close(),
    };
  }

  async remove(name: string): Promise<void> {
    await unlink(join(this.folder, name));
    await this.syncFolder();
  }

  async truncate(name: string, length: number): Promise<void> {
    const file = await open(join(this.folder, name), 'r+');
    try {
      await file.truncate(length);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Makes a new or removed name durable; Windows has no such thing and syncs names with files. */
  private async syncFolder(): Promise<void> {
    if (process.platform === 'win32') return;
    const folder = await open(this.folder, 'r');
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }
}
