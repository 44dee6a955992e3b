import type { ByteLink } from '@balie/hardware/ports/byte-link.ts';

/** Bytes as slow as a serial line: a pseudo-terminal carries them at once, whatever baud rate it was given. */
export class PacedLink implements ByteLink {
  /** What went over it, both ways. */
  bytes = 0;
  private readonly link: ByteLink;
  private readonly byteMs: number;
  private free = 0;
  private turn: Promise<unknown> = Promise.resolve();

  /** `byteMs`: how long the line needs for a byte with its start, parity and stop bits. */
  constructor(link: ByteLink, byteMs: number) {
    this.link = link;
    this.byteMs = byteMs;
  }

  get wireMs(): number {
    return this.bytes * this.byteMs;
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.carried(bytes, () => this.link.write(bytes));
  }

  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    return this.link.onBytes((bytes) => {
      void this.carried(bytes, () => Promise.resolve(listener(bytes)));
    });
  }

  onEnd(listener: Parameters<ByteLink['onEnd']>[0]): () => void {
    return this.link.onEnd(listener);
  }

  close(): Promise<void> {
    return this.link.close();
  }

  /** After what is on the line already, and after its own time on it; timers are a millisecond late at most on the whole. */
  private carried(bytes: Uint8Array, arrive: () => Promise<void>): Promise<void> {
    this.bytes += bytes.length;
    this.free = Math.max(this.free, performance.now()) + bytes.length * this.byteMs;
    const { free } = this;
    const mine = this.turn.then(async () => {
      const rest = free - performance.now();
      if (rest > 0) await new Promise((passed) => setTimeout(passed, rest));
      await arrive();
    });
    this.turn = mine.catch(() => undefined);
    return mine;
  }
}
