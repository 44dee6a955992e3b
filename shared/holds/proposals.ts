import type { BranchCalendar } from '../calendar/opening.ts';
import type { Instant, LocalDate } from '../clock/instant.ts';
import { canBeServed, type CopyForm, servingOrder } from './next-hold.ts';
import { openMinutesBetween } from './open-minutes.ts';
import type { Hold, QueueState } from './queue-state.ts';

/**
 * A copy that stands on a shelf and may be captured: not lent, set aside, under way or marked (a copy that was twice not on its shelf
 * is marked missing), and holdable (H10).
 */
export interface ShelfCopy extends CopyForm {
  readonly item: string;
  /** The targets that it can serve (H1); of merged titles the root's. */
  readonly queues: readonly string[];
  /** Where it stands. */
  readonly branch: string;
  readonly shelf: string | null;
  readonly callNumber: string | null;
}

/** A branch that takes part in pulling. */
export interface PullBranch {
  readonly id: string;
  readonly calendar: BranchCalendar;
  /** Since when nothing was heard of it; null in contact. */
  readonly silentSince: Instant | null;
}

/** One copy to be taken from its shelf for one hold. */
export interface Aim {
  readonly queue: string;
  readonly hold: string;
  readonly item: string;
  readonly branch: string;
  readonly pickup: string;
}

export interface Aiming {
  readonly now: Instant;
  readonly today: LocalDate;
  /** IANA name. */
  readonly timeZone: string;
  /** How long a branch may be open and silent before others are asked (H7). */
  readonly graceMinutes: number;
  /** Own members are served before all others (H10). */
  readonly isOwnMember?: (patron: string) => boolean;
  /** Branches where a copy may be collected (H10); everywhere when left out. */
  readonly mayGoTo?: (copy: ShelfCopy, pickup: string) => boolean;
}

/**
 * Which copy each waiting hold is aimed at (H6, H7), the hold that is served first choosing first: at its pick-up branch, else at the
 * branch with the fewest aims. A copy that was not on its shelf for this hold comes last. No copy is aimed at twice; ties go by id, so
 * that the same input gives the same aims. A proposal: the checkin captures for whoever is served first by then (H2).
 */
export function aimsFor(
  queues: readonly QueueState[],
  copies: readonly ShelfCopy[],
  branches: readonly PullBranch[],
  aiming: Aiming,
): readonly Aim[] {
  const loads = new Map(branches.filter((b) => isAnswering(b, aiming)).map((b) => [b.id, 0]));
  const free = copiesByQueue(copies.filter((copy) => loads.has(copy.branch)));
  const taken = new Set<string>();
  const aims: Aim[] = [];
  for (const { queue, hold } of waitingIn(queues, free, aiming)) {
    for (let wanted = hold.wanted; wanted > 0; wanted--) {
      const copy = bestFor(hold, free.get(queue)!, taken, loads, aiming);
      if (!copy) break;
      taken.add(copy.item);
      loads.set(copy.branch, loads.get(copy.branch)! + 1);
      aims.push({ queue, hold: hold.id, item: copy.item, branch: copy.branch, pickup: hold.pickup });
    }
  }
  return aims;
}

function isAnswering({ calendar, silentSince }: PullBranch, aiming: Aiming): boolean {
  if (silentSince === null) return true;
  const { now, timeZone, graceMinutes } = aiming;
  return openMinutesBetween(calendar, silentSince, now, timeZone) <= graceMinutes;
}

function copiesByQueue(copies: readonly ShelfCopy[]): ReadonlyMap<string, ShelfCopy[]> {
  const byQueue = new Map<string, ShelfCopy[]>();
  for (const copy of copies) {
    for (const queue of copy.queues) {
      const own = byQueue.get(queue);
      if (own) own.push(copy);
      else byQueue.set(queue, [copy]);
    }
  }
  return byQueue;
}

interface Waiting {
  readonly queue: string;
  readonly hold: Hold;
}

function waitingIn(
  queues: readonly QueueState[],
  free: ReadonlyMap<string, readonly ShelfCopy[]>,
  { isOwnMember }: Aiming,
): readonly Waiting[] {
  const order = servingOrder(isOwnMember);
  const byId = new Map(queues.map((queue) => [queue.id, queue]));
  return [...byId.values()]
    .filter((queue) => free.has(queue.id))
    .flatMap(({ id, holds }) => holds.map((hold) => ({ queue: id, hold })))
    .filter(({ hold }) => hold.wanted > 0)
    .sort((a, b) => order(a.hold, b.hold));
}

function bestFor(
  hold: Hold,
  copies: readonly ShelfCopy[],
  taken: ReadonlySet<string>,
  loads: ReadonlyMap<string, number>,
  { today, mayGoTo }: Aiming,
): ShelfCopy | null {
  if (taken.size && copies.every((copy) => taken.has(copy.item))) return null;
  const missed = new Set(hold.notOnShelf.map(({ item }) => item));
  const before = (a: ShelfCopy, b: ShelfCopy): number =>
    Number(missed.has(a.item)) - Number(missed.has(b.item)) ||
    Number(a.branch !== hold.pickup) - Number(b.branch !== hold.pickup) ||
    loads.get(a.branch)! - loads.get(b.branch)! ||
    compare(a.branch, b.branch) ||
    compare(a.item, b.item);
  let best: ShelfCopy | null = null;
  for (const copy of copies) {
    if (taken.has(copy.item)) continue;
    const goes = (pickup: string): boolean => mayGoTo?.(copy, pickup) ?? true;
    if (!canBeServed(hold, { today, copy, mayGoTo: goes })) continue;
    if (!best || before(copy, best) < 0) best = copy;
  }
  return best;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
