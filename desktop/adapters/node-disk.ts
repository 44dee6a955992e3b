import { type FileHandle, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JournalFile, RewritableDisk } from '@balie/shared/journal/file-system.ts';
import { syncFolder, writeDurably } from './durable-file.ts';

type DiskCode = 'disk-full' | 'disk-read-only' | 'disk-failing';

/** What the disk refuses, by a code that has a sentence on the screen. */
class DiskError extends Error {
  readonly code: DiskCode;
  constructor(cause: NodeJS.ErrnoException) {
    super(cause.message, { cause });
    this.name = 'DiskError';
    this.code = codes[cause.code ?? ''] ?? 'disk-failing';
  }
}

const codes: Readonly<Record<string, DiskCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-full',
  EROFS: 'disk-read-only',
  EACCES: 'disk-read-only',
  EPERM: 'disk-read-only',
};

/** Journal files of one folder. Every failure is a DiskError. */
export class NodeDisk implements RewritableDisk {
  private readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes the folder when it is not there. Removes what a replacing that was cut off left beside a file: it may name people. */
  static open(folder: string): Promise<NodeDisk> {
    return withDiskCodes(async () => {
      const made = await mkdir(folder, { recursive: true, mode: 0o700 });
      if (made) await syncFolder(dirname(made));
      for (const name of await readdir(folder))
        if (/\.journal\.\d+\.new$/.test(name)) await unlink(join(folder, name));
      return new NodeDisk(folder);
    });
  }

  list(): Promise<readonly string[]> {
    return withDiskCodes(async () =>
      (await readdir(this.folder)).filter((name) => name.endsWith('.journal')).sort(),
    );
  }

  read(name: string): Promise<string> {
    return withDiskCodes(() => readFile(this.path(name), 'latin1'));
  }

  open(name: string): Promise<JournalFile> {
    return withDiskCodes(async () => {
      const file = await open(this.path(name), 'a', 0o600);
      try {
        await syncFolder(this.folder);
      } catch (error) {
        await file.close();
        throw error;
      }
      return new NodeJournalFile(file);
    });
  }

  remove(name: string): Promise<void> {
    return withDiskCodes(async () => {
      await unlink(this.path(name));
      await syncFolder(this.folder);
    });
  }

  truncate(name: string, length: number): Promise<void> {
    return withDiskCodes(async () => {
      const file = await open(this.path(name), 'r+');
      try {
        await file.truncate(length);
        await file.sync();
      } finally {
        await file.close();
      }
    });
  }

  replace(name: string, text: string): Promise<void> {
    return withDiskCodes(() => writeDurably(this.path(name), text, 'latin1'));
  }

  private path(name: string): string {
    return join(this.folder, name);
  }
}

class NodeJournalFile implements JournalFile {
  private readonly file: FileHandle;

  constructor(file: FileHandle) {
    this.file = file;
  }

  appendSynced(text: string): Promise<void> {
    return withDiskCodes(async () => {
      await this.file.appendFile(text, 'latin1');
      await this.file.datasync();
    });
  }

  close(): Promise<void> {
    return withDiskCodes(() => this.file.close());
  }
}

/** Does it; what the disk refuses becomes a DiskError. */
export async function withDiskCodes<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new DiskError(error as NodeJS.ErrnoException);
  }
}
