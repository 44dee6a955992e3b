import type { Instant, LocalDate } from '../clock/instant.ts';
import type { EntryId } from '../journal/ids.ts';
import type { OrderedFact } from '../journal/order.ts';

/** One of the reasons why a patron may not borrow; each ends by itself. */
export interface Block {
  readonly id: EntryId;
  /** The id under which it was written, whatever was merged since: it ends under that one. */
  readonly patron: string;
  /** `import` of what another system had blocked. */
  readonly reason: string;
  /** The last day on which it holds; null until somebody ends it. */
  readonly until: LocalDate | null;
  readonly at: Instant;
}

/**
 * The blocks that nobody ended. An unblocking names one, whichever of the two came first, or all that stand. `superseded`: an
 * unblocking of an older opening balance is one of the newer (L7).
 */
export function foldBlocks(
  acts: readonly OrderedFact[],
  superseded: ReadonlyMap<EntryId, EntryId>,
): readonly Block[] {
  const ended = new Set<EntryId>();
  for (const { fact } of acts) {
    if (fact.kind !== 'patron.unblock' || fact.body.block === null) continue;
    ended.add(superseded.get(fact.body.block) ?? fact.body.block);
  }
  let blocks: Block[] = [];
  for (const { id, fact } of acts) {
    if (fact.kind === 'patron.unblock' && fact.body.block === null) blocks = [];
    if (ended.has(id)) continue;
    if (fact.kind === 'patron.block') {
      const { patron, reason, until } = fact.body;
      blocks.push({ id, patron, reason, until, at: fact.at });
    } else if (fact.kind === 'patron.open' && fact.body.status === 'blocked') {
      blocks.push({ id, patron: fact.body.patron, reason: 'import', until: null, at: fact.at });
    }
  }
  return blocks;
}

/** Those that hold on `today`. */
export function blocksOn(of: { readonly blocks: readonly Block[] }, today: LocalDate): readonly Block[] {
  return of.blocks.filter(({ until }) => until === null || until >= today);
}
