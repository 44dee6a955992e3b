import type { EntryId } from '../journal/ids.ts';
import type { Kind } from '../journal/kinds.ts';
import type { OrderedFact } from '../journal/order.ts';
import { withoutUndone } from '../journal/undo.ts';
import { factsIn } from '../protocol/beyond-horizon.ts';
import { exceptionsAmong, type Past } from '../protocol/past.ts';
import { foldItem, ItemFold, loansPaidFor } from './fold-item.ts';
import type { ItemState } from './item-state.ts';
import { ofOneBook } from './one-book.ts';

/** What a copy is, and under which labels, stays known. */
const DESCRIBING: ReadonlySet<Kind> = new Set(['item.open', 'item.register', 'item.edit', 'item.merge']);

/** Of each of these the newest tells where and how the copy is. None of them names a borrower. */
const HANDLING: ReadonlySet<Kind> = new Set([
  'checkin',
  'item.mark',
  'item.send',
  'item.receive',
  'item.seen',
  'ill.ship',
  'ill.receive',
  'ill.return',
  'ill.lost',
]);

/**
 * What an item lets go at the horizon, of its facts beyond it in order: all loans up to the last moment at which it stood on the
 * shelf and nothing was the matter with it, and with them their borrowers' names (A2, A6). An open loan keeps what led to it; a
 * label that was taken for another book's keeps all, and so does a copy that nobody described: whose holds its loans met is known
 * once its title is (L10).
 */
export function pastLoans(barcode: string, beyond: readonly OrderedFact[]): readonly Past[] {
  const { root, ordered } = ofOneBook(barcode, beyond);
  if (ordered.length !== beyond.length) return [];
  const { live, undone } = withoutUndone(ordered, new Set());
  const quiet = lastQuiet(root, live);
  if (quiet === null) return [];
  const end = ordered.findIndex(({ id }) => id === quiet) + 1;
  const facts = leaving(ordered.slice(0, end), live, undone);
  for (const { id, fact } of ordered) if (fact.kind === 'undo' && facts.has(fact.body.entry)) facts.add(id);
  if (facts.size === 0) return [];
  const left = ordered.filter(({ id }) => !facts.has(id));
  if (gistOf(root, left) !== gistOf(root, ordered)) return [];
  const [before, after] = [foldItem(root, factsIn(ordered)), foldItem(root, factsIn(left))];
  if (before.attributes === null) return [];
  const said = new Set(sayingsOf(before));
  if (!sayingsOf(after).every((saying) => said.has(saying))) return [];
  const told = new Set(after.findings.map(({ kind, entry }) => `${kind} ${entry}`));
  const lost = exceptionsAmong(before.findings).filter(({ kind, entry }) => !told.has(`${kind} ${entry}`));
  return [{ facts, exceptions: lost }];
}

/** What an item says of queues and accounts: a capture that stays must not end otherwise when the loan that ended it goes. */
function sayingsOf({ claims, fulfilments, charges }: ItemState): readonly string[] {
  return [...claims, ...fulfilments, ...charges].map((saying) => JSON.stringify(saying));
}

function lastQuiet(root: string, live: readonly OrderedFact[]): EntryId | null {
  const fold = new ItemFold(root, loansPaidFor(live));
  let quiet: EntryId | null = null;
  for (const { id, fact } of live) {
    fold.fold(id, fact);
    if (fold.isQuiet) quiet = id;
  }
  return quiet;
}

function leaving(
  past: readonly OrderedFact[],
  live: readonly OrderedFact[],
  undone: ReadonlyMap<EntryId, EntryId>,
): Set<EntryId> {
  const newest = new Map<Kind, EntryId>();
  const counts = new Set(live.map(({ id }) => id));
  for (const { id, fact } of past) if (HANDLING.has(fact.kind) && counts.has(id)) newest.set(fact.kind, id);
  const kept = new Set(newest.values());
  for (const { id, fact } of past) if (DESCRIBING.has(fact.kind)) kept.add(id);
  for (const [target, undo] of undone) if (kept.has(target)) kept.add(undo);
  return new Set(past.flatMap(({ id }) => (kept.has(id) ? [] : [id])));
}

function gistOf(root: string, ordered: readonly OrderedFact[]): string {
  const { live } = withoutUndone(ordered, new Set());
  const fold = new ItemFold(root, loansPaidFor(live));
  for (const { id, fact } of live) fold.fold(id, fact);
  return JSON.stringify(fold.gist);
}
