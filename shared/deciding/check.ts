import type { CheckCode } from '../policy/check-codes.ts';
import type { Policy } from '../policy/policy.ts';
import { hasRole, roleNeeded } from './rights.ts';
import type { Counter } from './situation.ts';

/** One failing check; a block needs a person with the right to override it, a notice needs nothing (D2). */
export interface Check {
  readonly code: CheckCode;
  readonly level: 'block' | 'notice';
  /** By somebody with the right. */
  readonly overridable: boolean;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What was found before the policy says what it is; with a `level` where the rule itself says so. */
export interface Found {
  readonly code: CheckCode;
  readonly params: Check['params'];
  readonly level?: Check['level'];
}

/** What the policy makes of what was found, blocks first (D2). */
export function weigh(policy: Policy, found: readonly Found[]): readonly Check[] {
  const checks = found.flatMap(({ code, params, level: own }): Check[] => {
    const set = policy.severity[code] ?? 'block';
    if (set === 'off') return [];
    const level = own ?? set;
    return [{ code, params, level, overridable: level === 'block' && !policy.never.includes(code) }];
  });
  return checks.sort((a, b) => Number(a.level === 'notice') - Number(b.level === 'notice'));
}

/** Whether this person may override all the blocks among these checks (D2). */
export function mayOverrideAll({ staff, policy }: Counter, checks: readonly Check[]): boolean {
  return checks.every(
    ({ code, level, overridable }) =>
      level === 'notice' || (overridable && hasRole(staff, roleNeeded(policy, code))),
  );
}
