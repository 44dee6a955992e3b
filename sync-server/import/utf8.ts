import { isUtf8 } from 'node:buffer';
import { done, failed, type Result } from './import-error.ts';

/** The length of the UTF-8 sequence at `at`: 0 where it is not valid, -1 where the bytes end in the middle of it. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf
      ? 2
      : first >= 0xe0 && first <= 0xef
        ? 3
        : first >= 0xf0 && first <= 0xf4
          ? 4
          : 0;
  if (length === 0) return 0;
  for (let step = 1; step < length; step++) {
    const next = bytes[at + step];
    if (next === undefined) return -1;
    const lowest = step > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const highest = step > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    if (next < lowest || next > highest) return 0;
  }
  return length;
}

/** Where bytes stop being UTF-8 (RFC 3629), and whether only because they end too early; `null` if they are valid. */
function firstBadUtf8(bytes: Uint8Array): { offset: number; cut: boolean } | null {
  if (isUtf8(bytes)) return null;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length <= 0) return { offset: at, cut: length < 0 };
    at += length;
  }
  return null;
}

/** The bytes of a text file without its byte order mark, or one error that names the file, the byte and the line. */
export function checkedUtf8(file: string, bytes: Uint8Array): Result<Uint8Array> {
  const bad = firstBadUtf8(bytes);
  if (bad) {
    const line = lineOf(bytes, bad.offset);
    return bad.cut
      ? failed('file-cut', { file, line })
      : failed('not-utf8', { file, line, offset: bad.offset });
  }
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return done(marked ? bytes.subarray(3) : bytes);
}

function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) if (bytes[at] === 0x0a) line++;
  return line;
}
