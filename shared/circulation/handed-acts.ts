import type { Instant } from '../clock/instant.ts';
import type { EntryId } from '../journal/ids.ts';

interface HandedAct {
  readonly id: EntryId;
  readonly at: Instant;
  readonly kind: 'checkout' | 'checkin';
}

/** Desk acts in order: the hands that a book went through say more than an opening balance from before them (L7). */
export class HandedActs {
  /** Those later than all before them; the first act since a moment is always one of these. */
  private readonly latest: HandedAct[] = [];

  get none(): boolean {
    return this.latest.length === 0;
  }

  /** Null when there was none. */
  get latestAt(): Instant | null {
    return this.latest.at(-1)?.at ?? null;
  }

  add(act: HandedAct): void {
    const last = this.latest.at(-1);
    if (!last || act.at > last.at) this.latest.push(act);
  }

  /** The first in order that was not before `since`. */
  firstSince(since: Instant): HandedAct | undefined {
    let [low, high] = [0, this.latest.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.latest[middle]!.at < since) low = middle + 1;
      else high = middle;
    }
    return this.latest[low];
  }
}
