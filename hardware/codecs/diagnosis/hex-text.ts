export type HexText =
  | { readonly ok: true; readonly bytes: Uint8Array }
  /** `why` is a whole sentence. */
  | { readonly ok: false; readonly why: string };

const LONGEST = 100_000;

/**
 * Bytes as people paste them: hexadecimal digits in either case, with spaces, line ends, colons, hyphens, commas, semicolons or dots
 * between them, `0x`, `\x` or `$` before each or before all. Never throws.
 */
export function readHexText(text: string): HexText {
  if (text.length > LONGEST)
    return { ok: false, why: `${text.length} characters are more than any tag or frame has (${LONGEST}).` };
  const pieces = text.split(/[\s:,;.\-_]+/).filter((piece) => piece !== '');
  const digits: string[] = [];
  for (const piece of pieces) {
    const bare = piece.replaceAll(/0x|\\x|\$/gi, '');
    const wrong = /[^0-9a-f]/i.exec(bare)?.[0];
    if (wrong !== undefined)
      return { ok: false, why: `"${wrong}" in "${shortened(piece)}" is no hexadecimal digit (0-9, a-f).` };
    // `0x1` and `1 2 3` are bytes of one digit each; a longer piece has two for each byte.
    digits.push(bare.length === 1 && pieces.length > 1 ? `0${bare}` : bare);
  }
  const odd = digits.find((one) => one.length % 2 === 1);
  if (odd !== undefined)
    return {
      ok: false,
      why: `"${shortened(odd)}" has ${odd.length} hexadecimal digits; a byte has two, so one is missing or too many.`,
    };
  const all = digits.join('');
  if (all === '') return { ok: false, why: 'There are no bytes.' };
  return { ok: true, bytes: Uint8Array.from(all.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) };
}

function shortened(text: string): string {
  return text.length > 24 ? `${text.slice(0, 21)}...` : text;
}
