import { LinkError, type ByteLink, type LinkEnd } from '../ports/byte-link.ts';

/** Two ends of a cable in memory: what one writes the other hears, in the same order, a moment later. */
export function memoryLinks(): {
  readonly desk: ByteLink;
  readonly device: ByteLink;
  unplug(): void;
} {
  const desk = new MemoryEnd();
  const device = new MemoryEnd();
  desk.other = device;
  device.other = desk;
  return {
    desk,
    device,
    unplug: () => {
      for (const end of [desk, device]) end.finish({ why: 'unplugged', detail: 'The cable was pulled.' });
    },
  };
}

class MemoryEnd implements ByteLink {
  readonly #bytes = new Set<(bytes: Uint8Array) => void>();
  readonly #ends = new Set<(end: LinkEnd) => void>();
  #end: LinkEnd | null = null;
  other: MemoryEnd | null = null;

  async write(bytes: Uint8Array): Promise<void> {
    if (this.#end !== null) throw new LinkError(this.#end);
    const piece = Uint8Array.from(bytes);
    await Promise.resolve();
    this.other?.receive(piece);
  }

  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    this.#bytes.add(listener);
    return () => this.#bytes.delete(listener);
  }

  onEnd(listener: (end: LinkEnd) => void): () => void {
    if (this.#end !== null) listener(this.#end);
    else this.#ends.add(listener);
    return () => this.#ends.delete(listener);
  }

  async close(): Promise<void> {
    this.finish({ why: 'closed', detail: 'The cable was closed.' });
    this.other?.finish({ why: 'lost', detail: 'The other end was closed.' });
  }

  receive(bytes: Uint8Array): void {
    if (this.#end === null) for (const listener of [...this.#bytes]) listener(bytes);
  }

  finish(end: LinkEnd): void {
    if (this.#end !== null) return;
    this.#end = end;
    for (const listener of [...this.#ends]) listener(end);
  }
}
