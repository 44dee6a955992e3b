/** What the bytes at the head of a stream are: a whole frame, the beginning of one, or nothing of the kind. */
export type Probed<F> =
  | { readonly kind: 'frame'; readonly frame: F; readonly length: number }
  | { readonly kind: 'part' }
  | { readonly kind: 'junk' };

/** Finds frames in bytes that arrive cut anywhere, with junk between them. A frame's checksum is its proof. */
export class FrameScanner<F> {
  readonly #probe: (bytes: Uint8Array) => Probed<F>;
  #waiting = new Uint8Array();

  constructor(probe: (bytes: Uint8Array) => Probed<F>) {
    this.#probe = probe;
  }

  /** The frames that this piece completes, in order. */
  push(piece: Uint8Array): F[] {
    this.#waiting = Uint8Array.of(...this.#waiting, ...piece);
    return this.#scan(false);
  }

  /** After a silence nothing that has begun will go on: what looked like a beginning is junk, and may hide a frame. */
  silence(): F[] {
    return this.#scan(true);
  }

  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  #scan(silent: boolean): F[] {
    const frames: F[] = [];
    let at = 0;
    while (at < this.#waiting.length) {
      const probed = this.#probe(this.#waiting.subarray(at));
      if (probed.kind === 'part' && !silent) break;
      if (probed.kind === 'frame') frames.push(probed.frame);
      at += probed.kind === 'frame' ? probed.length : 1;
    }
    this.#waiting = this.#waiting.slice(at);
    return frames;
  }
}
