import type { Timer } from '../ports/timer.ts';

/** The machine's own time. What waits here does not keep the process alive. */
export const systemTimer: Timer = {
  now: () => performance.now(),
  after(ms, callback) {
    const waiting = setTimeout(callback, ms);
    waiting.unref();
    return () => clearTimeout(waiting);
  },
};
