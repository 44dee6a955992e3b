import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { Bodies } from '@balie/shared/journal/kinds.ts';

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
  /** The entry, or the charge's id where several may tell of it. */
  readonly by: string;
}

/** What passed from hand to hand, or from account to account: received is positive, in cents. */
export interface Passed {
  readonly patron: string;
  readonly cents: number;
  readonly by: EntryId;
  /** Charges that were paid with it. */
  readonly charges: readonly string[];
  /** Where the coins went in, or came from. */
  readonly drawer: Drawer | null;
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

  /** Rows of the system before this one, by the entries that took them over. */
  private readonly rows = new Map<EntryId, string>();
  private readonly collected = new Set<string>();

  /** A charge as another system had it: the newest word on a row counts (L7). */
  takeOver(by: EntryId, { source, patron, reason, cents }: Bodies['charge.open']): void {
    for (const [earlier, row] of this.rows) if (row === source) this.forget(earlier);
    this.rows.set(by, source);
    if (cents > 0) this.asked.push({ patron, reason, cents, by });
  }

  /** For what may be told twice. */
  askOnce(asked: Asked): void {
    if (!this.asked.some(({ by }) => by === asked.by)) this.asked.push(asked);
  }

  /** What a charge's id means, whichever word on its row it names. */
  rowOf(charge: string): string {
    return this.rows.get(charge) ?? charge;
  }

  /** All ids of a charge: a row that came over again has several. */
  idsOf(charge: string): readonly string[] {
    const row = this.rows.get(charge);
    return row === undefined ? [charge] : [...this.rows].flatMap(([id, one]) => (one === row ? id : []));
  }

  /** The bank took money from an account, or gives it back if it had (M7). */
  debit(by: EntryId, isCollected: boolean, { patron, batch, lines }: Bodies['debit.collect']): void {
    const cents = lines.reduce((total, line) => total + line.cents, 0);
    const charges = lines.map(({ charge }) => charge);
    const key = `${batch} ${patron}`;
    if (isCollected) this.collected.add(key);
    else if (!this.collected.has(key)) return;
    const moved = isCollected ? { cents, charges } : { cents: -cents, charges: [] };
    this.passed.push({ patron, by, ...moved, drawer: null });
  }

  /** Coins go back where they came from, whatever the account makes of it. */
  handBack(entry: EntryId): void {
    for (const { by, drawer, cents } of this.passed) if (by === entry && drawer) drawer.cents -= cents;
  }

  /** Takes back what an entry said. */
  forget(entry: EntryId): void {
    remove(this.asked, (one) => one.by === entry);
    remove(this.passed, (one) => one.by === entry);
  }
}

export function remove<T>(list: T[], gone: (one: T) => boolean): void {
  for (let i = list.length - 1; i >= 0; i--) if (gone(list[i]!)) list.splice(i, 1);
}
