import type { z } from 'zod';
import { type DeskProfile, deskProfileSchema } from './desk-profile.ts';
import { jsonPlaces } from './json-places.ts';
import type { ProfileProblem, ProfileProblemCode } from './profile-problem.ts';

export type ReadProfile =
  | { readonly ok: true; readonly profile: DeskProfile }
  | { readonly ok: false; readonly problems: readonly ProfileProblem[] };

/** Reads the text of a desk's profile. All problems come at once. */
export function readDeskProfile(text: string): ReadProfile {
  const json = text.replace(/^\ufeff/, '');
  const places = jsonPlaces(json);
  if (!places.ok) {
    const { line, column, code, params } = places;
    return { ok: false, problems: [{ code, line, place: '', params: { ...params, column } }] };
  }
  const given: unknown = JSON.parse(json);
  const read = deskProfileSchema.safeParse(given);
  if (read.success) return { ok: true, profile: read.data };
  const problems = read.error.issues.flatMap((issue) =>
    faultsOf(issue, given).map(({ path, code, params }): ProfileProblem => {
      const line = places.lineOf(path);
      return { code, line, place: placeOf(path), params };
    }),
  );
  return { ok: false, problems };
}

interface Wrong extends Pick<ProfileProblem, 'code' | 'params'> {
  readonly path: readonly PropertyKey[];
}

function faultsOf(issue: z.core.$ZodIssue, of: unknown): Wrong[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], code: 'no-setting', params: {} }));
  // The schema's own checks have a code for a message.
  const own = issue.message as ProfileProblemCode;
  if (issue.code === 'custom')
    return [{ path, code: own, params: (issue.params ?? {}) as ProfileProblem['params'] }];
  const value = valueAt(of, path);
  const given: ProfileProblem['params'] = value === undefined ? {} : { given: shown(value) };
  const { code, params } = rightOf(issue) ?? { code: own, params: {} };
  return [{ path, code, params: { ...params, ...given } }];
}

/** What would be right; null where the schema says so itself. */
function rightOf(issue: z.core.$ZodIssue): Pick<ProfileProblem, 'code' | 'params'> | null {
  switch (issue.code) {
    case 'invalid_type':
      return { code: typeFaults[issue.expected] ?? 'not-object', params: {} };
    case 'invalid_value':
      return { code: 'not-one-of', params: { values: listed(issue.values) } };
    case 'invalid_union':
      return { code: 'not-one-of', params: { values: listed(unionOptions(issue)) } };
    case 'too_small':
      return { code: leastFaults[issue.origin] ?? 'too-small', params: { least: Number(issue.minimum) } };
    case 'too_big':
      return {
        code: issue.origin === 'string' ? 'too-long' : 'too-big',
        params: { most: Number(issue.maximum) },
      };
    default:
      return null;
  }
}

const typeFaults: Readonly<Record<string, ProfileProblemCode>> = {
  string: 'not-text',
  int: 'not-number',
  number: 'not-number',
  boolean: 'not-boolean',
  array: 'not-list',
  object: 'not-object',
};

const leastFaults: Readonly<Record<string, ProfileProblemCode>> = { string: 'too-short', array: 'too-few' };

/** Of a union by a key, the key's values; of plain values, these. */
function unionOptions(
  issue: z.core.$ZodIssue & { readonly code: 'invalid_union' },
): readonly z.core.util.Primitive[] {
  if ('options' in issue && issue.options) return issue.options;
  return issue.errors.flat().flatMap((error) => (error.code === 'invalid_value' ? error.values : []));
}

function listed(values: readonly z.core.util.Primitive[]): string {
  return values.map((value) => (typeof value === 'string' ? `"${value}"` : String(value))).join(', ');
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
