import fc from 'fast-check';
import * as money from '../accounts/make-money.ts';
import type { AnyEntry } from '../journal/entry.ts';
import type { Draft } from '../journal/seal.ts';
import { type DeskClock, Desks, type History, wrongClocks } from './history.ts';
import { chargeOpen, undoOf } from './make-entry.ts';

type Written = Pick<Draft, 'kind' | 'body'>;

const KINDS = [
  ...['open', 'charge', 'charge', 'pay', 'pay', 'pin', 'told', 'waive', 'refund', 'offer', 'collect'],
  ...['reverse', 'subscribe', 'end', 'card', 'remind', 'supply', 'merge', 'distinct', 'undo', 'undo'],
] as const;

/** One act at an account. */
const act = fc.record({
  kind: fc.constantFrom(...KINDS),
  stream: fc.nat(2),
  patron: fc.constantFrom('anna', 'anna', 'berta'),
  at: fc.nat(30),
  cents: fc.integer({ min: 1, max: 900 }),
  of: fc.nat(40),
  more: fc.nat(40),
  rounding: fc.integer({ min: -2, max: 2 }),
});
export type MoneyAct = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Charges that a loan may make, and one that none does. */
export const DERIVED = ['late:1', 'late:2', 'replacement:3', 'processing:3', 'lending:4', 'late:never'];
/** Charges that may be told twice. */
const TOLD = ['reminder:overdue:1', 'supply:ill:NL-0800070000:1'];

/** Up to so many acts of three desks, at the accounts of two patrons who may be one. */
export const moneyActs = fc.array(act, { maxLength: 24 });

/** What desks write one after another, by right clocks; each looks at the charges and payments that were written before, whoever wrote them. */
export function moneyWritten(acts: readonly MoneyAct[]): readonly AnyEntry[] {
  return played(acts, RIGHT).entries;
}

/** The same by clocks that are wrong. */
export const moneyHistories: fc.Arbitrary<History> = fc
  .tuple(moneyActs, wrongClocks(3, 20))
  .map(([acts, clocks]) => played(acts, clocks));

const RIGHT: readonly DeskClock[] = [0, 1, 2].map(() => ({ wrong: 0, anchored: false }));

function played(acts: readonly MoneyAct[], clocks: readonly DeskClock[]): History {
  const desks = new Desks(clocks);
  for (const one of acts) {
    const draft = draftOf(one, desks.entries);
    if (draft) desks.write(one.stream, draft, money.FIRST_OF_DECEMBER + one.at);
  }
  return desks.history(money.FIRST_OF_DECEMBER + 31);
}

function draftOf(
  { kind, patron, cents, of, more, rounding }: MoneyAct,
  entries: readonly AnyEntry[],
): Written | null {
  const pick = <T>(from: readonly T[], index: number): T | undefined => from[index % from.length];
  const asked = entries.filter((e) => /^(charge|charge\.open|patron\.subscription|refund)$/.test(e.kind));
  const charges = [
    ...DERIVED,
    ...TOLD,
    ...asked.map((e) => (e.kind === 'refund' ? `overpaid:${e._id}` : e._id)),
    ...asked.map((e) => e._id),
  ];
  const lines = [
    [pick(charges, of)!, cents],
    [pick(charges, more)!, (cents % 300) + 1],
  ] as const;
  switch (kind) {
    case 'open':
      return chargeOpen(patron, `${patron}:${of % 3}`, cents - 400);
    case 'charge':
      return money.charge(patron, cents);
    case 'pay':
      return money.pay(patron, lines.slice(0, 1 + (more % 2)), {
        cents: Math.max(1, cents + (of % 3) * 100 + rounding),
        roundingCents: rounding,
      });
    case 'pin':
      return money.pay(patron, lines, money.byPin((['approved', 'unknown', 'declined'] as const)[of % 3]!));
    case 'told': {
      const before = pick(
        entries.filter((e) => e.kind === 'pay'),
        of,
      );
      return before
        ? money.pay(
            patron,
            lines,
            money.byPin((['approved', 'unknown', 'declined'] as const)[more % 3]!, before._id),
          )
        : null;
    }
    case 'waive':
      return money.waive(patron, lines[0][0], cents);
    case 'refund':
      return money.refund(patron, cents, { roundingCents: rounding });
    case 'offer':
      return money.debitOffer(patron, lines, `b${of % 2}`);
    case 'collect':
      return money.debitCollect(patron, lines, `b${of % 2}`);
    case 'reverse':
      return money.debitReverse(patron, lines, `b${more % 2}`);
    case 'subscribe':
      return money.subscription(patron, {
        act: 'renew',
        from: `2026-0${1 + (of % 9)}-01`,
        priceCents: cents,
      });
    case 'end':
      return money.subscription(patron, { act: 'end', priceCents: 0, refundCents: cents });
    case 'card':
      return money.card(patron, cents % 400);
    case 'remind':
      return money.reminder(patron, `overdue:${of % 3}`, cents);
    case 'supply':
      return money.supply(patron, of % 3, cents);
    case 'merge':
      return money.patronMerge('berta', 'anna');
    case 'distinct':
      return money.patronDistinct('berta', 'anna');
    case 'undo': {
      const target = pick(entries, of);
      return target ? undoOf(target) : null;
    }
  }
}
