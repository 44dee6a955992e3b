import { LinkError, type LinkEnd } from '../ports/byte-link.ts';

type Heard<T> = (value: T) => void;

/** Who listens to one link, from its opening to its one end; for the links of this folder. */
export class LinkLife {
  readonly #heardBytes = new Set<Heard<Uint8Array>>();
  readonly #heardEnd = new Set<Heard<LinkEnd>>();
  #end: LinkEnd | null = null;

  readonly onBytes = (listener: Heard<Uint8Array>): (() => void) => listen(this.#heardBytes, listener);

  readonly onEnd = (listener: Heard<LinkEnd>): (() => void) => {
    if (this.#end === null) return listen(this.#heardEnd, listener);
    listener(this.#end);
    return () => {};
  };

  get end(): LinkEnd | null {
    return this.#end;
  }

  /** A copy, for drivers read into a pool of bytes that they use again. */
  receive(piece: Uint8Array): void {
    const bytes = Uint8Array.from(piece);
    for (const listener of [...this.#heardBytes]) listener(bytes);
  }

  /** The first end is the one that is told; what comes after it is its echo. */
  finish(end: LinkEnd): void {
    if (this.#end !== null) return;
    this.#end = end;
    const listeners = [...this.#heardEnd];
    this.#heardEnd.clear();
    this.#heardBytes.clear();
    for (const listener of listeners) listener(end);
  }

  /** Settles as `send` calls back, or rejects as soon as the link has ended, whichever comes first. */
  write(send: (done: (error?: Error | null) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const forget = this.onEnd((end) => reject(new LinkError(end)));
      if (this.#end !== null) return;
      send((error) => {
        forget();
        if (!error) resolve();
        else reject(new LinkError(this.#end ?? { why: 'lost', detail: error.message }));
      });
    });
  }
}

function listen<T>(listeners: Set<Heard<T>>, listener: Heard<T>): () => void {
  // Wrapped, so that listening twice with one function is two listeners.
  const own: Heard<T> = (value) => listener(value);
  listeners.add(own);
  return () => listeners.delete(own);
}
