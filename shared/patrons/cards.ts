import type { OrderedFact } from '../journal/order.ts';

export interface Card {
  readonly number: string;
  /** False of a card that was lost or replaced. */
  readonly active: boolean;
  /** The card that took its place. */
  readonly replacedBy?: string;
}

/** Every card that a patron ever had, in the order in which they came; a lost one that is issued again works again. */
export function foldCards(acts: readonly OrderedFact[]): readonly Card[] {
  const cards = new Map<string, Card>();
  for (const { fact } of acts) {
    if (fact.kind === 'patron.open') {
      for (const card of fact.body.cards) cards.set(card.number, card);
    } else if (fact.kind === 'patron.card') {
      const { act, number, replaces } = fact.body;
      if (act === 'lost') cards.set(number, { ...cards.get(number), number, active: false });
      else cards.set(number, { number, active: true });
      if (act === 'replace' && replaces !== null && replaces !== number)
        cards.set(replaces, { number: replaces, active: false, replacedBy: number });
    }
  }
  return [...cards.values()];
}
