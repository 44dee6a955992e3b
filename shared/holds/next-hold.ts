import { type Claim, type ItemState, openClaim } from '../circulation/item-state.ts';
import type { Hold, QueueState } from './queue-state.ts';

export interface NextHold {
  readonly queue: string;
  readonly hold: Hold;
}

/** The hold that a copy now in hand serves next: over all its queues by (priority, placing), suspended ones passed over (H1, H2). */
export function nextHold(queues: readonly QueueState[]): NextHold | null {
  let best: NextHold | null = null;
  for (const queue of queues) {
    for (const hold of queue.holds) {
      if (hold.status !== 'waiting' || hold.suspended) continue;
      if (!best || compare(hold, best.hold) < 0) best = { queue: queue.id, hold };
    }
  }
  return best;
}

/**
 * The capture of this copy that still stands. A queue that knows its hold may say that it ended, or that another copy serves it
 * (H3, H4); what no queue here knows of, the slip in the book is believed.
 */
export function honouredClaim(item: ItemState, queues: readonly QueueState[]): Claim | null {
  const claim = openClaim(item);
  if (!claim) return null;
  const queue = queues.find((q) => q.id === claim.queue);
  const hold = queue?.holds.find((h) => h.id === claim.hold || h.aliases.includes(claim.hold));
  return !hold || (hold.status === 'captured' && hold.copy?.item === item.barcode) ? claim : null;
}

/** How many wait for this target, the patron's own hold not counted. */
export function othersWaiting(queues: readonly QueueState[], patron: string | null): number {
  return queues.reduce(
    (n, queue) =>
      n + queue.holds.filter((h) => h.status === 'waiting' && !h.suspended && h.patron !== patron).length,
    0,
  );
}

/** A place on the hold shelf, `B-14`: a code made from the hold, so that every desk names the same one without asking. */
export function holdShelfPlace(hold: string): string {
  let sum = 7;
  for (let i = 0; i < hold.length; i++) sum = (sum * 31 + hold.charCodeAt(i)) % 100_003;
  return `${'ABCDEF'[sum % 6]}-${String(1 + (Math.floor(sum / 6) % 40)).padStart(2, '0')}`;
}

function compare(a: Hold, b: Hold): number {
  return a.priority - b.priority || a.placedAt - b.placedAt || (a.id < b.id ? -1 : 1);
}
