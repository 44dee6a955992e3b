/** Why a link is not there: `absent` is nothing to open, `refused` may not or cannot be. `detail` is what the operating system said, for the log. */
export interface LinkEnd {
  readonly why: 'closed' | 'unplugged' | 'absent' | 'refused' | 'lost';
  readonly detail: string;
}

/** Two-way bytes to a device: a serial line, a socket, a pseudo-terminal, a device file. */
export interface ByteLink {
  /** Resolves when the operating system has taken the bytes; rejects with a `LinkError` when the link is gone. */
  write(bytes: Uint8Array): Promise<void>;
  /** Every piece that arrives, cut anywhere. Returns how to stop listening. */
  onBytes(listener: (bytes: Uint8Array) => void): () => void;
  /** Once, when the link ends by itself or is closed. Who listens after the end is called at once. */
  onEnd(listener: (end: LinkEnd) => void): () => void;
  close(): Promise<void>;
}

/** Opens a link anew; rejects with a `LinkError`. Called again and again by a device that comes back by itself. */
export type OpenLink = () => Promise<ByteLink>;

export class LinkError extends Error {
  override readonly name = 'LinkError';
  readonly end: LinkEnd;

  constructor(end: LinkEnd) {
    super(end.detail);
    this.end = end;
  }
}
