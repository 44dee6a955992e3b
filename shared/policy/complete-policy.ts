import { nationalDefault } from './national-default.ts';
import type { Policy } from './policy.ts';

/** A policy that was set before it had all of today's parameters: those that it lacks are the national ones. */
type StoredPolicy = Omit<Partial<Policy>, 'receipts' | 'tags' | 'notices'> & {
  readonly receipts?: Partial<Policy['receipts']>;
  readonly tags?: Partial<Policy['tags']>;
  readonly notices?: Partial<Policy['notices']>;
};

/** What a policy says that was validated when it was set, perhaps by an older program. */
export function completePolicy(stored: StoredPolicy): Policy {
  return {
    ...nationalDefault,
    ...stored,
    receipts: { ...nationalDefault.receipts, ...stored.receipts },
    tags: { ...nationalDefault.tags, ...stored.tags },
    notices: { ...nationalDefault.notices, ...stored.notices },
  };
}
