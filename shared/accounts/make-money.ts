import type { EntryId } from '../journal/ids.ts';
import type { Draft } from '../journal/seal.ts';
import type { LateTerms } from '../policy/late-terms.ts';
import type { Contributions } from '../protocol/contribution.ts';
import type { DerivedCharge } from './derived-charge.ts';

/** Entries and contributions about money, for tests. */
type Written = Pick<Draft, 'kind' | 'body'>;
type BodyOf<K extends Draft['kind']> = Extract<Draft, { kind: K }>['body'];

export const BOOKING = { ledger: '8000', vat: 900 };

export const charge = (patron: string, cents: number, reason = 'damage'): Written => ({
  kind: 'charge',
  body: { patron, reason, cents, ...BOOKING },
});

/** In cash at no till, of exactly these lines, unless `change` says otherwise. */
export const pay = (
  patron: string,
  lines: readonly (readonly [charge: string, cents: number])[],
  change: Partial<BodyOf<'pay'>> = {},
): Written => ({
  kind: 'pay',
  body: {
    patron,
    method: 'cash',
    cents: lines.reduce((sum, [, cents]) => sum + cents, 0),
    lines: lines.map(([id, cents]) => ({ charge: id, cents, booking: BOOKING })),
    roundingCents: 0,
    till: null,
    terminal: null,
    receipt: 1,
    ...change,
  },
});

type Terminal = NonNullable<BodyOf<'pay'>['terminal']>;

export const byPin = (
  outcome: Terminal['outcome'],
  resolves?: EntryId,
): { readonly method: 'pin'; readonly terminal: Terminal } => ({
  method: 'pin',
  terminal: { id: 'pin-1', outcome, ...(resolves ? { resolves } : {}) },
});

export const waive = (patron: string, of: string, cents: number): Written => ({
  kind: 'waive',
  body: { patron, charge: of, cents, reason: 'library-error' },
});

export const refund = (patron: string, cents: number, change: Partial<BodyOf<'refund'>> = {}): Written => ({
  kind: 'refund',
  body: {
    ...{ patron, cents, method: 'cash', roundingCents: 0 },
    ...{ of: null, till: null, terminal: null, receipt: 1 },
    ...change,
  },
});

type Lines = readonly (readonly [charge: string, cents: number])[];

const batchOf = (patron: string, lines: Lines, batch: string): BodyOf<'debit.collect'> => ({
  ...{ patron, batch },
  lines: lines.map(([id, cents]) => ({ charge: id, cents })),
});

export const debitOffer = (patron: string, lines: Lines, batch = 'b1'): Written => ({
  kind: 'debit.offer',
  body: { ...batchOf(patron, lines, batch), collectOn: '2026-12-01' },
});

export const debitCollect = (patron: string, lines: Lines, batch = 'b1'): Written => ({
  kind: 'debit.collect',
  body: batchOf(patron, lines, batch),
});

export const debitReverse = (patron: string, lines: Lines, batch = 'b1'): Written => ({
  kind: 'debit.reverse',
  body: { ...batchOf(patron, lines, batch), code: 'MD06' },
});

export const subscription = (
  patron: string,
  change: Partial<BodyOf<'patron.subscription'>> = {},
): Written => ({
  kind: 'patron.subscription',
  body: {
    ...{ patron, act: 'new', subscription: 'tegoed', from: '2026-01-01', until: '2026-12-31' },
    ...{ credits: 12, priceCents: 5000, refundCents: 0, autoRenew: true },
    ...change,
  },
});

export const card = (patron: string, feeCents: number): Written => ({
  kind: 'patron.card',
  body: { patron, act: 'replace', number: '29', replaces: '28', feeCents },
});

export const patronMerge = (patron: string, into: string): Written => ({
  kind: 'patron.merge',
  body: { patron, into },
});

export const patronDistinct = (patron: string, other: string): Written => ({
  kind: 'patron.distinct',
  body: { patron, other },
});

/** Thirty cents a day, six euros at most. */
export const LATE: LateTerms = {
  days: 'calendar',
  graceDays: 0,
  rate: { by: 'period', every: 'day', cents: 30 },
  maximumCents: 600,
  patronMaximumCents: null,
};

type Derived<K extends DerivedCharge['kind']> = Extract<DerivedCharge, { kind: K }>;

/** Due on the first of December 2026, at noon so many days later back in the branch. */
export const late = (id: string, days: number, change: Partial<Derived<'late'>> = {}): Derived<'late'> => {
  const returnedAt = FIRST_OF_DECEMBER + days * DAY;
  return {
    ...{ kind: 'late', id: `late:${id}`, patron: 'anna', by: id, at: returnedAt, item: `B${id}` },
    ...{ due: '2026-12-01', returnedAt, branch: 'centrum', terms: LATE },
    ...change,
  };
};

export const replacement = (id: string, foundAt: number | null): Derived<'replacement'> => ({
  ...{ kind: 'replacement', id: `replacement:${id}`, patron: 'anna', by: id, at: FIRST_OF_DECEMBER },
  ...{ item: `B${id}`, cents: 1995, processingCents: 250, foundAt, refundDays: 30 },
});

export const derived = (
  kind: 'lending' | 'placing' | 'pickup' | 'uncollected',
  id: string,
  cents: number,
): DerivedCharge => ({ kind, id: `${kind}:${id}`, patron: 'anna', by: id, at: FIRST_OF_DECEMBER, cents });

export const creditUse = (id: string, at: number, credits = 1): Derived<'credit'> => ({
  ...{ kind: 'credit', id: `credit:${id}`, patron: 'anna', by: id, at, credits, subscription: 'tegoed' },
});

export const claim = (id: string): DerivedCharge => ({
  ...{ kind: 'claim', id: `claim:${id}`, patron: 'anna', by: id, at: FIRST_OF_DECEMBER, item: `B${id}` },
});

/** As the document of one book says it. */
export const saidBy = (charges: readonly DerivedCharge[], source = 'item:B1'): Contributions => ({
  [source]: { charges },
});

/** A reminder that costs something. */
export const reminder = (patron: string, notice: string, cents: number): Written => ({
  kind: 'notice.sent',
  body: { patron, notice, way: 'email', charge: { cents, item: 'B1' } },
});

/** A copy of another library that is here, at the price that was agreed. */
export const supply = (patron: string, number: number, cents: number): Written => ({
  kind: 'ill.receive',
  body: { request: `ill:NL-0800070000:${number}`, item: 'X1', charge: { patron, cents } },
});

export const TILL = 'balie-1';

export const tillOpen = (floatCents = 10_000): Written => ({
  kind: 'till.open',
  body: { till: TILL, person: 'demo', floatCents },
});

export const tillDrop = (cents: number): Written => ({
  kind: 'till.drop',
  body: { till: TILL, cents, to: 'safe' },
});

export const tillCount = (cashCents: number, pinCents?: number): Written => ({
  kind: 'till.count',
  body: {
    till: TILL,
    cashCents,
    terminals: pinCents === undefined ? [] : [{ id: 'pin-1', cents: pinCents }],
  },
});

export const tillClose = (of: EntryId): Written => ({
  kind: 'till.close',
  body: { till: TILL, count: of },
});

export const DAY = 86_400_000;
/** Noon in Amsterdam. */
export const FIRST_OF_DECEMBER = 1_796_122_800_000;
