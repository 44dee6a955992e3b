import { done, failed, type Result } from './import-error.ts';

/** Whose the rows of an export are: all one library's, or by the code of a library in `branches.csv`. */
export type LibraryMapping =
  { kind: 'all'; isil: string } | { kind: 'map'; codes: Readonly<Record<string, string>> };

/** Reads the values of `--library`: one ISIL (ISO 15511), or any number of `<code>=<ISIL>`. */
export function readLibraryMapping(values: readonly string[]): Result<LibraryMapping> {
  if (values.length === 0) return failed('mapping-missing');
  const pairs = values.map((value) => ({
    code: value.slice(0, Math.max(0, value.lastIndexOf('='))).trim(),
    isil: value.slice(value.lastIndexOf('=') + 1).trim(),
  }));
  const wrong = pairs.find(({ isil }) => !/^[A-Za-z0-9]{1,4}-[A-Za-z0-9:/-]{1,11}$/.test(isil));
  if (wrong) return failed('mapping-not-isil', { value: wrong.isil });
  const [first] = pairs;
  if (first && pairs.length === 1 && first.code === '') return done({ kind: 'all', isil: first.isil });
  if (pairs.some(({ code }) => code === '')) return failed('mapping-mixed');
  const codes: Record<string, string> = Object.create(null);
  for (const { code, isil } of pairs) {
    if (codes[code] !== undefined) return failed('mapping-code-twice', { code });
    codes[code] = isil;
  }
  return done({ kind: 'map', codes });
}
