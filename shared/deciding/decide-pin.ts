import { draftAfter } from '../patrons/draft-after.ts';
import type { PatronState } from '../patrons/fold-patron.ts';
import { PIN, PIN_FIELD } from '../patrons/pin.ts';
import { absent } from './absent.ts';
import { objection, type Outcome, outcome } from './outcome.ts';

/** A new PIN takes the place of the old one (A7). Only its verifier is written; whether it is the old one again, nobody can tell. */
export function decidePin(patron: PatronState, pin: string, verifier: string): Outcome {
  const objections = absent(patron);
  if (!PIN.test(pin)) objections.push(objection('pin-unfit'));
  const body = { patron: patron.id, set: {}, fields: [PIN_FIELD] };
  return outcome(objections, () => [draftAfter(patron, 'patron.edit', body, { [PIN_FIELD]: verifier })]);
}
