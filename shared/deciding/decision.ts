import type { Draft } from '../journal/seal.ts';
import { type Check, mayOverrideAll } from './check.ts';
import type { Counter } from './situation.ts';

export type DraftOf<K extends Draft['kind']> = Extract<Draft, { kind: K }>;

export interface Override {
  /** One of the policy's. */
  readonly reason: string;
}

interface Blocked {
  readonly kind: 'blocked';
  readonly checks: readonly Check[];
}

/** `done` has what to write; `blocked` has every failing check, and nothing is written. */
export type Decision<K extends Draft['kind']> =
  | {
      readonly kind: 'done';
      readonly draft: DraftOf<K>;
      readonly notices: readonly Check[];
      readonly overridden: readonly Check[];
    }
  | Blocked;

type Verdict =
  | Blocked
  | {
      readonly kind: 'passed';
      readonly overrides: { checks: string[]; reason: string; by: string } | undefined;
      readonly shown: { readonly notices: readonly Check[]; readonly overridden: readonly Check[] };
    };

/** One override with a reason covers all blocks, by those who may (D2). */
export function judge(counter: Counter, checks: readonly Check[], override: Override | undefined): Verdict {
  const blocks = checks.filter((c) => c.level === 'block');
  const allowed =
    override !== undefined &&
    counter.policy.reasons.includes(override.reason) &&
    mayOverrideAll(counter, blocks);
  if (blocks.length && !allowed) return { kind: 'blocked', checks };
  const overrides =
    blocks.length && override
      ? { checks: blocks.map((c) => c.code), reason: override.reason, by: counter.staff.id }
      : undefined;
  return {
    kind: 'passed',
    overrides,
    shown: { notices: checks.filter((c) => c.level === 'notice'), overridden: blocks },
  };
}

/** Ids of the newest entries that a decision rests on, each once. */
export function restingOn(...ids: readonly (string | null | undefined)[]): readonly string[] {
  return [...new Set(ids.flatMap((id) => id ?? []))];
}
