import type { Bodies } from '../journal/kinds.ts';
import type { Draft } from '../journal/seal.ts';
import type { Check } from './check.ts';
import { judge, type Override } from './decision.ts';
import type { FiguresOf, ObjectionCode } from './objections.ts';
import { roleNeeded } from './rights.ts';
import type { Counter } from './situation.ts';

/** Why something cannot be done as it was asked; the screen has a sentence for each code. */
export interface Objection {
  readonly code: ObjectionCode;
  readonly params: Readonly<Record<string, string | number>>;
  /** A person with the right may go on all the same. */
  readonly overridable: boolean;
}

/** `done` has what to write, in this order; `refused` has every objection at once (D2), and nothing is written. */
export type Outcome =
  | { readonly kind: 'done'; readonly drafts: readonly Draft[] }
  | { readonly kind: 'refused'; readonly objections: readonly Objection[] };

/** What an act says of the objections that somebody overrode. */
export type Overrides = Bodies['checkout']['overrides'];

/** Where a code has no figures, none need be given. */
export function objection<C extends ObjectionCode>(
  code: C,
  ...[params, overridable = false]: object extends FiguresOf<C>
    ? [params?: FiguresOf<C>, overridable?: boolean]
    : [params: FiguresOf<C>, overridable?: boolean]
): Objection {
  return { code, params: params ?? {}, overridable };
}

/** The drafts, unless anything stands against them. */
export function outcome(objections: readonly Objection[], drafts: () => readonly Draft[]): Outcome {
  return objections.length ? { kind: 'refused', objections } : { kind: 'done', drafts: drafts() };
}

/** The drafts, unless something stands against them that nobody here overrides for one of the policy's reasons (D2). */
export function unlessOverridden(
  counter: Counter,
  objections: readonly Objection[],
  override: Override | undefined,
  drafts: (overrides: Overrides) => readonly Draft[],
): Outcome {
  const blocks = objections.map((one) => ({ ...one, level: 'block' }) as Check);
  const verdict = judge(counter, blocks, override);
  return verdict.kind === 'blocked'
    ? { kind: 'refused', objections: [...objections, ...whyInForce(counter, blocks, override)] }
    : { kind: 'done', drafts: drafts(verdict.overrides) };
}

/** Why an override that was asked for is none, beside that nobody may. */
function whyInForce(
  { policy }: Counter,
  blocks: readonly Check[],
  override: Override | undefined,
): readonly Objection[] {
  if (!override || blocks.some(({ overridable }) => !overridable)) return [];
  const { reason } = override;
  if (!policy.reasons.includes(reason)) return [objection('reason-unknown', { reason })];
  const role = roleNeeded(policy, ...blocks.map(({ code }) => code));
  return [objection('right-missing', { role })];
}
