import {
  type AnyMessage,
  type AnyReceived,
  type Code,
  fixedFieldsOf,
  isCode,
  variableFieldsOf,
} from './messages.ts';

/** The text of a message, without what detects errors. A bar or control character in a value becomes a space. */
export function encodeMessage({ code, fixed, fields }: AnyMessage | AnyReceived): string {
  const values: Readonly<Record<string, string>> = fixed;
  const variable: Readonly<Record<string, string | readonly string[] | undefined>> = fields;
  let text: string = code;
  for (const [name, width] of fixedFieldsOf(code))
    text += clean(values[name] ?? '')
      .padEnd(width)
      .slice(0, width);
  for (const id of variableFieldsOf(code).keys())
    for (const value of [variable[id] ?? []].flat()) text += `${id}${clean(value)}|`;
  return text;
}

/**
 * What a text says; null where it begins with no code of SIP2. Fields may stand in any order, be missing, or be none of the
 * message's: those are left out. Of one that stands twice and should not, the first counts.
 */
export function decodeMessage(text: string): AnyReceived | null {
  const code = text.slice(0, 2);
  if (!isCode(code)) return null;
  const rest = text.slice(2);
  const end = endOfFixed(rest, code);
  const fields = readVariable(rest.slice(end), code);
  return { code, fixed: readFixed(rest.slice(0, end), code), fields } as AnyReceived;
}

function readFixed(text: string, code: Code): Readonly<Record<string, string>> {
  let at = 0;
  return Object.fromEntries(
    fixedFieldsOf(code).map(([name, width]) => [name, text.slice(at, (at += width)).padEnd(width)]),
  );
}

/** So many characters more than the layout says are looked through. */
const SURPLUS = 8;

/**
 * Some machines leave out blanks at the end of the fixed fields, or write some more: the first field that is known ends them. No fixed
 * field of SIP2 holds letters that could be taken for one.
 */
function endOfFixed(rest: string, code: Code): number {
  const width = fixedFieldsOf(code).reduce((sum, [, one]) => sum + one, 0);
  const ids = variableFieldsOf(code);
  const last = Math.min(rest.length, width + SURPLUS);
  for (let at = 0; at < last; at++) if (ids.has(rest.slice(at, at + 2))) return at;
  return Math.min(width, rest.length);
}

function readVariable(text: string, code: Code): Readonly<Record<string, string | readonly string[]>> {
  const ids = variableFieldsOf(code);
  const found: Record<string, string | string[]> = {};
  for (const piece of text.split('|')) {
    const [id, value] = [piece.slice(0, 2), piece.slice(2)];
    const often = ids.get(id);
    if (often === 'once') found[id] ??= value;
    else if (often === 'often') found[id] = [...((found[id] as string[] | undefined) ?? []), value];
  }
  return found;
}

function clean(value: string): string {
  return value.replaceAll(/[\p{Cc}|]/gu, ' ');
}
