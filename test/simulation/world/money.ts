import type { EntryId } from '@balie/shared/journal/ids.ts';

/** The drawer at a desk, with the coins that are really in it. */
export interface Drawer {
  readonly till: string;
  cents: number;
  /** A copy of its machine writes of it too, or the machine forgot some of it: its book may have more sessions than the drawer had. */
  doubtful: boolean;
  busy: boolean;
}

/** Something that is asked of somebody, because staff wrote so or for what they did. */
export interface Asked {
  readonly patron: string;
  readonly reason: string;
  readonly cents: number;
  readonly by: EntryId;
}

/** What passed from hand to hand, or from account to account: received is positive, in cents. */
export interface Passed {
  readonly patron: string;
  readonly cents: number;
  readonly by: EntryId;
  /** Charges that were paid with it. */
  readonly charges: readonly string[];
}

/** A terminal that gave no answer, and whether money moved all the same. */
export interface Doubt {
  readonly patron: string;
  readonly by: EntryId;
  readonly moved: boolean;
  answered: boolean;
}

/** All that has to do with money, as it really went. */
export class Purse {
  readonly drawers = new Map<string, Drawer>();
  readonly asked: Asked[] = [];
  readonly passed: Passed[] = [];
  readonly doubts: Doubt[] = [];

  /** Takes back what an entry said. */
  forget(entry: EntryId): void {
    remove(this.asked, (one) => one.by === entry);
    remove(this.passed, (one) => one.by === entry);
  }
}

export function remove<T>(list: T[], gone: (one: T) => boolean): void {
  for (let i = list.length - 1; i >= 0; i--) if (gone(list[i]!)) list.splice(i, 1);
}
