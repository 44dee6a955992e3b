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

/** How many wait for this target, the patron's own hold not counted. */
export function othersWaiting(queues: readonly QueueState[], patron: string | null): number {
  return queues.reduce((n, queue) => n + queue.holds.filter((h) => h.status === 'waiting' && !h.suspended && h.patron !== patron).length, 0);
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
