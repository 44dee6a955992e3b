import { bitsOf, bytesOfBits } from './bits.ts';

/** ISIL as ISO 28560-2 annex C packs it: three alphabets, a shift for one character and a latch for the rest. */
type Alphabet = 'upper' | 'lower' | 'numeric';

interface Codes {
  readonly width: number;
  /** By code. */
  readonly characters: string;
  readonly latch: Readonly<Partial<Record<Alphabet, number>>>;
  readonly shift: Readonly<Partial<Record<Alphabet, number>>>;
}

const alphabets: Readonly<Record<Alphabet, Codes>> = {
  upper: {
    width: 5,
    characters: '-ABCDEFGHIJKLMNOPQRSTUVWXYZ:',
    latch: { lower: 28, numeric: 30 },
    shift: { lower: 29, numeric: 31 },
  },
  lower: {
    width: 5,
    characters: '-abcdefghijklmnopqrstuvwxyz/',
    latch: { upper: 28, numeric: 30 },
    shift: { upper: 29, numeric: 31 },
  },
  numeric: {
    width: 4,
    characters: '0123456789-:',
    latch: { upper: 12, lower: 14 },
    shift: { upper: 13, lower: 15 },
  },
};
const names = ['upper', 'lower', 'numeric'] as const;

/** Null where a character is none of an ISIL: letters, digits, hyphen, colon, slash. */
export function packIsil(isil: string): Uint8Array | null {
  const characters = [...isil];
  let bits = '';
  let latched: Alphabet = 'upper';
  for (const [index, character] of characters.entries()) {
    const home: Alphabet | undefined = holds(latched, character)
      ? latched
      : names.find((name) => holds(name, character));
    if (home === undefined) return null;
    const next = characters[index + 1];
    if (home !== latched && next !== undefined && holds(home, next)) {
      bits += codeBits(latched, alphabets[latched].latch[home]);
      latched = home;
    } else if (home !== latched) bits += codeBits(latched, alphabets[latched].shift[home]);
    bits += codeBits(home, alphabets[home].characters.indexOf(character));
  }
  return bytesOfBits(bits, '1111111');
}

/** Null where the bits are no ISIL. */
export function unpackIsil(bytes: Uint8Array): string | null {
  let bits = bitsOf(bytes);
  let isil = '';
  let latched: Alphabet = 'upper';
  let shifted: Alphabet | null = null;
  while (!/^1{0,7}$/.test(bits)) {
    const alphabet: Alphabet = shifted ?? latched;
    const { width, characters, latch, shift }: Codes = alphabets[alphabet];
    if (bits.length < width) return null;
    const code = Number.parseInt(bits.slice(0, width), 2);
    bits = bits.slice(width);
    const character: string | undefined = characters[code];
    const target: Alphabet | undefined = names.find((name) => latch[name] === code);
    if (character !== undefined) isil += character;
    else if (shifted !== null) return null;
    else if (target) latched = target;
    shifted = character === undefined ? (names.find((name) => shift[name] === code) ?? null) : null;
  }
  return shifted === null && isil !== '' ? isil : null;
}

function holds(alphabet: Alphabet, character: string): boolean {
  return alphabets[alphabet].characters.includes(character);
}

function codeBits(alphabet: Alphabet, code = 0): string {
  return code.toString(2).padStart(alphabets[alphabet].width, '0');
}
