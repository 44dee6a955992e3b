import type { AccountState } from '../accounts/fold-account.ts';
import { mayCharge } from '../accounts/may-charge.ts';
import { payableCents } from '../accounts/account-state.ts';
import type { TillState } from '../accounts/till-state.ts';
import type { Fact } from '../journal/fact.ts';
import type { Bodies } from '../journal/kinds.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Draft } from '../journal/seal.ts';
import { bookingOf } from '../policy/policy.ts';
import { restingOn } from './decision.ts';
import { type Objection, objection, type Outcome, outcome } from './outcome.ts';
import { hasRole, roleNeeded } from './rights.ts';
import type { Counter, PatronSituation } from './situation.ts';
import { ageClassOf } from './terms.ts';

/** Something is asked of a patron, in cents (M5, M6); where it is booked the policy says (M8). */
export function decideCharging(
  { policy }: Counter,
  of: PatronSituation,
  { reason, cents, item }: { readonly reason: string; readonly cents: number; readonly item?: string },
): Outcome {
  const { patron, account } = of;
  const objections: Objection[] = [];
  if (patron.status === 'erased') objections.push(objection('patron-erased'));
  if (cents <= 0) objections.push(objection('amount-unfit', { cents }));
  if (!mayCharge(reason, ageClassOf(of))) objections.push(objection('free-below-18', { reason }));
  const on = item === undefined ? {} : { item };
  const body = { patron: patron.id, reason, cents, ...on, ...bookingOf(policy, reason) };
  return outcome(objections, () => [{ kind: 'charge', body, after: restingOn(account.newest) }]);
}

/**
 * A payment (M1, M2, M8): the lines are never more than what may be paid of their charges, and cash goes into an open drawer. The
 * caller has the terminal's answer already.
 */
export function decidePaying(account: AccountState, body: Bodies['pay'], till: TillState | null): Outcome {
  const objections = handlingObjections(body, till);
  const lines = body.lines.reduce((sum, line) => sum + line.cents, 0);
  for (const { charge, cents } of body.lines) {
    const known = account.charges.find((one) => one.id === charge);
    if (!known) objections.push(objection('charge-unknown', { charge }));
    else if (cents > payableCents(known))
      objections.push(
        objection('more-than-open', { cents, openCents: payableCents(known), reason: known.reason }),
      );
  }
  if (body.cents < lines + body.roundingCents)
    objections.push(objection('less-than-lines', { cents: body.cents, linesCents: lines }));
  return outcome(objections, () => [{ kind: 'pay', body, after: restingOn(account.newest, till?.newest) }]);
}

/** Something is let go (M4): at most what is open, by somebody with the right, for a reason of the policy's. */
export function decideWaiving(
  { policy, staff }: Counter,
  account: AccountState,
  { charge: id, cents, reason }: { readonly charge: string; readonly cents: number; readonly reason: string },
): Outcome {
  const charge = account.charges.find((one) => one.id === id);
  const objections: Objection[] = [];
  const role = roleNeeded(policy);
  if (!hasRole(staff, role)) objections.push(objection('right-missing', { role }));
  if (!policy.waiveReasons.includes(reason)) objections.push(objection('reason-unknown', { reason }));
  if (!charge) objections.push(objection('charge-unknown', { charge: id }));
  else if (cents <= 0 || cents > payableCents(charge))
    objections.push(
      objection('more-than-open', { cents, openCents: payableCents(charge), reason: charge.reason }),
    );
  const item = charge?.item === undefined ? {} : { item: charge.item };
  const body = { patron: account.patron, charge: id, cents, ...item, reason };
  return outcome(objections, () => [{ kind: 'waive', body, after: restingOn(account.newest) }]);
}

/** Credit is paid out; never more than there is. */
export function decideRefunding(
  account: AccountState,
  body: Bodies['refund'],
  till: TillState | null,
): Outcome {
  const objections = handlingObjections(body, till);
  const taken = body.cents - body.roundingCents;
  if (taken > account.creditCents)
    objections.push(objection('more-than-credit', { cents: taken, creditCents: account.creditCents }));
  return outcome(objections, () => [
    { kind: 'refund', body, after: restingOn(account.newest, till?.newest) },
  ]);
}

/**
 * What a terminal did after all with a payment or refund of unknown outcome (M8): the same act again, with its answer, be its drawer open
 * or closed. `till` is the drawer that the act names, `receipt` the number of the paper that tells of it.
 */
export function decideTerminalAnswer(
  account: AccountState,
  { id, fact }: { readonly id: EntryId; readonly fact: Fact | undefined },
  answer: 'approved' | 'declined',
  receipt: number,
  till: TillState | null,
): Outcome {
  const isWaiting = account.findings.some(
    ({ kind, entry }) => kind === 'pin-outcome-unknown' && entry === id,
  );
  if (!isWaiting || (fact?.kind !== 'pay' && fact?.kind !== 'refund'))
    return outcome([objection('not-waiting')], () => []);
  const { kind, body } = fact;
  const terminal = { id: body.terminal!.id, outcome: answer, resolves: id };
  return outcome([], () => [
    {
      kind,
      body: { ...body, terminal, receipt },
      after: restingOn(id, account.newest, till?.newest),
    } as Draft,
  ]);
}

type TillAct =
  | { readonly kind: 'till.open'; readonly person: string; readonly floatCents: number }
  | { readonly kind: 'till.drop'; readonly cents: number; readonly to: string }
  | ({ readonly kind: 'till.count' } & Pick<Bodies['till.count'], 'cashCents' | 'terminals'>)
  | { readonly kind: 'till.close' };

/** A drawer is opened by a person, emptied in part, counted, and closed after its count (M8). */
export function decideTill(till: TillState, act: TillAct): Outcome {
  const { open } = till;
  const objections: Objection[] = [];
  const count = open?.counts.at(-1)?.entry ?? null;
  if (act.kind === 'till.open' && open)
    objections.push(objection('till-open', { person: open.person ?? '' }));
  if (act.kind !== 'till.open' && !open) objections.push(objection('till-closed'));
  if (act.kind === 'till.drop' && open && act.cents > open.expectedCents)
    objections.push(objection('more-than-drawer', { cents: act.cents, expectedCents: open.expectedCents }));
  if (act.kind === 'till.close' && open && (count === null || till.uncounted.length > 0))
    objections.push(objection('till-uncounted'));
  const { kind, ...rest } = act;
  const counted = kind === 'till.close' ? { count: count! } : {};
  return outcome(objections, () => [
    { kind, body: { till: till.till, ...rest, ...counted }, after: restingOn(till.newest) } as Draft,
  ]);
}

/** Cash goes through an open drawer, rounded to what can be handed over; PIN has a terminal's answer (M8). */
function handlingObjections(
  { method, till: name, terminal, cents, roundingCents }: Bodies['pay'] | Bodies['refund'],
  till: TillState | null,
): Objection[] {
  const objections: Objection[] = [];
  if (method === 'cash' && name === null) objections.push(objection('till-missing'));
  else if (name !== null && !(till?.till === name && till.open)) objections.push(objection('till-closed'));
  if (method === 'cash' ? cents % 5 !== 0 : roundingCents !== 0) objections.push(objection('rounding-unfit'));
  if ((method === 'pin') !== (terminal !== null)) objections.push(objection('terminal-unfit'));
  return objections;
}
