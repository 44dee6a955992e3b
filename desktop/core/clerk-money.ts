import { type AccountCharge, payableCents } from '@balie/shared/accounts/account-state.ts';
import { roundToFiveCents } from '@balie/shared/accounts/cash-rounding.ts';
import type { AccountState } from '@balie/shared/accounts/fold-account.ts';
import { payment } from '@balie/shared/accounts/payments.ts';
import type { TillState } from '@balie/shared/accounts/till-state.ts';
import {
  decideCharging,
  decidePaying,
  decideRefunding,
  decideTerminalAnswer,
  decideTill,
  decideWaiving,
} from '@balie/shared/deciding/decide-money.ts';
import { objection } from '@balie/shared/deciding/outcome.ts';
import type { Bodies } from '@balie/shared/journal/kinds.ts';
import { bookingOf } from '@balie/shared/policy/policy.ts';
import { accountDoc } from '@balie/shared/protocol/document-ids.ts';
import type { MoneyCommand, TillCommand } from '../contract/commands.ts';
import { type ClerkParts, type Decided, refused, type Scene } from './clerk-parts.ts';
import { tillNameOf } from './ports.ts';

type Asked<K extends MoneyCommand['kind']> = Extract<MoneyCommand, { kind: K }>;

/** What is asked of a patron's account (M1-M8). */
export async function decideMoney(parts: ClerkParts, scene: Scene, command: MoneyCommand): Promise<Decided> {
  const { counter } = scene;
  const { patron } = command;
  if (command.kind === 'charge') {
    const of = await parts.situations.patron(patron, counter, null);
    return { outcome: decideCharging(counter, of, command), patron };
  }
  const account = await parts.situations.account(patron);
  switch (command.kind) {
    case 'waive': {
      const { charge, cents = payable(account, charge), reason } = command;
      return { outcome: decideWaiving(counter, account, { charge, cents, reason }), patron };
    }
    case 'pay':
      return pay(parts, scene, command, account);
    case 'refund':
      return refund(parts, command, account);
    case 'terminal.answer':
      return answer(parts, command, account);
  }
}

/** A drawer is opened, emptied in part, counted or closed (M8). */
export async function decideDrawer(parts: ClerkParts, command: TillCommand): Promise<Decided> {
  const { till, ...act } = command;
  const state = await parts.situations.till(till ?? tillNameOf(parts.identity));
  const outcome =
    act.kind === 'till.count'
      ? decideTill(state, { ...act, terminals: act.terminals.map((terminal) => ({ ...terminal })) })
      : decideTill(state, act);
  return { outcome, patron: null };
}

async function pay(
  parts: ClerkParts,
  { counter }: Scene,
  { patron, method, charges, givenCents, terminal }: Asked<'pay'>,
  account: AccountState,
): Promise<Decided> {
  const chosen = charges && new Set(charges);
  const unknown = charges?.find((id) => !account.charges.some((charge) => charge.id === id));
  if (unknown !== undefined) return refused(objection('charge-unknown', { charge: unknown }));
  const paid = payment(account.charges, {
    ...{ method, givenCents, bookingOf: (reason) => bookingOf(counter.policy, reason) },
    ...(chosen ? { chosen } : {}),
  });
  if (!paid) return refused(objection('nothing-to-pay'));
  const till = await openTill(parts, method);
  const receipt = await parts.nextReceipt();
  const { lines, roundingCents } = paid;
  // Only cash is given back at once: of what came in otherwise the rest is credit.
  const [cents, changeCents] =
    method === 'cash' ? [paid.cents, paid.changeCents] : [paid.cents + paid.changeCents, 0];
  const body = {
    ...{ patron: account.patron, method, cents, lines, roundingCents, receipt },
    ...{ till: till?.till ?? null, terminal: terminal ?? null },
  };
  const outcome = decidePaying(account, body, till);
  return { outcome, patron, money: { cents, roundingCents, changeCents, receipt } };
}

async function refund(
  parts: ClerkParts,
  { patron, method, cents: asked, of, terminal }: Asked<'refund'>,
  account: AccountState,
): Promise<Decided> {
  const taken = asked ?? account.creditCents;
  const cents = method === 'cash' ? roundToFiveCents(taken) : taken;
  if (cents <= 0) return refused(objection('nothing-to-pay'));
  const till = await openTill(parts, method);
  const receipt = await parts.nextReceipt();
  const roundingCents = cents - taken;
  const body = {
    ...{ patron: account.patron, method, cents, roundingCents, of: of ?? null, receipt },
    ...{ till: till?.till ?? null, terminal: terminal ?? null },
  };
  const outcome = decideRefunding(account, body, till);
  return { outcome, patron, money: { cents: -cents, roundingCents, changeCents: 0, receipt } };
}

async function answer(
  parts: ClerkParts,
  { patron, of: id, outcome: answered }: Asked<'terminal.answer'>,
  account: AccountState,
): Promise<Decided> {
  const document = (await parts.view.documents([accountDoc(patron)])).get(accountDoc(patron));
  const fact = document?.facts[id];
  const named = fact?.kind === 'pay' || fact?.kind === 'refund' ? fact.body.till : null;
  const till = named === null ? null : await parts.situations.till(named);
  const receipt = await parts.nextReceipt();
  const outcome = decideTerminalAnswer(account, { id, fact }, answered, receipt, till);
  return { outcome, patron };
}

/** Cash goes through this desk's drawer; the rest is counted with it while it is open. */
async function openTill(parts: ClerkParts, method: Bodies['pay']['method']): Promise<TillState | null> {
  const till = await parts.situations.till(tillNameOf(parts.identity));
  return till.open || method === 'cash' ? till : null;
}

function payable({ charges }: AccountState, id: string): number {
  const charge: AccountCharge | undefined = charges.find((one) => one.id === id);
  return charge ? payableCents(charge) : 0;
}
