import type { LocalDate } from '../clock/instant.ts';
import type { Bodies, Kind } from '../journal/kinds.ts';
import { draftAfter } from '../patrons/draft-after.ts';
import { ageOn, type PatronState } from '../patrons/fold-patron.ts';
import { absent } from './absent.ts';
import { isBirthDate } from './decide-registration.ts';
import { type Objection, objection, type Outcome, outcome } from './outcome.ts';
import { hasRole, roleNeeded } from './rights.ts';
import type { Counter } from './situation.ts';

type Personal = Readonly<Record<string, string>>;

const ADDRESS = ['street', 'houseNumber', 'postcode', 'city'];

/**
 * Only what differs is written, so that two who change different fields never collide (P1). `current` are the personal fields as they
 * are known here. A new birth date says who is below 18, a new address is one that is known.
 */
export function decidePatronEdit(
  { policy, today }: Counter,
  patron: PatronState,
  current: Personal,
  change: { readonly set: Bodies['patron.edit']['set']; readonly personal: Personal },
): Outcome {
  const personal = changedIn(change.personal, current);
  const fields = Object.keys(personal);
  const { birthDate } = personal;
  const age = ageOn(birthDate || null, today);
  const moved = ADDRESS.some((field) => personal[field]);
  const follows = {
    ...(age === null ? {} : { juvenile: age < 18 }),
    ...(moved ? { addressKnown: true } : {}),
  };
  const set = changedIn(
    { ...follows, ...change.set },
    patron as unknown as Readonly<Record<string, unknown>>,
  );
  const objections = absent(patron);
  const required = (change.set.kind ?? patron.kind) === 'person' ? policy.registration.fields : [];
  for (const field of required)
    if (personal[field] === '') objections.push(objection('field-missing', { field }));
  if (birthDate && !isBirthDate(birthDate, age)) objections.push(objection('birth-date-unfit'));
  if (!fields.length && !Object.keys(set).length) objections.push(objection('nothing-changed'));
  return outcome(objections, () => [
    draftAfter(
      patron,
      'patron.edit',
      { patron: patron.id, set, fields },
      fields.length ? personal : undefined,
    ),
  ]);
}

/** A block with one of the policy's reasons; `until` is its last day. */
export function decideBlocking(
  { policy, today }: Counter,
  patron: PatronState,
  reason: string,
  until: LocalDate | null,
): Outcome {
  const objections = absent(patron);
  if (!policy.blockReasons.includes(reason)) objections.push(objection('reason-unknown', { reason }));
  if (until !== null && until < today) objections.push(objection('date-past', { date: until }));
  return write(patron, 'patron.block', { patron: patron.id, reason, until }, objections);
}

/** By somebody who may override it, one block at a time: it ends for whom it was written, should a merge turn out to be wrong. */
export function decideUnblocking({ policy, staff }: Counter, patron: PatronState, block: string): Outcome {
  const objections = absent(patron);
  const role = roleNeeded(policy, 'patron-blocked');
  if (!hasRole(staff, role)) objections.push(objection('right-missing', { role }));
  const standing = patron.blocks.find((one) => one.id === block);
  if (!standing) objections.push(objection('block-unknown'));
  return write(patron, 'patron.unblock', { patron: standing?.patron ?? patron.id, block }, objections);
}

function write<K extends Kind>(
  patron: PatronState,
  kind: K,
  body: Bodies[K],
  objections: readonly Objection[],
): Outcome {
  return outcome(objections, () => [draftAfter(patron, kind, body)]);
}

function changedIn<T extends object>(wanted: T, current: Readonly<Record<string, unknown>>): Partial<T> & T {
  return Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => current[field] !== value),
  ) as Partial<T> & T;
}
