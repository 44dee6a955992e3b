import type { z } from 'zod';
import { policyWarnings } from './consistency.ts';
import type { LoanPeriod } from './periods.ts';
import { type Policy, policySchema } from './policy.ts';
import { withVersion } from './version.ts';

/** One thing that is wrong: where, what stands there, and what would be right. */
interface PolicyProblem {
  readonly path: string;
  readonly value: unknown;
  readonly message: string;
}

/** `warnings` name what is allowed and says nothing. */
export type ReadPolicy =
  | { readonly ok: true; readonly policy: Policy; readonly warnings: readonly PolicyProblem[] }
  | { readonly ok: false; readonly problems: readonly PolicyProblem[] };

/** Any part of a policy; in a table (`loanGroups`, `subscriptions`, `lateTables`, `severity`, ...) null takes a row away. */
export type LocalParameters = Readonly<Record<string, unknown>>;

/** Reads a policy as a whole, with its version after what it says. */
export function readPolicy(given: unknown): ReadPolicy {
  const read = policySchema.safeParse(given);
  if (!read.success)
    return { ok: false, problems: read.error.issues.map((issue) => problemOf(issue, given)) };
  const policy = withVersion(read.data);
  const warnings = policyWarnings(policy).map(({ path, message }) => ({
    path: path.join('.'),
    value: valueAt(policy, path),
    message,
  }));
  return { ok: true, policy, warnings };
}

/**
 * The national parameters with a library's own over them, field by field; a list takes the place of the other. Loan periods with other
 * conditions than a local one stay, so that a missing combination falls back to the national one (D3).
 */
export function localPolicy(national: Policy, local: LocalParameters): ReadPolicy {
  return readPolicy(over(national, local, []));
}

const TABLES = new Set(['loanGroups', 'subscriptions', 'lateTables', 'severity', 'override.checks']);

function over(base: unknown, own: unknown, path: readonly string[]): unknown {
  if (path.join('.') === 'periods' && Array.isArray(base) && Array.isArray(own))
    return periodsOver(base, own);
  if (!isObject(base) || !isObject(own)) return own;
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, value] of Object.entries(own)) {
    if (value === undefined) continue;
    if (value === null && TABLES.has(path.join('.'))) merged.delete(key);
    else merged.set(key, over(merged.get(key), value, [...path, key]));
  }
  return Object.fromEntries(merged);
}

function periodsOver(base: readonly LoanPeriod[], own: readonly LoanPeriod[]): readonly LoanPeriod[] {
  const conditions = ({ branch = '', loanGroup = '', subscription = '' }: LoanPeriod): string =>
    JSON.stringify([branch, loanGroup, subscription]);
  const taken = new Set(own.filter(isObject).map((period) => conditions(period as LoanPeriod)));
  return [...own, ...base.filter((period) => !taken.has(conditions(period)))];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function problemOf({ path, message }: z.core.$ZodIssue, given: unknown): PolicyProblem {
  const keys = path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  return { path: keys.join('.'), value: valueAt(given, keys), message };
}

function valueAt(of: unknown, path: readonly (string | number)[]): unknown {
  let value = of;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}
