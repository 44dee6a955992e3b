/** Passing time for a device; tests let it pass by hand. */
export interface Timer {
  /** Monotonic, ms. */
  now(): number;
  /** Calls back once after `ms`; returns how to cancel. */
  after(ms: number, callback: () => void): () => void;
}
