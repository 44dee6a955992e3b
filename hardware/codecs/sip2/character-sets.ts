import { CP850_UPPER } from './cp850.ts';
import { utf8Bytes, utf8Text } from './utf8.ts';

export const characterSets = ['cp850', 'latin-1', 'utf-8'] as const;
export type CharacterSet = (typeof characterSets)[number];

const LATIN1_UPPER = Array.from({ length: 128 }, (_, i) => String.fromCharCode(0x80 + i)).join('');
const upperHalves = { cp850: CP850_UPPER, 'latin-1': LATIN1_UPPER };
const bytesOf = { cp850: byteTable(CP850_UPPER), 'latin-1': byteTable(LATIN1_UPPER) };

/** What is written for a character that a set lacks and that is no letter with a mark. */
const STAND_INS: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['‘', "'"],
  ['’', "'"],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['–', '-'],
  ['—', '-'],
  ['…', '...'],
  ['ĳ', 'ij'],
  ['Ĳ', 'IJ'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['ı', 'i'],
  ['ß', 'ss'],
]);

/** The text of bytes. Never throws: what is no character in UTF-8 becomes the replacement character. */
export function textOf(bytes: Uint8Array, set: CharacterSet): string {
  if (set === 'utf-8') return utf8Text(bytes);
  const upper = upperHalves[set];
  let text = '';
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : upper[byte - 0x80]!;
  return text;
}

/** The bytes of a text. A letter that the set lacks loses its mark, another character becomes what stands for it, or `?`. */
export function encodeText(text: string, set: CharacterSet): Uint8Array {
  if (set === 'utf-8') return utf8Bytes(text);
  const table = bytesOf[set];
  const bytes: number[] = [];
  for (const character of text)
    bytes.push(...(encodeCharacter(character, table) ?? standIn(character, table)));
  return Uint8Array.from(bytes);
}

function standIn(character: string, table: ReadonlyMap<string, number>): readonly number[] {
  const bare = STAND_INS.get(character) ?? character.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const bytes = [...bare].map((one) => encodeCharacter(one, table));
  return bytes.length && bytes.every((byte) => byte !== null) ? bytes.flat() : [0x3f];
}

function encodeCharacter(character: string, table: ReadonlyMap<string, number>): readonly [number] | null {
  const code = character.codePointAt(0)!;
  if (code < 0x80) return [code];
  const byte = table.get(character);
  return byte === undefined ? null : [byte];
}

function byteTable(upper: string): ReadonlyMap<string, number> {
  return new Map([...upper].map((character, i) => [character, 0x80 + i]));
}
