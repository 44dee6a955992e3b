import { bytesOf, type ScannerDevice } from './scanner-device.ts';

/** What carries a simulated scanner's bytes to the desk, and how it is pulled. */
export interface DeviceEnd {
  send(bytes: Uint8Array): Promise<void>;
  unplug(): Promise<void>;
  plug(): Promise<void>;
}

interface Sending {
  readonly prefix?: string;
  readonly suffix?: string;
  /** What ends a code: CR, LF, both, or nothing. */
  readonly end?: string;
  /** In how many bytes a piece leaves the scanner; all at once without it. */
  readonly pieces?: number;
}

/** A scanner on a serial line that sends AIM ids when it is told one. */
export class SimulatedSerialScanner implements ScannerDevice {
  readonly #to: DeviceEnd;
  readonly #sending: Sending;

  constructor(to: DeviceEnd, sending: Sending = {}) {
    this.#to = to;
    this.#sending = sending;
  }

  scan(code: string, aim = ''): Promise<void> {
    const { prefix = '', suffix = '', end = '\r' } = this.#sending;
    return this.#send(bytesOf(`${prefix}${aim}${code}${suffix}${end}`));
  }

  begin(code: string): Promise<void> {
    return this.#send(bytesOf(code).subarray(0, Math.ceil(code.length / 2)));
  }

  /** As it comes at a wrong speed. */
  junk(): Promise<void> {
    return this.#send(Uint8Array.of(0x00, 0xfe, 0x81, 0xf0, 0x0d));
  }

  unplug(): Promise<void> {
    return this.#to.unplug();
  }

  plug(): Promise<void> {
    return this.#to.plug();
  }

  async #send(bytes: Uint8Array): Promise<void> {
    const size = this.#sending.pieces ?? bytes.length;
    for (let at = 0; at < bytes.length; at += size) await this.#to.send(bytes.subarray(at, at + size));
  }
}
