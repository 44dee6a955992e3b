import type { JsonFault } from './profile-problem.ts';

/** Where in a JSON text each value stands, so that a person who wrote it is sent to the line. */
export type JsonPlaces =
  | { readonly ok: true; readonly lineOf: (path: readonly PropertyKey[]) => number }
  | {
      readonly ok: false;
      readonly line: number;
      readonly column: number;
      readonly code: JsonFault;
      /** `signs` that may stand there, or the name that stands there `twice`. */
      readonly params: Readonly<Record<string, string>>;
    };

/** A text that is deeper is no settings file. */
const deepest = 32;
/** From the blank on, but for `"` and `\\`, which are escaped. */
const string = /"(?:[ !#-[\]-\u{10FFFF}]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/uy;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const space = /[ \t\r\n]*/y;

class NotJson extends Error {
  readonly at: number;
  readonly code: JsonFault;
  readonly params: Readonly<Record<string, string>>;
  constructor(at: number, code: JsonFault, params: Readonly<Record<string, string>> = {}) {
    super(code);
    this.at = at;
    this.code = code;
    this.params = params;
  }
}

/** Reads JSON (RFC 8259) for its places. A key that stands twice in one object is refused: one of them would be lost. */
export function jsonPlaces(text: string): JsonPlaces {
  const starts = new Map<string, number>();
  const lineAt = (at: number): number => text.slice(0, at).split(/\r\n|\r|\n/).length;
  try {
    const end = skip(text, value(text, 0, [], starts));
    if (end < text.length) throw new NotJson(end, 'json-end');
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    const before = text.slice(0, error.at).split(/\r\n|\r|\n/);
    return {
      ok: false,
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      code: error.code,
      params: error.params,
    };
  }
  return {
    ok: true,
    lineOf: (path) => {
      for (let length = path.length; length > 0; length--) {
        const start = starts.get(keyOf(path.slice(0, length)));
        if (start !== undefined) return lineAt(start);
      }
      return 1;
    },
  };
}

type Starts = Map<string, number>;
type Path = readonly (string | number)[];

/** Reads the value that begins behind blanks at `from`; gives where it ends. */
function value(text: string, from: number, path: Path, starts: Starts): number {
  const at = skip(text, from);
  if (!starts.has(keyOf(path))) starts.set(keyOf(path), at);
  if (path.length > deepest) throw new NotJson(at, 'json-nesting');
  if (text[at] === '{') return members(text, at, path, starts);
  if (text[at] === '[') return elements(text, at, path, starts);
  const end = match(string, text, at) ?? match(scalar, text, at);
  if (end === null) throw new NotJson(at, 'json-value');
  return end;
}

function members(text: string, open: number, path: Path, starts: Starts): number {
  const seen = new Set<string>();
  let at = skip(text, open + 1);
  if (text[at] === '}') return at + 1;
  for (;;) {
    const end = match(string, text, at);
    if (end === null) throw new NotJson(at, 'json-name');
    const name = JSON.parse(text.slice(at, end)) as string;
    if (seen.has(name)) throw new NotJson(at, 'json-name-twice', { twice: `"${name}"` });
    seen.add(name);
    starts.set(keyOf([...path, name]), at);
    const colon = skip(text, end);
    if (text[colon] !== ':') throw new NotJson(colon, 'json-sign', { signs: '":"' });
    at = skip(text, value(text, colon + 1, [...path, name], starts));
    if (text[at] === '}') return at + 1;
    if (text[at] !== ',') throw new NotJson(at, 'json-sign', { signs: '"," / "}"' });
    at = skip(text, at + 1);
  }
}

function elements(text: string, open: number, path: Path, starts: Starts): number {
  let at = skip(text, open + 1);
  if (text[at] === ']') return at + 1;
  for (let index = 0; ; index++) {
    at = skip(text, value(text, at, [...path, index], starts));
    if (text[at] === ']') return at + 1;
    if (text[at] !== ',') throw new NotJson(at, 'json-sign', { signs: '"," / "]"' });
    at += 1;
  }
}

function skip(text: string, at: number): number {
  return match(space, text, at) ?? at;
}

/** Where a match that begins at `at` ends. */
function match(what: RegExp, text: string, at: number): number | null {
  what.lastIndex = at;
  return what.test(text) ? what.lastIndex : null;
}

function keyOf(path: readonly PropertyKey[]): string {
  return JSON.stringify(path.map(String));
}
