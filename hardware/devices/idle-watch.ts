import type { Timer } from '../ports/timer.ts';

/** A process that was busy runs its timers before it reads what came meanwhile; so long it may read after all, ms. */
const grace = 20;

/** Notices that nothing came for a while. */
export class IdleWatch {
  readonly #timer: Timer;
  readonly #ms: number;
  readonly #idle: () => void;
  #cancel: () => void = () => {};

  /** `idle` is called once after each last `touch`, when `ms` have passed without another. */
  constructor(timer: Timer, ms: number, idle: () => void) {
    this.#timer = timer;
    this.#ms = ms;
    this.#idle = idle;
  }

  touch(): void {
    this.stop();
    this.#cancel = this.#timer.after(this.#ms, () => {
      this.#cancel = this.#timer.after(grace, this.#idle);
    });
  }

  stop(): void {
    this.#cancel();
    this.#cancel = () => {};
  }
}
