import { alongTheShelves } from '../circulation/shelf-order.ts';
import type { Aim, ShelfCopy } from './proposals.ts';

interface PullLine extends Aim {
  readonly shelf: string | null;
  readonly callNumber: string | null;
}

/** The kastlijst of one branch. */
export interface PullList {
  readonly branch: string;
  /** In the order in which one walks along the shelves. */
  readonly lines: readonly PullLine[];
}

/** What each branch takes from its shelves, by shelf and call number (H6). */
export function pullLists(aims: readonly Aim[], copies: readonly ShelfCopy[]): readonly PullList[] {
  const byItem = new Map(copies.map((copy) => [copy.item, copy]));
  const byBranch = new Map<string, PullLine[]>();
  for (const aim of aims) {
    const { shelf = null, callNumber = null } = byItem.get(aim.item) ?? {};
    const line = { ...aim, shelf, callNumber };
    const lines = byBranch.get(aim.branch);
    if (lines) lines.push(line);
    else byBranch.set(aim.branch, [line]);
  }
  return [...byBranch]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([branch, lines]) => ({ branch, lines: lines.sort(alongTheShelves) }));
}
