/**
 * Tells a barcode scanner that types (a keyboard wedge) from a person who types. Pure: keys with their times go in,
 * what was heard comes out. A scanner's keys come close together and end with Enter or Tab.
 */

export interface WedgeKey {
  /** `KeyboardEvent.key`. */
  readonly key: string;
  /** Milliseconds on any clock that only goes forward. */
  readonly at: number;
}

export interface WedgeLimits {
  /** The longest pause inside a burst, ms. */
  readonly longestGap: number;
  /** The mean pause of a burst may not be longer, ms: a fast typist has single short pauses, never only those. */
  readonly meanGap: number;
  readonly shortestCode: number;
}

export const wedgeLimits: WedgeLimits = { longestGap: 60, meanGap: 40, shortestCode: 4 };

/** The keys since the last end or command key, oldest first, and where the latest run without a long pause begins. */
export interface WedgeState {
  readonly keys: readonly WedgeKey[];
  readonly runStart: number;
}

export const wedgeSilence: WedgeState = { keys: [], runStart: 0 };

export type Heard =
  /** A burst with its end. `before` counts the characters that a person had typed ahead of it. */
  | { readonly kind: 'scanned'; readonly code: string; readonly before: number }
  | { readonly kind: 'typed'; readonly text: string }
  /** Nothing is complete; `burst` is true while the keys could be a scanner's. */
  | { readonly kind: 'more'; readonly burst: boolean };

const longestHeard = 200;

/** Takes one key down. Shift and other keys that print nothing are skipped; Backspace and command keys end a run. */
export function hearKey(
  state: WedgeState,
  key: WedgeKey,
  limits: WedgeLimits = wedgeLimits,
): { state: WedgeState; heard: Heard } {
  if (key.key === 'Enter' || key.key === 'Tab') return heardEnd(state, key, limits);
  if (silentKeys.has(key.key)) return { state, heard: { kind: 'more', burst: inBurst(state, key, limits) } };
  if ([...key.key].length !== 1) return { state: wedgeSilence, heard: { kind: 'more', burst: false } };
  const last = state.keys.at(-1);
  const pause = last ? key.at - last.at : Infinity;
  const kept = state.keys.slice(-longestHeard);
  const dropped = state.keys.length - kept.length;
  const runStart = pause > limits.longestGap ? kept.length : Math.max(0, state.runStart - dropped);
  const next = { keys: [...kept, key], runStart };
  return { state: next, heard: { kind: 'more', burst: next.keys.length - runStart > 1 } };
}

/** Digits, possibly with spaces or hyphens, or an ISBN that ends in X: looked up at any typing speed (rule U3). */
export function isNumber(text: string): boolean {
  return /^\d[\d -]*[\dXx]$/.test(text.trim());
}

const silentKeys = new Set(['Shift', 'CapsLock', 'AltGraph', 'NumLock', 'Unidentified', 'Dead']);

function inBurst(state: WedgeState, key: WedgeKey, limits: WedgeLimits): boolean {
  const last = state.keys.at(-1);
  return last !== undefined && key.at - last.at <= limits.longestGap && state.keys.length - state.runStart > 1;
}

function heardEnd(state: WedgeState, end: WedgeKey, limits: WedgeLimits): { state: WedgeState; heard: Heard } {
  const run = state.keys.slice(state.runStart);
  const code = textOf(run);
  const first = run[0];
  const last = run.at(-1);
  const isBurst =
    first !== undefined &&
    last !== undefined &&
    run.length >= limits.shortestCode &&
    end.at - last.at <= limits.longestGap &&
    (end.at - first.at) / run.length <= limits.meanGap &&
    /\d/.test(code);
  if (isBurst) return { state: wedgeSilence, heard: { kind: 'scanned', code: code.trim(), before: state.runStart } };
  if (end.key === 'Tab') return { state: wedgeSilence, heard: { kind: 'more', burst: false } };
  return { state: wedgeSilence, heard: { kind: 'typed', text: textOf(state.keys) } };
}

function textOf(keys: readonly WedgeKey[]): string {
  return keys.map((key) => key.key).join('');
}
