import type { LineEndSettings } from './code-settings.ts';
import { longestCode } from './read-code.ts';

/** The bytes of one scan, and whether they are the whole of it. */
export interface SerialLine {
  readonly bytes: Uint8Array;
  readonly whole: 'yes' | 'cut-off' | 'too-long';
}

export interface SerialLinesState {
  readonly pending: readonly number[];
  /** The line is longer than any code: its bytes are dropped until it ends. */
  readonly overrun: boolean;
  /** This scanner ended a code with CR or LF before, so a code without one is not whole. */
  readonly ends: boolean;
}

export const serialSilence: SerialLinesState = { pending: [], overrun: false, ends: false };

interface Step {
  readonly state: SerialLinesState;
  readonly lines: readonly SerialLine[];
}

const CR = 0x0d;
const LF = 0x0a;

/** Cuts what arrives, however cut, at CR, LF and CRLF. An empty line is no scan. */
export function hearBytes(state: SerialLinesState, bytes: Uint8Array): Step {
  const lines: SerialLine[] = [];
  let { pending, overrun, ends } = { ...state, pending: [...state.pending] };
  for (const byte of bytes) {
    if (byte === CR || byte === LF) {
      if (pending.length > 0)
        lines.push({ bytes: Uint8Array.from(pending), whole: overrun ? 'too-long' : 'yes' });
      ends ||= pending.length > 0 && !overrun;
      pending = [];
      overrun = false;
    } else if (pending.length < longestCode * 2) pending.push(byte);
    else overrun = true;
  }
  return { state: { pending, overrun, ends }, lines };
}

/**
 * The line has been still for the idle time. A scanner that ends its codes with nothing has sent its code; one that ends
 * them has been broken off. `auto` takes a scanner for the second kind once it has ended a code: half a number may be
 * another book's.
 */
export function hearIdle(state: SerialLinesState, lineEnd: LineEndSettings['lineEnd']): Step {
  const endsItsCodes = lineEnd === 'always' || (lineEnd === 'auto' && state.ends);
  return drop(state, endsItsCodes ? 'cut-off' : 'yes');
}

/** The line is gone: what stands there is never a whole code. */
export function hearEnd(state: SerialLinesState): Step {
  return drop(state, 'cut-off');
}

function drop(state: SerialLinesState, whole: SerialLine['whole']): Step {
  const { pending, overrun, ends } = state;
  const next = { pending: [], overrun: false, ends };
  if (pending.length === 0) return { state: next, lines: [] };
  const line: SerialLine = { bytes: Uint8Array.from(pending), whole: overrun ? 'too-long' : whole };
  return { state: next, lines: [line] };
}
