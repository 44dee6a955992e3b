import type { AccountCharge } from '../accounts/account-state.ts';
import type { Bodies } from '../journal/kinds.ts';
import { type Objection, objection, type Outcome, outcome } from './outcome.ts';
import { restingOn } from './decision.ts';
import type { PatronSituation } from './situation.ts';

/** Erasing a person (A1, A4): not while anything is on loan, owed, owing or on hold; the answer says all that stands in the way. */
export function decideErasing(
  { patron, loans, account }: Pick<PatronSituation, 'patron' | 'loans' | 'account'>,
  openHolds: number,
  why: Bodies['patron.erase']['why'],
): Outcome {
  const { creditCents } = account;
  const sum = (of: (charge: AccountCharge) => number): number =>
    account.charges.reduce((cents, charge) => cents + of(charge), 0);
  const offered = sum(({ offeredCents }) => offeredCents);
  const open = sum(({ openCents }) => openCents) - offered;
  const objections: Objection[] = [];
  if (!patron.known) objections.push(objection('patron-unknown'));
  if (patron.status === 'erased') objections.push(objection('patron-erased'));
  if (loans.length) objections.push(objection('open-loans', { count: loans.length }));
  if (open > 0) objections.push(objection('open-money', { cents: open }));
  if (offered > 0) objections.push(objection('open-debit', { cents: offered }));
  if (creditCents > 0) objections.push(objection('open-credit', { cents: creditCents }));
  if (openHolds > 0) objections.push(objection('open-holds', { count: openHolds }));
  const ids = [patron.id, ...patron.aliases];
  return outcome(objections, () =>
    ids.map((id) => ({
      kind: 'patron.erase',
      body: { patron: id, why },
      after: restingOn(patron.newest, account.newest),
    })),
  );
}
