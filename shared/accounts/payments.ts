import type { FactOf } from '../journal/fact.ts';
import { type AccountCharge, payableCents } from './account-state.ts';
import { MOST_PAY_LINES } from './bodies.ts';
import { roundToFiveCents } from './cash-rounding.ts';

type PayBody = FactOf<'pay'>['body'];
type PayLine = PayBody['lines'][number];

interface Payment extends Pick<PayBody, 'lines' | 'cents' | 'roundingCents'> {
  /** What is left of what was given: the change, of cash. */
  readonly changeCents: number;
}

/**
 * What a payment settles: of the chosen charges, else of all, the oldest first, as far as `givenCents` goes; null gives all that is
 * asked. Never more than is open. `bookingOf` says where a reason is booked (M8). Null when nothing can be paid, as with two cents in
 * cash.
 */
export function payment(
  charges: readonly AccountCharge[],
  {
    method,
    givenCents,
    chosen,
    bookingOf,
  }: {
    readonly method: PayBody['method'];
    readonly givenCents: number | null;
    readonly chosen?: ReadonlySet<string>;
    readonly bookingOf: (reason: string) => PayLine['booking'];
  },
): Payment | null {
  const asked = charges
    .filter((charge) => payableCents(charge) > 0 && (!chosen || chosen.has(charge.id)))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_PAY_LINES);
  const total = asked.reduce((sum, charge) => sum + payableCents(charge), 0);
  const whole = method === 'cash' ? roundToFiveCents(total) : total;
  const given = givenCents ?? whole;
  const part = method === 'cash' ? given - (given % 5) : given;
  const [settled, cents] = given >= whole ? [total, whole] : [part, part];
  if (cents <= 0) return null;
  const lines: PayLine[] = [];
  let left = settled;
  for (const charge of asked) {
    const own = Math.min(left, payableCents(charge));
    if (own === 0) break;
    left -= own;
    const booking = bookingOf(charge.reason);
    const item = charge.item === undefined ? {} : { item: charge.item };
    lines.push({ charge: charge.id, cents: own, ...item, ...(booking ? { booking } : {}) });
  }
  return { lines, cents, roundingCents: cents - settled, changeCents: given - cents };
}
