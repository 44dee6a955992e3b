import type { ItemState } from '../circulation/item-state.ts';
import type { ItemContribution } from './queue-state.ts';

/** What an item's timeline says of each queue that it names; queues without a word are left out. */
export function contributionsOf(item: ItemState): ReadonlyMap<string, ItemContribution> {
  const queues = new Set([...item.claims, ...item.fulfilments].map((c) => c.queue));
  return new Map(
    [...queues].map((queue) => [
      queue,
      {
        claims: item.claims.filter((c) => c.queue === queue),
        fulfilments: item.fulfilments.filter((f) => f.queue === queue),
      },
    ]),
  );
}
