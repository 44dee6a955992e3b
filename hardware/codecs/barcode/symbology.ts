/** What was printed, as far as it matters to a library: `other` is any symbology that the scanner names and we do not. */
export type Symbology =
  | 'code39'
  | 'code93'
  | 'code128'
  | 'gs1-128'
  | 'codabar'
  | 'itf'
  | 'ean13'
  | 'ean8'
  | 'upc'
  | 'qr'
  | 'datamatrix'
  | 'pdf417'
  | 'aztec'
  | 'other';

export const symbologies = [
  'code39',
  'code93',
  'code128',
  'gs1-128',
  'codabar',
  'itf',
  'ean13',
  'ean8',
  'upc',
  'qr',
  'datamatrix',
  'pdf417',
  'aztec',
  'other',
] as const satisfies readonly Symbology[];

const byLetter: Readonly<Record<string, Symbology>> = {
  A: 'code39',
  C: 'code128',
  F: 'codabar',
  G: 'code93',
  I: 'itf',
  L: 'pdf417',
  Q: 'qr',
  d: 'datamatrix',
  z: 'aztec',
};

/**
 * The symbology of an AIM id (ISO/IEC 15424): `]`, a letter for the symbology, a digit or letter for how it was read.
 * Null for what is not an AIM id. EAN and UPC share the letter E; `length` of the code tells them apart.
 */
export function symbologyOf(aim: string, length: number): Symbology | null {
  const [, letter = '', modifier] = /^\](\p{ASCII})([0-9A-Za-z])$/u.exec(aim) ?? [];
  if (!/[A-Za-z]/.test(letter)) return null;
  if (letter === 'C' && modifier === '1') return 'gs1-128';
  if (letter === 'E') return ofRetail(modifier, length);
  return (Object.hasOwn(byLetter, letter) ? byLetter[letter] : null) ?? 'other';
}

/** `]E3` is a 13-digit code with its supplement behind it in one text; a magazine or a book with a price. */
function ofRetail(modifier: string | undefined, length: number): Symbology {
  if (modifier === '4' || length === 8) return 'ean8';
  if (length === 12) return 'upc';
  return modifier === '0' || modifier === '3' ? 'ean13' : 'other';
}

/** Takes an AIM id off the front of what a scanner sent; null where there is none. */
export function splitAim(text: string): { readonly aim: string | null; readonly rest: string } {
  return /^\][A-Za-z][0-9A-Za-z]/.test(text)
    ? { aim: text.slice(0, 3), rest: text.slice(3) }
    : { aim: null, rest: text };
}
