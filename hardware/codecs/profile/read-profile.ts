import type { z } from 'zod';
import { type DeskProfile, deskProfileSchema } from './desk-profile.ts';
import { jsonPlaces } from './json-places.ts';

/** One thing that is wrong in a profile. `sentence` is whole: it names file, line and place, and what would be right. */
interface ProfileProblem {
  /** `scanners[0].link.baudRate`; empty for the file as a whole. */
  readonly place: string;
  readonly line: number;
  readonly sentence: string;
}

export type ReadProfile =
  | { readonly ok: true; readonly profile: DeskProfile }
  | { readonly ok: false; readonly problems: readonly ProfileProblem[] };

/** Reads the text of a desk's profile; `file` is its name for the sentences. All problems come at once. */
export function readDeskProfile(text: string, file: string): ReadProfile {
  const json = text.replace(/^\ufeff/, '');
  const places = jsonPlaces(json);
  if (!places.ok) {
    const { line, column, expected } = places;
    const sentence = `${file}, line ${line}, column ${column}: this is not JSON; here has to stand ${expected}.`;
    return { ok: false, problems: [{ place: '', line, sentence }] };
  }
  const given: unknown = JSON.parse(json);
  const read = deskProfileSchema.safeParse(given);
  if (read.success) return { ok: true, profile: read.data };
  const problems = read.error.issues.flatMap((issue) =>
    faultsOf(issue, given).map(({ path, says }): ProfileProblem => {
      const place = placeOf(path);
      const line = places.lineOf(path);
      return { place, line, sentence: `${file}, line ${line}: ${place || 'the file'} ${says}.` };
    }),
  );
  return { ok: false, problems };
}

interface Fault {
  readonly path: readonly PropertyKey[];
  /** What completes a sentence that begins with the place. */
  readonly says: string;
}

function faultsOf(issue: z.core.$ZodIssue, given: unknown): Fault[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      says: 'is no setting; look for its right name in docs/DEVICES.md, or take it away',
    }));
  const value = valueAt(given, path);
  if (issue.code === 'custom') return [{ path, says: issue.message }];
  const right = rightOf(issue);
  if (value === undefined) return [{ path, says: `is missing; it ${right}` }];
  return [{ path, says: `is ${shown(value)}; it ${right}` }];
}

function rightOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `has to be ${typeNames[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `has to be ${oneOf(issue.values)}`;
    case 'invalid_union':
      return `has to be ${oneOf(unionOptions(issue))}`;
    case 'too_small':
      return `has to be at least ${issue.minimum}${lengthName(issue.origin)}`;
    case 'too_big':
      return `has to be at most ${issue.maximum}${lengthName(issue.origin)}`;
    default:
      return issue.message;
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  int: 'a whole number',
  number: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]',
  object: 'settings in { }',
};

/** Of a union by a key, the key's values; of plain values, these. */
function unionOptions(
  issue: z.core.$ZodIssue & { readonly code: 'invalid_union' },
): readonly z.core.util.Primitive[] {
  if ('options' in issue && issue.options) return issue.options;
  return issue.errors.flat().flatMap((error) => (error.code === 'invalid_value' ? error.values : []));
}

function oneOf(values: readonly z.core.util.Primitive[]): string {
  const shownValues = values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value)));
  const last = shownValues.pop() ?? '';
  return shownValues.length > 0 ? `${shownValues.join(', ')} or ${last}` : last;
}

function lengthName(origin: string): string {
  if (origin === 'string') return ' characters long';
  return origin === 'array' ? ' long' : '';
}

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`))
    .join('');
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function valueAt(of: unknown, path: readonly PropertyKey[]): unknown {
  let value = of;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}
