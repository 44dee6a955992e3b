import type { ClerkParts } from './clerk-parts.ts';

/** Who has a card already; of merged ids the smallest. */
export async function holderOf({ index, situations }: ClerkParts, card: string): Promise<string | null> {
  const holder = await index.patronByCard(card);
  return holder === null ? null : (await situations.person(holder)).patron.id;
}
