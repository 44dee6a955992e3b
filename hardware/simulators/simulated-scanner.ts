import type { ScanReading } from '../codecs/barcode/hear-scan.ts';
import { ScannerOutput } from '../devices/scanner-output.ts';
import type { Scanner, ScannerListener, ScannerState } from '../ports/scanner.ts';
import type { Timer } from '../ports/timer.ts';
import { bytesOf, type ScannerDevice } from './scanner-device.ts';

/** A scanner without a wire, for tests of what listens to one: both the scanner and the hand that holds it. */
export class SimulatedScanner implements Scanner, ScannerDevice {
  readonly source: string;
  readonly #output: ScannerOutput;
  #begun: string | null = null;
  #started = false;
  #plugged: boolean;

  constructor(source: string, reading: ScanReading, timer: Timer, plugged = true) {
    this.source = source;
    this.#plugged = plugged;
    this.#output = new ScannerOutput({ source, device: source, reading, timer });
  }

  get state(): ScannerState {
    return this.#output.state;
  }

  listen(listener: ScannerListener): () => void {
    return this.#output.listen(listener);
  }

  start(): void {
    if (this.#started || this.state.kind === 'closed') return;
    this.#started = true;
    if (this.#plugged) this.#output.ready();
    else this.#output.lost({ ended: { why: 'absent', detail: `${this.source}: not there` } });
  }

  close(): Promise<void> {
    this.#started = false;
    this.#output.closed();
    return Promise.resolve();
  }

  scan(code: string, aim?: string): Promise<void> {
    if (this.#isHeard()) this.#output.scanned(bytesOf(code), aim ?? null);
    return Promise.resolve();
  }

  begin(code: string): Promise<void> {
    this.#begun = code;
    return Promise.resolve();
  }

  junk(): Promise<void> {
    if (this.#isHeard()) this.#output.misread(Uint8Array.of(0xfe), { code: 'unreadable', params: {} });
    return Promise.resolve();
  }

  unplug(): Promise<void> {
    const begun = this.#begun;
    this.#begun = null;
    if (begun !== null && this.#isHeard())
      this.#output.misread(bytesOf(begun), { code: 'cut-off', params: {} });
    if (this.#started && this.#plugged)
      this.#output.lost({ ended: { why: 'unplugged', detail: `${this.source}: pulled` } });
    this.#plugged = false;
    return Promise.resolve();
  }

  plug(): Promise<void> {
    if (this.#started && !this.#plugged) this.#output.ready();
    this.#plugged = true;
    return Promise.resolve();
  }

  #isHeard(): boolean {
    return this.#started && this.#plugged;
  }
}
