import { type Claim, type ItemState, openClaim } from '../circulation/item-state.ts';
import type { LocalDate } from '../clock/instant.ts';
import type { EntryId } from '../journal/ids.ts';
import { type Hold, inServingOrder, isSuspended, type QueueState } from './queue-state.ts';

export interface NextHold {
  readonly queue: string;
  readonly hold: Hold;
}

/** What a copy is, as far as a hold on a work may ask for it; null when unknown, which fits all (H1). */
export interface CopyForm {
  readonly language: string | null;
  readonly format: string | null;
}

/** What a library may want of the hold that a copy serves. All of it may be left out. */
export interface Serving {
  /** For holds that are suspended until a day; without it they are passed over until resumed. */
  readonly today?: LocalDate;
  readonly copy?: CopyForm;
  /** Own members are served before all others (H10). */
  readonly isOwnMember?: (patron: string) => boolean;
  /** Branches where this copy may be collected (H10). */
  readonly mayGoTo?: (pickup: string) => boolean;
}

/** The hold that a copy now in hand serves next: over all its queues by (own members, priority, placing), suspended ones passed over (H1, H2, H10). */
export function nextHold(queues: readonly QueueState[], serving: Serving = {}): NextHold | null {
  const order = servingOrder(serving.isOwnMember);
  let best: NextHold | null = null;
  for (const queue of queues) {
    for (const hold of queue.holds) {
      if (canBeServed(hold, serving) && (!best || order(hold, best.hold) < 0))
        best = { queue: queue.id, hold };
    }
  }
  return best;
}

/** Own members by policy, then priority, placing and id (H1, H10). */
export function servingOrder(
  isOwnMember: (patron: string) => boolean = () => true,
): (a: Hold, b: Hold) => number {
  return (a, b) => Number(isOwnMember(b.patron)) - Number(isOwnMember(a.patron)) || inServingOrder(a, b);
}

/** Whether a copy may serve this hold now. */
export function canBeServed(hold: Hold, { today, copy, mayGoTo }: Serving): boolean {
  return (
    hold.status === 'waiting' &&
    !isSuspended(hold, today ?? null) &&
    fits(hold.language, copy?.language) &&
    fits(hold.format, copy?.format) &&
    (!mayGoTo || mayGoTo(hold.pickup))
  );
}

function fits(asked: string | null, is: string | null | undefined): boolean {
  return asked === null || is == null || asked === is;
}

/**
 * The capture of this copy that still stands, on its way to where its hold is collected now. A queue that knows its hold may say
 * that it ended, or that other copies serve it (H3, H4); what no queue here knows of, the slip in the book is believed.
 */
export function honouredClaim(item: ItemState, queues: readonly QueueState[]): Claim | null {
  const claim = openClaim(item);
  if (!claim) return null;
  const hold = findHold(queues, claim.hold);
  if (!hold) return claim;
  if (!hold.captures.some((capture) => capture.item === item.barcode)) return null;
  return hold.pickup === claim.pickup ? claim : { ...claim, pickup: hold.pickup };
}

/** The hold that an id names, its own or an alias; null when no queue here knows it. */
function findHold(queues: readonly QueueState[], id: EntryId): Hold | null {
  for (const queue of queues) {
    const hold = queue.holds.find((h) => h.id === id || h.aliases.includes(id));
    if (hold) return hold;
  }
  return null;
}

/** How many wait for this target, the patron's own hold not counted. */
export function othersWaiting(
  queues: readonly QueueState[],
  patron: string | null,
  serving: Serving = {},
): number {
  return queues.reduce(
    (n, queue) => n + queue.holds.filter((h) => h.patron !== patron && canBeServed(h, serving)).length,
    0,
  );
}

/** A place on the hold shelf, `B-14`: a code made from the hold, so that every desk names the same one without asking. */
export function holdShelfPlace(hold: string): string {
  let sum = 7;
  for (let i = 0; i < hold.length; i++) sum = (sum * 31 + hold.charCodeAt(i)) % 100_003;
  return `${'ABCDEF'[sum % 6]}-${String(1 + (Math.floor(sum / 6) % 40)).padStart(2, '0')}`;
}
