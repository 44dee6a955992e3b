import type { Line } from '../journal/chain.ts';
import type { Fact, Facts } from '../journal/fact.ts';
import { type EntryId, parseEntryId, type StreamId } from '../journal/ids.ts';
import { isAncestor } from '../journal/order.ts';

/** Of each stream the newest entry that was taken in, of each branch where it forked. */
type Taken = Readonly<Record<StreamId, readonly EntryId[]>>;

/**
 * What the horizon took in, by the document that it was taken in for: one of its own, or one whose merged id shares its facts. An
 * entry up to there that is not among the facts is in the document all the same, and no longer matters.
 */
export type Base = Readonly<Record<string, Taken>>;

type Lines = Readonly<Record<EntryId, Line>>;

/**
 * Whether the base holds an entry, whether or not it is still among the facts. With the lines of forked streams, one that has a number
 * below the base's on the other side of the fork is told apart.
 */
export function tookIn(base: Base | undefined, id: EntryId, lines: Lines = {}): boolean {
  return base !== undefined && Object.values(base).some((taken) => reaches(taken, id, lines));
}

function reaches(taken: Taken, id: EntryId, lines: Lines = {}): boolean {
  return (taken[parseEntryId(id)!.stream] ?? []).some((tip) => tip === id || goesOnFrom(id, tip, lines));
}

function goesOnFrom(id: EntryId, tip: EntryId, lines: Lines): boolean {
  return parseEntryId(id)!.seq < parseEntryId(tip)!.seq && isAncestor(lines[id] ?? '', lines[tip] ?? '');
}

/** What takes in these entries for these documents. */
export function takingIn(documents: Iterable<string>, entries: readonly EntryId[], lines: Lines): Base {
  const taken: Record<StreamId, readonly EntryId[]> = {};
  for (const id of entries) {
    const { stream } = parseEntryId(id)!;
    taken[stream] = furthest([...(taken[stream] ?? []), id], lines);
  }
  return Object.fromEntries([...documents].map((document) => [document, taken]));
}

/** Entries of one stream without those that another goes on from. */
function furthest(ids: readonly EntryId[], lines: Lines = {}): readonly EntryId[] {
  const isBehind = (id: EntryId): boolean => ids.some((tip) => tip !== id && goesOnFrom(id, tip, lines));
  return [...new Set(ids)].filter((id) => !isBehind(id)).sort();
}

/** Whether an entry is in the document (DESIGN, Folding): among its facts, late for ever, or in its base. */
export function isIn(
  { facts, late, base }: { readonly facts: Facts; readonly late?: Facts; readonly base?: Base },
  id: EntryId,
  lines: Lines = {},
): boolean {
  return facts[id] !== undefined || late?.[id] !== undefined || tookIn(base, id, lines);
}

/** Of each document and stream whichever goes further. Without the lines of a stream that forked, all that either says. */
export function joinBases(a: Base | undefined, b: Base | undefined, lines?: Lines): Base | undefined {
  if (!a || !b) return a ?? b;
  const joined: Record<string, Taken> = { ...a };
  for (const [document, taken] of Object.entries(b)) {
    const both: Record<StreamId, readonly EntryId[]> = { ...a[document] };
    for (const [stream, ids] of Object.entries(taken)) {
      const own = both[stream] ?? [];
      const isForked = own.length > 1 || ids.length > 1;
      const all = [...own, ...ids];
      both[stream] = isForked && !lines ? [...new Set(all)].sort() : furthest(all, lines);
    }
    joined[document] = both;
  }
  return joined;
}

/** Facts without those that the base of a document let go. */
export function withoutLetGo(facts: Facts, base: Base | undefined, kept: Facts): Facts {
  if (!base) return facts;
  const gone = (id: EntryId): boolean => kept[id] === undefined && tookIn(base, id);
  if (!Object.keys(facts).some(gone)) return facts;
  return without(facts, gone);
}

export function without(facts: Facts, goes: (id: EntryId, fact: Fact) => boolean): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([id, fact]) => !goes(id, fact)));
}
