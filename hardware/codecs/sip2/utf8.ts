const REPLACEMENT = '\uFFFD';

/** UTF-8 by hand, for code that has no platform. A lone surrogate becomes the replacement character. */
export function utf8Bytes(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0)!;
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), tail(code));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), tail(code >> 6), tail(code));
    else bytes.push(0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code));
  }
  return Uint8Array.from(bytes);
}

/** Each byte that begins no whole character becomes the replacement character. */
export function utf8Text(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at]!;
    const length = lengthOf(first);
    const code = length === 1 ? first : codeAt(bytes, at, length);
    if (code === null) {
      text += REPLACEMENT;
      at += 1;
    } else {
      text += String.fromCodePoint(code);
      at += length;
    }
  }
  return text;
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}

function lengthOf(first: number): number {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xf0 && first < 0xf5 ? 4 : 0;
}

const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

function codeAt(bytes: Uint8Array, at: number, length: number): number | null {
  if (length === 0) return null;
  let code = bytes[at]! & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i];
    if (byte === undefined || (byte & 0xc0) !== 0x80) return null;
    code = (code << 6) | (byte & 0x3f);
  }
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code < SMALLEST[length]! || isSurrogate || code > 0x10ffff ? null : code;
}
