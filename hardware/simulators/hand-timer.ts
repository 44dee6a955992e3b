import type { Timer } from '../ports/timer.ts';

interface Waiting {
  readonly at: number;
  readonly callback: () => void;
}

/** A timer whose time passes by hand. */
export class HandTimer implements Timer {
  #now = 0;
  #waiting: Waiting[] = [];

  /** How many callbacks wait: none, once all that used it is closed. */
  get waiting(): number {
    return this.#waiting.length;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, callback: () => void): () => void {
    const waiting = { at: this.#now + ms, callback };
    this.#waiting.push(waiting);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
    };
  }

  /** Calls back what is due within `ms`, in order, also what is asked for meanwhile. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const [next] = this.#waiting.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (!next) break;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.callback();
    }
    this.#now = end;
  }
}
