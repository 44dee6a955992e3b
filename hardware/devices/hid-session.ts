import type { LinkEnd } from '../ports/byte-link.ts';
import type { HidApi, HidDevice } from '../ports/hid.ts';
import type { Timer } from '../ports/timer.ts';
import { LinkLife } from './link-life.ts';

interface SessionParts {
  readonly device: HidDevice;
  readonly path: string;
  readonly hid: HidApi;
  readonly timer: Timer;
  readonly pollMs: number;
}

/** An open HID device that is also watched in the system's list: not every system tells a reader that it was pulled. */
export class HidSession {
  readonly #parts: SessionParts;
  readonly #life = new LinkLife();
  #stopWatching: () => void = () => {};

  readonly onEnd = this.#life.onEnd;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    parts.device.onEnd((end) => this.#finish(end));
    this.#watch();
  }

  onReport(listener: (report: Uint8Array) => void): () => void {
    return this.#parts.device.onReport(listener);
  }

  close(): Promise<void> {
    this.#stopWatching();
    return this.#parts.device.close();
  }

  #watch(): void {
    const { timer, pollMs } = this.#parts;
    if (this.#life.end !== null) return;
    this.#stopWatching = timer.after(pollMs, () => void this.#look());
  }

  async #look(): Promise<void> {
    const { hid, path } = this.#parts;
    let listed: boolean;
    try {
      listed = (await hid.list()).some((device) => device.path === path);
    } catch {
      // A list that cannot be had says nothing of the device: its own end, or the next list, will.
      listed = true;
    }
    if (listed) return this.#watch();
    this.#finish({ why: 'unplugged', detail: `${path} is no longer listed` });
    await this.#parts.device.close();
  }

  #finish(end: LinkEnd): void {
    this.#stopWatching();
    this.#life.finish(end);
  }
}
