const ENDS = /[\s/:;,=+／：；，＝]+$/u;
const SHORTENED = new Set([
  'etc',
  'jr',
  'sr',
  'dr',
  'prof',
  'inc',
  'ltd',
  'co',
  'vol',
  'ed',
  'rev',
  'dl',
  'bd',
  'pt',
  'no',
  'nr',
  'st',
  'mr',
  'mrs',
]);

/** Text without the ISBD punctuation that a record puts before the next element, and without the marks of words not sorted. */
export function clean(value: string): string {
  const text = withoutControls(value).replace(/\s+/gu, ' ').trim().replace(ENDS, '');
  return withoutLastStop(text).replace(ENDS, '');
}

/** As `clean`, and without the brackets of "supplied by the cataloguer". */
export function cleanImprint(value: string): string {
  return clean(
    clean(value)
      .replace(/^\[([^\]]*)\]?$/u, '$1')
      .replace(/^([^[]*)\]$/u, '$1'),
  );
}

function withoutControls(value: string): string {
  return [...value].filter((sign) => !(sign < ' ' || (sign >= '\u007f' && sign <= '\u009f'))).join('');
}

/** A stop after a whole word ends the field; after an initial, an abbreviation or another stop it belongs to the text. */
function withoutLastStop(text: string): string {
  if (!text.endsWith('.') || text.endsWith('..')) return text;
  const word = /([\p{L}\p{M}\p{N})\]"'’]+)\.$/u.exec(text)?.[1] ?? '';
  if (SHORTENED.has(word.toLowerCase())) return text;
  return [...word].length > 2 || /^[\p{N})\]"'’]+$/u.test(word) || /[^\p{Script=Latin}\p{M}]/u.test(word)
    ? text.slice(0, -1)
    : text;
}
