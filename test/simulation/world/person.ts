import type { EntryId } from '@balie/shared/journal/ids.ts';

/** A value that staff gave to a field, and when that truly was. */
export interface GivenValue {
  readonly entry: EntryId;
  readonly field: string;
  readonly value: string;
  readonly at: number;
}

/** One record of somebody at the library; who was registered twice has two. */
export interface PatronRecord {
  readonly id: string;
  readonly values: GivenValue[];
  /** Blocks that nobody ended. */
  readonly blocks: Set<EntryId>;
  /** Notes that nobody took away. */
  readonly notes: Set<EntryId>;
  /** What was said, in order. */
  readonly consents: { readonly to: string; readonly given: boolean; readonly at: number }[];
  readonly links: { readonly other: string; readonly ends: boolean; readonly at: number }[];
  /** What was said of cards under it, and when. */
  readonly cards: { readonly number: string; readonly active: boolean; readonly at: number }[];
}

/** Somebody of flesh and blood. */
export interface Person {
  readonly name: string;
  readonly library: string;
  /** The card that they carry; null before they are registered. */
  card: string | null;
  readonly records: PatronRecord[];
  /** At a desk at this moment, or on the telephone. */
  busy: boolean;
  /** For good: the library was asked to forget them. */
  left: boolean;
  readonly story: string[];
}

export function newRecord(id: string): PatronRecord {
  return { id, values: [], blocks: new Set(), notes: new Set(), consents: [], links: [], cards: [] };
}

/** Ids that somebody said to be one person, and who was told apart again. */
export class Merges {
  private readonly pairs = new Map<string, readonly [string, string]>();
  private readonly ever = new Map<string, readonly [string, string]>();
  /** Until the next word of anybody. */
  private readonly known = new Map<string, readonly string[]>();

  join(a: string, b: string): void {
    this.known.clear();
    this.pairs.set(keyOf(a, b), [a, b]);
    this.ever.set(keyOf(a, b), [a, b]);
  }

  part(a: string, b: string): void {
    this.known.clear();
    this.pairs.delete(keyOf(a, b));
  }

  /** All ids of the person that `id` is taken for, in order. */
  classOf(id: string): readonly string[] {
    const found = this.known.get(id) ?? joined(id, this.pairs.values());
    this.known.set(id, found);
    return found;
  }

  /** Whether nobody ever took it for somebody else's, or somebody else's for it. */
  wasAlone(id: string): boolean {
    return joined(id, this.ever.values()).length === 1;
  }

  /** Whether somebody may have taken these two for one person, rightly or not. */
  wereOne(a: string, b: string): boolean {
    return joined(a, this.ever.values()).includes(b);
  }
}

function joined(id: string, pairs: Iterable<readonly [string, string]>): readonly string[] {
  const all = [...pairs];
  const found = new Set([id]);
  for (const one of found)
    for (const [a, b] of all) {
      if (a === one) found.add(b);
      if (b === one) found.add(a);
    }
  return [...found].sort();
}

function keyOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
