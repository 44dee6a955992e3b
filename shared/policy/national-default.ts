import type { Policy } from './policy.ts';

const group = (renewals: number, maximum: number | null = null, holdable = true) => ({
  renewals,
  maximum,
  holdable,
});

/** The Dutch default: 21 days, 3 renewals, sprinters 7 days without renewal; a library overrides what it must. */
export const nationalDefault: Policy = {
  version: 'nl-2026-1',
  defaultLoanGroup: 'boek',
  defaultSubscription: 'basis',
  loanGroups: {
    boek: group(3),
    jeugdboek: group(3),
    'grote-letter': group(3),
    luisterboek: group(3),
    tijdschrift: group(1, 10),
    dvd: group(1, 6),
    spel: group(1, 3),
    sprinter: group(0, 4, false),
  },
  subscriptions: {
    jeugd: { loans: 20, overdue: 10 },
    basis: { loans: 10, overdue: 5 },
    compleet: { loans: 20, overdue: 5 },
    tegoed: { loans: 10, overdue: 5 },
    instelling: { loans: null, overdue: null },
    gast: { loans: 5, overdue: 1 },
  },
  periods: [
    { days: 21 },
    { loanGroup: 'sprinter', days: 7 },
    { loanGroup: 'dvd', days: 7 },
    { loanGroup: 'tijdschrift', days: 14 },
    { subscription: 'compleet', days: 28 },
    { subscription: 'compleet', loanGroup: 'boek', days: 42 },
    { subscription: 'instelling', days: 42 },
  ],
  owedLimitCents: 1000,
  severity: {
    'reserved-by-others': 'notice',
    'hold-ready-here': 'notice',
    'patron-provisional': 'notice',
    'in-transit': 'notice',
  },
  never: [],
  reasons: ['pays-today', 'consulted', 'library-error', 'other'],
  again: 'renew',
  patterns: { item: '^[A-Z0-9-]{6,20}$', card: '^[A-Z0-9-]{6,20}$' },
};
