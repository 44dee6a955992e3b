import { decideRegistration } from '@balie/shared/deciding/decide-registration.ts';
import { type Candidate, possibleDuplicates } from '@balie/shared/patrons/duplicates.ts';
import type { PatronState } from '@balie/shared/patrons/fold-patron.ts';
import type { PersonCommand } from '../contract/commands.ts';
import { holderOf } from './clerk-holder.ts';
import type { ClerkParts, Decided, Scene } from './clerk-parts.ts';
import { normaliseCode } from './look-up.ts';
import type { PersonalFields } from './personal-fields.ts';

type Registering = Extract<PersonCommand, { kind: 'patron.register' }>;

/** So many of those who were born on one day are compared. */
const MOST_CANDIDATES = 100;

/** Somebody becomes a patron (P3-P6), under a number that loans know already or a new one. */
export async function register(
  parts: ClerkParts,
  { counter, override }: Scene,
  command: Registering,
): Promise<Decided> {
  const id = command.patron ?? parts.random();
  const { patron } = await parts.situations.person(id);
  const { as: kind, home, verified, homeLibrary, subscription, guardianConsents, personal } = command;
  const card = command.card === undefined ? null : normaliseCode(command.card);
  const newcomer = {
    patron,
    holder: card === null ? null : await holderOf(parts, card),
    suspects: await suspectsOf(parts, { ...patron, kind, known: true }, personal),
  };
  const asked = {
    ...{ kind, home: home ?? counter.branch, verified, card, personal },
    ...{ homeLibrary: homeLibrary ?? null, subscription: subscription ?? null },
    guardianConsents: guardianConsents ?? false,
  };
  return { outcome: decideRegistration(counter, newcomer, asked, override), patron: id };
}

/** Those who may be the same person (P3), as far as their addresses are known here. */
async function suspectsOf(
  { index, situations }: ClerkParts,
  patron: PatronState,
  personal: PersonalFields,
): Promise<readonly string[]> {
  const { birthDate, givenName } = personal;
  if (!birthDate || !givenName) return [];
  const { patrons } = await index.search(`${birthDate} ${[...givenName][0]!}`, MOST_CANDIDATES);
  const known = await Promise.all(patrons.map(({ id }) => situations.person(id)));
  const candidates = [
    ...known.map((one) => candidate(one.patron, one.personal)),
    candidate(patron, personal),
  ];
  return possibleDuplicates(candidates)
    .filter(({ patrons: pair }) => pair.includes(patron.id))
    .flatMap(({ patrons: pair }) => pair.filter((one) => one !== patron.id));
}

function candidate(patron: PatronState, fields: PersonalFields): Candidate {
  const { birthDate, givenName, postcode, email } = fields;
  return { patron, birthDate, givenName, postcode, email };
}
