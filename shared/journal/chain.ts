import { hashEntry } from './canonical.ts';
import type { AnyEntry } from './entry.ts';
import type { EntryId, Hash } from './ids.ts';

/**
 * A line is the branch of a forked stream that an entry stands on: '' for the trunk, then '/'-joined hash prefixes of each
 * first entry after a fork. A line is an ancestor of another when it is its prefix.
 */
export type Line = string;

export interface ChainReport {
  readonly entries: number;
  /** Numbers taken by more than one entry. */
  readonly forks: readonly number[];
  /** Numbers that are missing below the highest. */
  readonly holes: readonly number[];
  /** Entries whose `prev` names none of the entries one number lower, though there is one. */
  readonly broken: readonly EntryId[];
  /** The line of each entry that stands on a fork's branch; the trunk's are left out. */
  readonly lines: Readonly<Record<EntryId, Line>>;
}

/** Looks at all known entries of one stream, in any order and repeated. */
export function inspectChain(entries: Iterable<AnyEntry>): ChainReport {
  const byHash = new Map<Hash, AnyEntry>();
  const bySeq = new Map<number, { hash: Hash; entry: AnyEntry }[]>();
  for (const entry of entries) {
    const hash = hashEntry(entry);
    if (byHash.has(hash)) continue;
    byHash.set(hash, entry);
    const peers = bySeq.get(entry.seq) ?? [];
    peers.push({ hash, entry });
    bySeq.set(entry.seq, peers);
  }
  const forks: number[] = [];
  const holes: number[] = [];
  const broken: EntryId[] = [];
  const lines: Record<EntryId, Line> = {};
  const lineOf = new Map<Hash, Line>();
  let highest = 0;
  for (const seq of bySeq.keys()) highest = Math.max(highest, seq);
  for (let seq = 1; seq <= highest; seq++) {
    const peers = bySeq.get(seq);
    if (!peers) {
      holes.push(seq);
      continue;
    }
    if (peers.length > 1) forks.push(seq);
    const below = bySeq.get(seq - 1);
    for (const { hash, entry } of peers) {
      const known = entry.prev !== null && (below?.some((b) => b.hash === entry.prev) ?? false);
      if (seq === 1 ? entry.prev !== null : below !== undefined && !known) broken.push(entry._id);
      const parent = known ? lineOf.get(entry.prev!)! : '';
      const siblings = peers.filter((p) => p.entry.prev === entry.prev).length;
      const line = siblings > 1 ? `${parent}/${hash.slice(0, 8)}` : parent;
      lineOf.set(hash, line);
      if (line) lines[entry._id] = line;
    }
  }
  return { entries: byHash.size, forks, holes, broken, lines };
}
