import type { LinkEnd } from '../ports/byte-link.ts';
import type { Timer } from '../ports/timer.ts';

/** What can be kept open: it says when it ends. */
interface Ending {
  onEnd(listener: (end: LinkEnd) => void): () => void;
  close(): Promise<void>;
}

/** The wait before the next attempt, ms: `first` after a loss and after the first refusal, then twice as long each time until `last`. */
export interface RetryTimes {
  readonly first: number;
  readonly last: number;
}

export interface KeptLinkParts<L extends Ending> {
  readonly open: () => Promise<L>;
  /** The link is there; called at once when it opens. */
  readonly opened: (link: L) => void;
  /** It could not be opened, with what `open` rejected with, or it ended by itself. */
  readonly lost: (why: { readonly refused: unknown } | { readonly ended: LinkEnd }) => void;
  readonly retry: RetryTimes;
  readonly timer: Timer;
}

/** Opens a link, and again whenever it is gone, until it is closed. */
export class KeptLink<L extends Ending> {
  readonly #parts: KeptLinkParts<L>;
  #link: L | null = null;
  #running: Promise<void> | null = null;
  #closed = false;
  #stopWaiting: () => void = () => {};

  constructor(parts: KeptLinkParts<L>) {
    this.#parts = parts;
  }

  start(): void {
    if (!this.#closed) this.#running ??= this.#run();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#stopWaiting();
    await this.#link?.close();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { open, opened, lost, retry } = this.#parts;
    let pause = retry.first;
    while (!this.#closed) {
      let link: L;
      try {
        link = await open();
      } catch (refused) {
        if (this.#closed) return;
        lost({ refused });
        await this.#wait(pause);
        pause = Math.min(pause * 2, retry.last);
        continue;
      }
      if (this.#closed) return link.close();
      this.#link = link;
      opened(link);
      const ended = await new Promise<LinkEnd>((resolve) => link.onEnd(resolve));
      this.#link = null;
      if (this.#closed) return;
      lost({ ended });
      pause = retry.first;
      await this.#wait(pause);
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#parts.timer.after(ms, resolve);
      this.#stopWaiting = () => {
        cancel();
        resolve();
      };
    });
  }
}
