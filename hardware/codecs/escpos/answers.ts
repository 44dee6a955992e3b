/** What a printer sends, byte by byte. */
export type Answer =
  /** To `10 04 n`. */
  | { readonly kind: 'status'; readonly byte: number }
  /** To `1D 72 31`: all that was sent before it is done. */
  | { readonly kind: 'done'; readonly byte: number };

/**
 * Reads answers out of pieces cut anywhere; what is none (flow control, noise) is left out. Status that a printer sends unasked
 * (`1D 61`, four bytes) is left out as a whole: its last three look like the answer that a job is done.
 */
export class AnswerReader {
  private unasked = 0;

  read(bytes: Uint8Array): Answer[] {
    const answers: Answer[] = [];
    for (const byte of bytes) {
      const kind = this.kindOf(byte);
      if (kind) answers.push({ kind, byte });
    }
    return answers;
  }

  private kindOf(byte: number): Answer['kind'] | null {
    if ((byte & 0x90) === 0) {
      if (this.unasked === 0) return 'done';
      this.unasked -= 1;
      return null;
    }
    this.unasked = (byte & 0x93) === 0x10 ? 3 : 0;
    return (byte & 0x93) === 0x12 ? 'status' : null;
  }
}
