import { mayCharge } from '../accounts/may-charge.ts';
import { addDays } from '../calendar/days.ts';
import type { Bodies } from '../journal/kinds.ts';
import type { Draft } from '../journal/seal.ts';
import { draftAfter } from '../patrons/draft-after.ts';
import { ageOn, type PatronState } from '../patrons/fold-patron.ts';
import { isProvisional } from '../patrons/guests.ts';
import { bookingOf } from '../policy/policy.ts';
import { unfitCard } from './decide-card.ts';
import type { Override } from './decision.ts';
import { ageClassFor, begun, unfitFor } from './decide-subscription.ts';
import { type Objection, objection, type Outcome, outcome, type Overrides } from './outcome.ts';
import type { Counter } from './situation.ts';

/** Whole years; beyond it a birth date was mistyped. */
const OLDEST = 120;

type Personal = Readonly<Record<string, string>>;

export interface Registering {
  readonly kind: Bodies['patron.register']['kind'];
  readonly home: string | null;
  readonly verified: boolean;
  readonly homeLibrary: string | null;
  readonly card: string | null;
  /** Null for those whose kind has one, and for guests. */
  readonly subscription: string | null;
  readonly guardianConsents: boolean;
  readonly personal: Personal;
}

/** What is known of whoever is to be registered. */
export interface Newcomer {
  /** Somebody of whom only loans tell (D7), a guest who is not confirmed (G1), or nobody yet. */
  readonly patron: PatronState;
  /** Who has the card already, if anybody. */
  readonly holder: string | null;
  /** Patrons who may be the same person (P3). */
  readonly suspects: readonly string[];
}

/**
 * Somebody becomes a patron: registration, card and subscription, each an entry of its own (P4-P6, M6). Where others may be the same
 * person (P3), whoever goes on all the same says with one of the policy's reasons that they looked; no right is needed for that.
 */
export function decideRegistration(
  counter: Counter,
  { patron, holder, suspects }: Newcomer,
  asked: Registering,
  override?: Override,
): Outcome {
  const age = ageOn(asked.personal['birthDate'] ?? null, counter.today);
  const objections = [
    ...(isProvisional(patron) ? [] : [objection('patron-known')]),
    ...(patron.status === 'erased' ? [objection('patron-erased')] : []),
    ...registeringObjections(counter, asked, age),
    ...(asked.card === null ? [] : unfitCard(counter, patron, asked.card, holder)),
  ];
  const looked = override !== undefined && counter.policy.reasons.includes(override.reason);
  if (!looked)
    for (const other of suspects) objections.push(objection('possible-duplicate', { other }, true));
  const overrides =
    looked && suspects.length
      ? { checks: ['possible-duplicate'], reason: override.reason, by: counter.staff.id }
      : undefined;
  return outcome(objections, () => registration(counter, patron, asked, age, overrides));
}

function registeringObjections(
  { policy }: Counter,
  asked: Registering,
  age: number | null,
): readonly Objection[] {
  const { kind, personal } = asked;
  const isPerson = kind === 'person';
  const birthDate = personal['birthDate'];
  const { fields, guardianConsentBelow } = policy.registration;
  const missing = isPerson ? fields.filter((field) => !personal[field]) : [];
  const named = policy.kinds[kind].subscription ?? asked.subscription;
  const found = missing.map((field) => objection('field-missing', { field }));
  if (kind === 'guest' && asked.homeLibrary === null)
    found.push(objection('field-missing', { field: 'homeLibrary' }));
  if (birthDate && !isBirthDate(birthDate, age)) found.push(objection('birth-date-unfit'));
  if (isPerson && age !== null && age < guardianConsentBelow && !asked.guardianConsents)
    found.push(objection('guardian-consent-missing', { below: guardianConsentBelow }));
  if (named !== null) found.push(...unfitFor(policy, named, isPerson ? age : null));
  return found;
}

function registration(
  { policy, today }: Counter,
  known: PatronState,
  asked: Registering,
  age: number | null,
  overrides: Overrides,
): readonly Draft[] {
  const { kind, home, verified, homeLibrary, card } = asked;
  const patron = known.id;
  const personal = Object.fromEntries(Object.entries(asked.personal).filter(([, value]) => value !== ''));
  const fields = Object.keys(personal);
  const juvenile = age !== null && age < 18;
  const ageClass = ageClassFor(kind, age);
  const body = { patron, kind, home, juvenile, verified, homeLibrary, fields, overrides };
  const drafts = [draftAfter(known, 'patron.register', body, fields.length ? personal : undefined)];
  if (card !== null) {
    const issue = { patron, act: 'issue' as const, number: card, replaces: null, feeCents: 0 };
    drafts.push({ kind: 'patron.card', body: issue, after: [] });
  }
  if (asked.guardianConsents)
    drafts.push({ kind: 'patron.consent', body: { patron, to: 'guardian', given: true }, after: [] });
  const subscription = policy.kinds[kind].subscription ?? asked.subscription;
  if (subscription !== null) {
    const begins = begun(policy, { patron, act: 'new', subscription, from: today, ageClass });
    drafts.push({ kind: 'patron.subscription', body: begins, after: [] });
  }
  const { registrationCents: cents } = policy.charges;
  if (kind === 'person' && cents > 0 && mayCharge('registration', ageClass)) {
    const reason = 'registration';
    drafts.push({ kind: 'charge', body: { patron, reason, cents, ...bookingOf(policy, reason) }, after: [] });
  }
  return drafts;
}

/** A day that exists, of somebody who is alive. */
export function isBirthDate(text: string, age: number | null): boolean {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && addDays(text, 0) === text;
  return isDay && age !== null && age >= 0 && age <= OLDEST;
}
