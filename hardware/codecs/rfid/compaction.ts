import { bitsOf, bytesOfBits } from './bits.ts';
import { isText, textOfUtf8, utf8Of } from './utf8.ts';

/** How ISO 15962 squeezes a text: the three bits of a precursor. `application` leaves it to the data element. */
export const compactions = [
  'application',
  'integer',
  'numeric',
  'five-bit',
  'six-bit',
  'seven-bit',
  'octets',
  'utf-8',
] as const;
export type Compaction = (typeof compactions)[number];

interface Scheme {
  /** Whether the text comes back as it was. */
  fits(text: string): boolean;
  pack(text: string): Uint8Array;
  /** Null where no text gives these bytes. */
  unpack(bytes: Uint8Array): string | null;
}

const longestInteger = 19;

const schemes: Readonly<Record<Exclude<Compaction, 'application'>, Scheme>> = {
  integer: {
    fits: (text) => /^[1-9]\d+$/.test(text) && text.length <= longestInteger,
    pack: (text) => {
      const hex = BigInt(text).toString(16);
      return bytesOfBits(`${hex.length % 2 ? '0000' : ''}${[...hex].map(nibble).join('')}`, '');
    },
    unpack: (bytes) =>
      bytes.length === 0 ? null : bytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n).toString(),
  },
  numeric: {
    fits: (text) => /^\d{2,}$/.test(text),
    pack: (text) => bytesOfBits([...text].map(nibble).join(''), '1111'),
    unpack: (bytes) => {
      const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
      return /^\d+f?$/.test(digits) ? digits.replace('f', '') : null;
    },
  },
  'five-bit': {
    fits: (text) => /^[A-_]{3,}$/.test(text),
    pack: (text) => packCodes(text, 5, '0000000'),
    unpack: (bytes) => {
      const codes = codesOf(bytes, 5);
      if (codes.at(-1) === 0) codes.pop();
      return codes.includes(0) ? null : String.fromCharCode(...codes.map((code) => code + 0x40));
    },
  },
  'six-bit': {
    // A blank at the end could not be told from the filling.
    fits: (text) => /^[ -_]{3,}[!-_]$/.test(text),
    pack: (text) => packCodes(text, 6, '100000'),
    unpack: (bytes) => {
      const codes = codesOf(bytes, 6);
      if (bytes.length % 3 === 0 && codes.at(-1) === 0x20) codes.pop();
      return String.fromCharCode(...codes.map((code) => (code < 0x20 ? code + 0x40 : code)));
    },
  },
  'seven-bit': {
    fits: (text) => text.length >= 8 && [...text].every((character) => character < '\x7f'),
    pack: (text) => packCodes(text, 7, '1111111'),
    unpack: (bytes) => {
      const codes = codesOf(bytes, 7);
      if (codes.at(-1) === 0x7f) codes.pop();
      return String.fromCharCode(...codes);
    },
  },
  octets: {
    fits: (text) => [...text].every((character) => character <= '\xff'),
    pack: (text) => Uint8Array.from(text, (character) => character.charCodeAt(0)),
    unpack: (bytes) => String.fromCharCode(...bytes),
  },
  'utf-8': { fits: isText, pack: utf8Of, unpack: textOfUtf8 },
};

/** The first scheme that takes the text, and so the shortest; throws for what `isText` refuses. */
export function compact(text: string): { readonly compaction: Compaction; readonly data: Uint8Array } {
  for (const compaction of compactions) {
    if (compaction !== 'application' && schemes[compaction].fits(text))
      return { compaction, data: schemes[compaction].pack(text) };
  }
  throw new Error('This is no text for a tag.');
}

/** Null where the bytes are not of this scheme; `application` data have no text of their own. */
export function expand(compaction: Compaction, data: Uint8Array): string | null {
  return compaction === 'application' ? null : schemes[compaction].unpack(data);
}

function nibble(digit: string): string {
  return Number.parseInt(digit, 16).toString(2).padStart(4, '0');
}

function packCodes(text: string, width: number, filling: string): Uint8Array {
  const bits = [...text].map((character) =>
    character.charCodeAt(0).toString(2).padStart(8, '0').slice(-width),
  );
  return bytesOfBits(bits.join(''), filling);
}

function codesOf(bytes: Uint8Array, width: number): number[] {
  const pieces = bitsOf(bytes).match(new RegExp(`.{${width}}`, 'g')) ?? [];
  return pieces.map((bits) => Number.parseInt(bits, 2));
}
