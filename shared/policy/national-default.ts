import type { LoanGroup } from './loan-groups.ts';
import type { PatronKindRules } from './patron-kinds.ts';
import type { Policy } from './policy.ts';
import type { Subscription } from './subscriptions.ts';
import { withVersion } from './version.ts';

const group = (change: Partial<LoanGroup> = {}): LoanGroup => ({
  renewals: 3,
  maximum: null,
  holdable: true,
  lendingFeeCents: 0,
  renewalFeeCents: 0,
  late: 'trapsgewijs',
  minimumAge: null,
  replacement: 'price',
  notForLoan: false,
  ...change,
});

const subscription = (change: Partial<Subscription> = {}): Subscription => ({
  loans: 10,
  overdue: 5,
  holds: 10,
  credits: null,
  priceCents: 0,
  termMonths: 12,
  autoRenew: true,
  noticeDays: 30,
  successorAt18: null,
  lendingFees: true,
  lateCharges: true,
  renewalTakesCredit: false,
  whenCreditsUsed: 'block',
  extraLoanCents: 0,
  ...change,
});

const free = { priceCents: 0, lendingFees: false, lateCharges: false };

const kind = (change: Partial<PatronKindRules> = {}): PatronKindRules => ({
  subscription: null,
  fixedDates: [],
  holds: true,
  copiesPerHold: 1,
  aimed: null,
  registers: false,
  ...change,
});

/**
 * The Dutch default: free below 18, 21 days, 3 renewals, sprinters 7 days without renewal, late charges by steps, of young people
 * none; a library overrides what it must.
 */
export const nationalDefault: Policy = withVersion({
  version: 'nl-2026-1',
  defaultLoanGroup: 'boek',
  defaultSubscription: 'basis',
  kinds: {
    person: kind({ registers: true }),
    institution: kind({ copiesPerHold: 40 }),
    class: kind({ holds: false, fixedDates: ['07-01'] }),
    'reading-group': kind({ copiesPerHold: 40 }),
    'home-delivery': kind(),
    'other-library': kind({ copiesPerHold: 40 }),
    internal: kind({ holds: false }),
    guest: kind({ subscription: 'gast', holds: false }),
  },
  loanGroups: {
    boek: group(),
    jeugdboek: group({ late: null }),
    'grote-letter': group(),
    luisterboek: group(),
    tijdschrift: group({ renewals: 1, maximum: 10 }),
    dvd: group({ renewals: 1, maximum: 6 }),
    spel: group({ renewals: 1, maximum: 3, replacement: 3500 }),
    sprinter: group({ renewals: 0, maximum: 4, holdable: false, late: 'per-dag' }),
  },
  subscriptions: {
    jeugd: subscription({
      ...free,
      loans: 20,
      overdue: 10,
      termMonths: null,
      autoRenew: false,
      noticeDays: 0,
      successorAt18: 'basis',
    }),
    basis: subscription({ priceCents: 4200 }),
    compleet: subscription({ priceCents: 6500, loans: 20, holds: 20, lendingFees: false }),
    tegoed: subscription({
      priceCents: 2500,
      credits: 15,
      autoRenew: false,
      whenCreditsUsed: 'fee',
      extraLoanCents: 200,
    }),
    instelling: subscription({
      ...free,
      loans: null,
      overdue: null,
      holds: 100,
      termMonths: null,
      autoRenew: false,
    }),
    gast: subscription({
      loans: 5,
      overdue: 1,
      holds: 0,
      termMonths: null,
      autoRenew: false,
      lendingFees: false,
    }),
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
  lateTables: {
    trapsgewijs: {
      days: 'calendar',
      graceDays: 0,
      rate: {
        by: 'steps',
        steps: [
          { from: 1, cents: 50 },
          { from: 8, cents: 150 },
          { from: 15, cents: 300 },
          { from: 22, cents: 500 },
        ],
      },
      maximumCents: 500,
      patronMaximumCents: 2000,
    },
    'per-dag': {
      days: 'open',
      graceDays: 0,
      rate: { by: 'period', every: 'day', cents: 50 },
      maximumCents: 500,
      patronMaximumCents: 2000,
    },
  },
  charges: {
    registrationCents: 0,
    cardCents: 500,
    reservation: { placingCents: 0, pickupCents: 0, uncollectedCents: 100, youth: false },
    remindersCents: [],
    processingCents: 250,
    replacementCents: 2000,
    refundDays: 180,
    damageCents: 500,
  },
  holds: {
    maximum: 10,
    shelfDays: 7,
    defaultDays: 365,
    notOnShelfLimit: 2,
    ownMembersFirst: false,
    pickupBranches: null,
    graceHours: 4,
    endWithSubscription: true,
  },
  guests: { cards: '^[A-Z0-9-]{6,20}$', unconfirmedLoans: 2, loanGroups: null },
  registration: {
    fields: ['familyName', 'birthDate', 'street', 'houseNumber', 'postcode', 'city'],
    guardianConsentBelow: 16,
  },
  claims: { searchDays: 28, maximum: 5 },
  receipts: { head: [], foot: [] },
  tags: {
    models: ['iso-28560-3', 'iso-28560-2', 'nl-genpve-5'],
    security: { inLibrary: 0x07, onLoan: 0xc2 },
  },
  retention: { historyDays: null, lastBorrowerDays: 30 },
  notices: {
    preOverdueDays: 3,
    overdueDays: [7, 21, 35],
    invoiceDays: 56,
    subscriptionDays: 30,
    endedHoldDays: 14,
    releaseDays: 3,
    lostDays: 90,
    partsDays: 14,
  },
  booking: { otherwise: { ledger: '8000', vat: 0 }, reasons: {} },
  owedLimitCents: 1000,
  severity: {
    'reserved-by-others': 'notice',
    'hold-ready-here': 'notice',
    'patron-provisional': 'notice',
    'in-transit': 'notice',
    'address-unknown': 'notice',
    'confirm-parts': 'notice',
    'message-waiting': 'notice',
  },
  never: [],
  override: { otherwise: 'senior', checks: {} },
  reasons: ['pays-today', 'consulted', 'library-error', 'other'],
  blockReasons: ['unpaid', 'damage', 'post-returned', 'conduct', 'other'],
  waiveReasons: ['leniency', 'library-error', 'illness', 'other'],
  again: 'renew',
  patterns: { item: '^[A-Z0-9-]{6,20}$', card: '^[A-Z0-9-]{6,20}$' },
});
