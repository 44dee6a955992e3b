import type { Bodies } from '../journal/kinds.ts';
import { fitsPattern } from '../policy/fits-pattern.ts';
import { draftAfter } from '../patrons/draft-after.ts';
import type { PatronState } from '../patrons/fold-patron.ts';
import { rulesOfKind } from '../patrons/kinds.ts';
import { absent } from './absent.ts';
import { type Objection, objection, type Outcome, outcome } from './outcome.ts';
import { isSame } from './patron-facts.ts';
import type { Counter } from './situation.ts';

export interface CardAct {
  readonly act: Bodies['patron.card']['act'];
  readonly number: string;
  /** Of a card that takes the place of another; null for the one that is in use. */
  readonly replaces: string | null;
}

/** A card is issued, replaced for its price (M5), or lost; `holder` is who has that number already, if anybody. */
export function decideCard(
  counter: Counter,
  patron: PatronState,
  { act, number, replaces }: CardAct,
  holder: string | null,
): Outcome {
  const objections = absent(patron);
  const own = patron.cards.find((card) => card.number === number);
  const old =
    act === 'replace' ? (replaces ?? patron.cards.find(({ active }) => active)?.number ?? null) : null;
  if (act === 'lost' && !own?.active) objections.push(objection('card-unknown', { card: number }));
  if (act !== 'lost') objections.push(...unfitCard(counter, patron, number, holder));
  if (act !== 'lost' && own?.active) objections.push(objection('nothing-changed'));
  if (act === 'replace' && !patron.cards.some((card) => card.number === old && card.number !== number))
    objections.push(objection('card-unknown', { card: old ?? '' }));
  const isPaid = act === 'replace' && rulesOfKind(patron.kind).charges === 'all';
  const feeCents = isPaid ? counter.policy.charges.cardCents : 0;
  const body = { patron: patron.id, act, number, replaces: old, feeCents };
  return outcome(objections, () => [draftAfter(patron, 'patron.card', body)]);
}

/** Why a number cannot be this patron's card. */
export function unfitCard(
  { policy }: Counter,
  patron: PatronState,
  number: string,
  holder: string | null,
): readonly Objection[] {
  const fits = fitsPattern(number, policy.patterns.card);
  return [
    ...(fits ? [] : [objection('card-unfit', { card: number })]),
    ...(holder === null || isSame(patron, holder) ? [] : [objection('card-taken', { card: number })]),
  ];
}
