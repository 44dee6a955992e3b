import type { LineEndSettings } from '../codecs/barcode/code-settings.ts';
import type { ScanReading } from '../codecs/barcode/hear-scan.ts';
import {
  hearBytes,
  hearEnd,
  hearIdle,
  type SerialLine,
  type SerialLinesState,
  serialSilence,
} from '../codecs/barcode/serial-lines.ts';
import { longestCode } from '../codecs/barcode/read-code.ts';
import type { ByteLink, OpenLink } from '../ports/byte-link.ts';
import type { Scanner, ScannerListener, ScannerState } from '../ports/scanner.ts';
import type { Timer } from '../ports/timer.ts';
import { IdleWatch } from './idle-watch.ts';
import { KeptLink, type RetryTimes } from './kept-link.ts';
import { ScannerOutput } from './scanner-output.ts';

export interface SerialScannerParts {
  readonly source: string;
  /** What a person knows the link by: `COM3`. */
  readonly device: string;
  readonly open: OpenLink;
  readonly reading: ScanReading;
  readonly lines: LineEndSettings;
  readonly timer: Timer;
  readonly retry?: RetryTimes;
}

/** A scanner that sends its codes as lines over a link: RS-232, USB as a serial port, or a radio base with a socket. */
export class SerialScanner implements Scanner {
  readonly source: string;
  readonly #output: ScannerOutput;
  readonly #kept: KeptLink<ByteLink>;
  readonly #idle: IdleWatch;
  #heard: SerialLinesState = serialSilence;

  constructor(parts: SerialScannerParts) {
    const { open, timer, lines, retry = { first: 250, last: 4000 } } = parts;
    this.source = parts.source;
    this.#output = new ScannerOutput(parts);
    this.#idle = new IdleWatch(timer, lines.idleMs, () => this.#take(hearIdle(this.#heard, lines.lineEnd)));
    this.#kept = new KeptLink({
      open,
      timer,
      retry,
      opened: (link) => {
        link.onBytes((bytes) => this.#bytes(bytes));
        this.#output.ready();
      },
      lost: (cause) => {
        this.#endOfLine();
        this.#output.lost(cause);
      },
    });
  }

  get state(): ScannerState {
    return this.#output.state;
  }

  listen(listener: ScannerListener): () => void {
    return this.#output.listen(listener);
  }

  start(): void {
    this.#kept.start();
  }

  async close(): Promise<void> {
    await this.#kept.close();
    this.#endOfLine();
    this.#output.closed();
  }

  #bytes(bytes: Uint8Array): void {
    this.#take(hearBytes(this.#heard, bytes));
    this.#idle.touch();
  }

  #endOfLine(): void {
    this.#idle.stop();
    this.#take(hearEnd(this.#heard));
  }

  #take({ state, lines }: { readonly state: SerialLinesState; readonly lines: readonly SerialLine[] }): void {
    this.#heard = state;
    for (const line of lines) {
      if (line.whole === 'yes') this.#output.scanned(line.bytes, null);
      else if (line.whole === 'cut-off') this.#output.misread(line.bytes, { code: 'cut-off', params: {} });
      else this.#output.misread(line.bytes, { code: 'too-long', params: { longest: longestCode } });
    }
  }
}
