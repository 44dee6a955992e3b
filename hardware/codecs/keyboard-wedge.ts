/**
 * Tells a barcode scanner that types (a keyboard wedge) from a person who types. Pure: keys with their times go in,
 * what was heard comes out. A scanner's keys come close together and end with Enter or Tab. A stall inside a burst (a
 * busy machine, a remote desktop) must never cut a code in two: half a number may be another book's.
 */

export interface WedgeKey {
  /** `KeyboardEvent.key`. */
  readonly key: string;
  /** Milliseconds on any clock that only goes forward. */
  readonly at: number;
}

export interface WedgeLimits {
  /** Keys that follow each other within so many ms are a scanner's: nobody types like that for long. */
  readonly quick: number;
  /** A longer pause, ms, divides what a person had typed from the burst behind it. */
  readonly divide: number;
  readonly shortestCode: number;
}

export const wedgeLimits: WedgeLimits = { quick: 60, divide: 500, shortestCode: 4 };

/** The keys since the last end or command key, oldest first. */
export interface WedgeState {
  readonly keys: readonly WedgeKey[];
}

export const wedgeSilence: WedgeState = { keys: [] };

export type Heard =
  /** A burst with its end. `since` is when it began; what came ahead of that a person had typed. */
  | { readonly kind: 'scanned'; readonly code: string; readonly since: number }
  | { readonly kind: 'typed'; readonly text: string }
  /** Nothing is complete; `begins` when this key is the first, or comes after a dividing pause. */
  | { readonly kind: 'more'; readonly begins: boolean };

const longestHeard = 200;
const silentKeys = new Set(['Shift', 'CapsLock', 'AltGraph', 'NumLock', 'Unidentified', 'Dead']);

/** Takes one key down. Shift and other keys that print nothing are skipped; Backspace and command keys end a run. */
export function hearKey(
  state: WedgeState,
  key: WedgeKey,
  limits: WedgeLimits = wedgeLimits,
): { state: WedgeState; heard: Heard } {
  if (key.key === 'Enter' || key.key === 'Tab')
    return { state: wedgeSilence, heard: heardEnd(state.keys, key, limits) };
  if (silentKeys.has(key.key)) return { state, heard: { kind: 'more', begins: false } };
  if ([...key.key].length !== 1) return { state: wedgeSilence, heard: { kind: 'more', begins: false } };
  const last = state.keys.at(-1);
  const begins = last === undefined || key.at - last.at > limits.divide;
  return { state: { keys: [...state.keys.slice(-longestHeard), key] }, heard: { kind: 'more', begins } };
}

/** Digits, possibly with spaces or hyphens, or an ISBN that ends in X: looked up at any typing speed (rule U3). */
export function isNumber(text: string): boolean {
  return /^\d[\d -]*[\dXx]$/.test(text.trim());
}

function heardEnd(keys: readonly WedgeKey[], end: WedgeKey, limits: WedgeLimits): Heard {
  const run = keys.slice(codeStart(keys, limits));
  const code = textOf(run);
  const isBurst = run.length >= limits.shortestCode && /\d/.test(code) && isQuick([...run, end], limits);
  if (isBurst) return { kind: 'scanned', code: code.trim(), since: run[0]?.at ?? end.at };
  if (end.key === 'Tab') return { kind: 'more', begins: false };
  return { kind: 'typed', text: textOf(keys) };
}

/** Where the last code begins: behind the last dividing pause, or further back when what stands before was quick too. */
function codeStart(keys: readonly WedgeKey[], limits: WedgeLimits): number {
  let start = keys.length;
  while (start > 0) {
    const piece = pieceStart(keys, start, limits);
    if (start < keys.length && !(start - piece > 1 && isQuick(keys.slice(piece, start), limits))) break;
    start = piece;
  }
  return start;
}

function pieceStart(keys: readonly WedgeKey[], end: number, limits: WedgeLimits): number {
  let start = end - 1;
  for (; start > 0; start--) {
    const [before, here] = [keys[start - 1], keys[start]];
    if (before && here && here.at - before.at > limits.divide) break;
  }
  return Math.max(0, start);
}

/** Three of four pauses are a scanner's; the others are stalls. */
function isQuick(keys: readonly WedgeKey[], limits: WedgeLimits): boolean {
  const pauses = keys.slice(1).map((key, index) => key.at - (keys[index]?.at ?? key.at));
  return pauses.filter((pause) => pause <= limits.quick).length * 4 >= pauses.length * 3;
}

function textOf(keys: readonly WedgeKey[]): string {
  return keys.map((key) => key.key).join('');
}
