import { hashJson } from '../journal/canonical.ts';
import type { Policy } from './policy.ts';

/**
 * The policy with a version that changes whenever anything else in it does: the name that it had, up to a `+`, and the first digits of
 * the hash of all that it says.
 */
export function withVersion(policy: Policy): Policy {
  const { version, ...said } = policy;
  return { ...policy, version: `${version.split('+')[0]!}+${hashJson(said).slice(0, 10)}` };
}
