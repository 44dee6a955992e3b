import { open, rename, stat } from 'node:fs/promises';
import type { LogLine } from '../core/sip2/log.ts';

/** Of one file, bytes; there are two. */
const LARGEST = 5_000_000;

const ARROWS = { in: '>', out: '<', note: '-' };

/** What machines and desk said, in a file of its owner's that never grows beyond its bound: the one before it is kept beside it as `.1`. */
export class Sip2Log {
  private readonly path: string;
  private readonly largest: number;
  private readonly failed: (error: unknown) => void;
  private waiting: string[] = [];
  private writing: Promise<void> | null = null;
  private hasFailed = false;

  /** `failed` is told once: a log that cannot be written stops nobody. */
  constructor(path: string, failed: (error: unknown) => void, largest: number = LARGEST) {
    this.path = path;
    this.failed = failed;
    this.largest = largest;
  }

  add({ at, connection, machine, way, text }: LogLine): void {
    const time = new Date(at).toISOString();
    this.waiting.push(`${time} #${connection} ${machine ?? '?'} ${ARROWS[way]} ${text}\n`);
    this.writing ??= this.write();
  }

  /** Resolves when all is written. */
  async close(): Promise<void> {
    await this.writing;
  }

  private async write(): Promise<void> {
    // Lines of one moment go together.
    await Promise.resolve();
    while (this.waiting.length) {
      const lines = this.waiting;
      this.waiting = [];
      try {
        await this.append(lines.join(''));
      } catch (error) {
        if (!this.hasFailed) this.failed(error);
        this.hasFailed = true;
      }
    }
    this.writing = null;
  }

  private async append(text: string): Promise<void> {
    const { size } = await stat(this.path).catch(() => ({ size: 0 }));
    if (size > 0 && size + Buffer.byteLength(text) > this.largest) await rename(this.path, `${this.path}.1`);
    const file = await open(this.path, 'a', 0o600);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
  }
}
