import { hearScan, type LastScan, type ScanReading } from '../codecs/barcode/hear-scan.ts';
import type { MisreadReason } from '../codecs/barcode/misread-reason.ts';
import { singleBytes } from '../codecs/barcode/read-code.ts';
import { type LinkEnd, LinkError } from '../ports/byte-link.ts';
import type { ScannerListener, ScannerState, ScannerTrouble } from '../ports/scanner.ts';
import type { Timer } from '../ports/timer.ts';

/** What an opening found out about a device, beyond what a `LinkError` can say. */
export class ScannerTroubleError extends Error {
  override readonly name = 'ScannerTroubleError';
  readonly trouble: ScannerTrouble;

  constructor(trouble: ScannerTrouble) {
    super(trouble.detail);
    this.trouble = trouble;
  }
}

const TROUBLES = {
  closed: 'lost',
  lost: 'lost',
  unplugged: 'unplugged',
  absent: 'not-listed',
  refused: 'refused',
} as const satisfies Record<LinkEnd['why'], ScannerTrouble['code']>;

interface OutputParts {
  readonly source: string;
  /** What the operating system calls it: a serial path, or HID ids. */
  readonly device: string;
  readonly reading: ScanReading;
  readonly timer: Timer;
}

/** The side of a scanner that faces the desk, whatever the other side is connected by. */
export class ScannerOutput {
  readonly #parts: OutputParts;
  readonly #listeners = new Set<{ readonly listener: ScannerListener }>();
  #state: ScannerState = { kind: 'starting' };
  #wasLost = false;
  #last: LastScan | null = null;

  constructor(parts: OutputParts) {
    this.#parts = parts;
  }

  get state(): ScannerState {
    return this.#state;
  }

  listen(listener: ScannerListener): () => void {
    const own = { listener };
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  /** All bytes that came for one scan, with the AIM id if that came apart. */
  scanned(bytes: Uint8Array, aim: string | null): void {
    const { source, reading, timer } = this.#parts;
    const { last, read } = hearScan(this.#last, { sent: bytes, aim, at: timer.now() }, reading);
    this.#last = last;
    if (read === null) return;
    if (!read.ok) return this.#tell((to) => to.misread({ raw: read.raw, source, why: read.why }));
    const { raw, code, symbology } = read;
    this.#tell((to) => to.scanned({ raw, code, symbology, source }));
  }

  misread(bytes: Uint8Array, why: MisreadReason): void {
    const { source } = this.#parts;
    this.#tell((to) => to.misread({ raw: singleBytes(bytes), source, why }));
  }

  ready(): void {
    this.#become({ kind: this.#wasLost ? 'back' : 'ready' });
  }

  lost(cause: { readonly refused: unknown } | { readonly ended: LinkEnd }): void {
    this.#wasLost = true;
    const why = this.#troubleOf(cause);
    const before = this.#state;
    if (before.kind === 'lost' && before.why.code === why.code && before.why.detail === why.detail) return;
    this.#become({ kind: 'lost', why });
  }

  closed(): void {
    if (this.#state.kind !== 'closed') this.#become({ kind: 'closed' });
  }

  #troubleOf(cause: { readonly refused: unknown } | { readonly ended: LinkEnd }): ScannerTrouble {
    const params = { device: this.#parts.device };
    if ('refused' in cause && cause.refused instanceof ScannerTroubleError) return cause.refused.trouble;
    if ('refused' in cause && !(cause.refused instanceof LinkError))
      return { code: 'refused', params, detail: String(cause.refused) };
    const { why, detail } = 'ended' in cause ? cause.ended : (cause.refused as LinkError).end;
    return { code: TROUBLES[why], params, detail };
  }

  #become(state: ScannerState): void {
    this.#state = state;
    this.#tell((to) => to.changed(state));
  }

  #tell(what: (listener: ScannerListener) => void): void {
    for (const { listener } of [...this.#listeners]) what(listener);
  }
}
