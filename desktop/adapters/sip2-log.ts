import { type FileHandle, open, rename } from 'node:fs/promises';
import type { LogLine } from '../core/sip2/log.ts';
import { GatheredWrites } from './gathered-writes.ts';

/** Of one file, bytes; there are two. */
const LARGEST = 5_000_000;

const ARROWS = { in: '>', out: '<', note: '-' };

/** What machines and desk said, in a file of its owner's that never grows beyond its bound: the one before it is kept beside it as `.1`. */
export class Sip2Log {
  private readonly path: string;
  private readonly largest: number;
  /** What machines say meanwhile goes together: fifty of them would have the file written hundreds of times a second. */
  private readonly lines: GatheredWrites<string>;
  /** Open from the first line on: machines say much, and opening costs more than a line. */
  private file: { readonly handle: FileHandle; size: number } | null = null;
  private hasFailed = false;

  /** `failed` is told once: a log that cannot be written stops nobody. */
  constructor(path: string, failed: (error: unknown) => void, largest: number = LARGEST) {
    this.path = path;
    this.largest = largest;
    this.lines = new GatheredWrites(
      (lines) => this.write(lines),
      (error) => {
        if (!this.hasFailed) failed(error);
        this.hasFailed = true;
      },
    );
  }

  add({ at, connection, machine, way, text }: LogLine): void {
    const time = new Date(at).toISOString();
    this.lines.add(`${time} #${connection} ${machine ?? '?'} ${ARROWS[way]} ${text}\n`);
  }

  /** Resolves when all is written and the file is free; a later line opens it again. */
  async close(): Promise<void> {
    await this.lines.rest();
    await this.release();
  }

  private async write(lines: readonly string[]): Promise<void> {
    try {
      await this.append(lines.join(''));
    } catch (error) {
      await this.release().catch(() => undefined);
      throw error;
    }
  }

  private async append(text: string): Promise<void> {
    const bytes = Buffer.from(text);
    let file = await this.opened();
    if (file.size > 0 && file.size + bytes.length > this.largest) {
      await this.release();
      await rename(this.path, `${this.path}.1`);
      file = await this.opened();
    }
    await file.handle.appendFile(bytes);
    file.size += bytes.length;
  }

  private async opened(): Promise<NonNullable<Sip2Log['file']>> {
    if (this.file) return this.file;
    const handle = await open(this.path, 'a', 0o600);
    const { size } = await handle.stat();
    return (this.file = { handle, size });
  }

  private async release(): Promise<void> {
    const { file } = this;
    this.file = null;
    await file?.handle.close();
  }
}
