import type { LocalDate } from '../clock/instant.ts';
import type { PatronKind } from './fields.ts';

/** What the kind of a patron sets (P5). */
interface KindRules {
  /** Whose limits count: those of the subscription, the policy's for guests, or none. */
  readonly limits: 'subscription' | 'guest' | 'none';
  /** `fixed`: all loans end on one day, that of the school year or of the next round. */
  readonly due: 'period' | 'fixed' | 'none';
  /** `replacement`: what is lost is paid, being late costs nothing. */
  readonly charges: 'all' | 'replacement' | 'none';
  readonly notices: boolean;
  /** Takes part in the search for duplicates (P3). */
  readonly duplicates: boolean;
  /** Whether copies are sent for its holds without its library having set so (H6, P7). */
  readonly aimed: boolean;
  /** Whose open days count (P7). */
  readonly calendar: 'branch' | 'school';
}

const OF_A_BRANCH = { limits: 'subscription', due: 'period', aimed: true, calendar: 'branch' } as const;

const RULES: Readonly<Record<PatronKind, KindRules>> = {
  person: { ...OF_A_BRANCH, charges: 'all', notices: true, duplicates: true },
  guest: { ...OF_A_BRANCH, limits: 'guest', charges: 'all', notices: true, duplicates: false },
  institution: { ...OF_A_BRANCH, charges: 'replacement', notices: true, duplicates: false },
  'reading-group': { ...OF_A_BRANCH, charges: 'replacement', notices: true, duplicates: false },
  'home-delivery': { ...OF_A_BRANCH, due: 'fixed', charges: 'replacement', notices: false, duplicates: true },
  class: {
    ...{ limits: 'none', due: 'fixed', charges: 'none', notices: false },
    ...{ duplicates: false, aimed: false, calendar: 'school' },
  },
  'other-library': {
    ...OF_A_BRANCH,
    ...{ limits: 'none', charges: 'replacement', notices: false, duplicates: false },
  },
  internal: {
    ...{ limits: 'none', due: 'none', charges: 'none', notices: false },
    ...{ duplicates: false, aimed: false, calendar: 'branch' },
  },
};

export function rulesOfKind(kind: PatronKind): KindRules {
  return RULES[kind];
}

/**
 * The day on which a loan of this kind ends (P5): by its period; on the fixed day where that is still to come, else by the period; null
 * where it never ends.
 */
export function dueOfKind(
  kind: PatronKind,
  today: LocalDate,
  byPeriod: LocalDate,
  fixed: LocalDate | null,
): LocalDate | null {
  const { due } = RULES[kind];
  if (due === 'none') return null;
  return due === 'fixed' && fixed !== null && fixed > today ? fixed : byPeriod;
}

/** Whether copies are sent for the holds of this kind; `set` is the library's word, null without one (P7). */
export function isAimedFor(kind: PatronKind, set: boolean | null): boolean {
  return set ?? RULES[kind].aimed;
}
