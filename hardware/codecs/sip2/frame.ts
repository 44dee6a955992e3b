import { type CharacterSet, encodeText, textOf } from './character-sets.ts';
import { checksum } from './checksum.ts';

/** A line taken apart: what is said, and what says whether it came over whole. */
export interface Frame {
  /** Code, fixed and variable fields. */
  readonly text: string;
  /** The digit behind AY; null for a machine that counts nothing. */
  readonly sequence: string | null;
  /** `none`: the line has no checksum. */
  readonly checksum: 'right' | 'wrong' | 'none';
}

/** What the machine wants to see at the end of an answer. */
export interface ErrorDetection {
  readonly sequence: string | null;
  readonly checksum: boolean;
}

interface Trailer {
  readonly at: number;
  readonly sequence: string | null;
  /** What stands behind AZ; null without one. */
  readonly sum: string | null;
}

/** Takes a line without its terminator apart. Any bytes will do. */
export function readFrame(line: Uint8Array, set: CharacterSet): Frame {
  const bytes = trimmed(line);
  const ascii = textOf(bytes, 'latin-1');
  const trailer = trailerOf(ascii);
  if (!trailer) return { text: textOf(bytes, set), sequence: null, checksum: 'none' };
  const { at, sequence, sum } = trailer;
  const text = textOf(bytes.subarray(0, at), set);
  if (sum === null) return { text, sequence, checksum: 'none' };
  const end = ascii.indexOf('AZ', at) + 2;
  return { text, sequence, checksum: checksum(bytes, end) === sum.toUpperCase() ? 'right' : 'wrong' };
}

/** The bytes of a line, with its CR. */
export function writeFrame(text: string, set: CharacterSet, detection: ErrorDetection): Uint8Array {
  const { sequence } = detection;
  const body = encodeText(`${text}${sequence === null ? '' : `AY${sequence}`}`, set);
  if (!detection.checksum) return concat(body, ascii('\r'));
  const checked = concat(body, ascii('AZ'));
  return concat(checked, ascii(`${checksum(checked)}\r`));
}

/** Where the end of the line that detects errors begins. AZ stands behind AY, a field, or the code of a message without fields. */
function trailerOf(line: string): Trailer | null {
  const both = /AY([0-9])AZ([^|]{0,8})\|?$/.exec(line);
  if (both) return { at: both.index, sequence: both[1]!, sum: both[2]! };
  const sum = /(?<=^9[67]|\|)AZ([^|]{0,8})\|?$/.exec(line);
  if (sum) return { at: sum.index, sequence: null, sum: sum[1]! };
  const count = /(?<=\||^9[79].{0,8})AY([0-9])\|?$/.exec(line);
  return count && { at: count.index, sequence: count[1]!, sum: null };
}

/** Without the spaces and zeros that serial lines and their converters add. */
function trimmed(line: Uint8Array): Uint8Array {
  let from = 0;
  let to = line.length;
  while (from < to && line[from]! <= 0x20) from++;
  while (to > from && line[to - 1]! <= 0x20) to--;
  return line.subarray(from, to);
}

function ascii(text: string): Uint8Array {
  return encodeText(text, 'latin-1');
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
