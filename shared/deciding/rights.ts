import { type CheckCode, type Role, roles } from '../policy/check-codes.ts';
import type { Policy } from '../policy/policy.ts';
import type { Counter } from './situation.ts';

/** What somebody at the counter is; who has no role of their own is `senior` where they may override, else `staff`. */
export function roleOf({ role, mayOverride }: Counter['staff']): Role {
  return role ?? (mayOverride ? 'senior' : 'staff');
}

/** Whether somebody may do what needs this role: each may do what those before it may. */
export function hasRole(staff: Counter['staff'], needed: Role): boolean {
  return roles.indexOf(roleOf(staff)) >= roles.indexOf(needed);
}

/** The role that goes on all the same: of these blocks together, or of any that the policy does not name (D2, M4). */
export function roleNeeded({ override }: Policy, ...blocks: readonly CheckCode[]): Role {
  const needed = blocks.map((code) => override.checks[code] ?? override.otherwise);
  return needed.length ? roles.findLast((role) => needed.includes(role))! : override.otherwise;
}
