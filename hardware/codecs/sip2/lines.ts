const CR = 13;
const LF = 10;

/** A line without its terminator, or one that was longer than allowed: its bytes are gone. */
export type Line = { readonly kind: 'line'; readonly bytes: Uint8Array } | { readonly kind: 'too-long' };

/** Cuts what arrives into lines at CR, LF or both; empty lines are nothing. Never keeps more than `longest` bytes. */
export class LineSplitter {
  private readonly longest: number;
  private readonly kept: Uint8Array;
  private length = 0;
  private isTooLong = false;

  constructor(longest: number) {
    this.longest = longest;
    this.kept = new Uint8Array(longest);
  }

  /** Bytes came, cut anywhere. */
  take(chunk: Uint8Array): readonly Line[] {
    const lines: Line[] = [];
    for (const byte of chunk) {
      if (byte === CR || byte === LF) this.end(lines);
      else if (this.length < this.longest) this.kept[this.length++] = byte;
      else this.isTooLong = true;
    }
    return lines;
  }

  private end(lines: Line[]): void {
    if (this.isTooLong) lines.push({ kind: 'too-long' });
    else if (this.length > 0) lines.push({ kind: 'line', bytes: this.kept.slice(0, this.length) });
    this.length = 0;
    this.isTooLong = false;
  }
}
