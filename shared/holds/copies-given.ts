import type { Claim } from '../circulation/item-state.ts';
import type { Instant } from '../clock/instant.ts';
import type { EntryId } from '../journal/ids.ts';
import { type Contributions, sourceOf } from '../protocol/contribution.ts';

/** A copy that was lent to whom it was held for (H5), or to who may collect it for them (P6). */
export interface Lent {
  readonly hold: EntryId;
  readonly at: Instant;
  readonly by: EntryId;
}

export interface CopiesGiven {
  /** Captures, earliest first. */
  readonly claims: readonly (Claim & { readonly item: string })[];
  /** By the hold's patron, earliest first, each checkout once. */
  readonly lent: ReadonlyMap<string, readonly Lent[]>;
}

/**
 * What the items' timelines say of a queue. `holders` has whose each of its holds is, `isOwn` says of a hold that is not known here
 * whether it is; where a checkout ends a claim and names a hold of the same patron besides, the named one counts.
 */
export function copiesGiven(
  contributions: Contributions,
  holders: ReadonlyMap<EntryId, string>,
  isOwn: (hold: EntryId, queue: string) => boolean,
): CopiesGiven {
  const claims: (Claim & { readonly item: string })[] = [];
  const byPatron = new Map<string, Map<EntryId, Lent>>();
  const note = (patron: string | undefined, { hold, at, by }: Lent): void => {
    if (patron === undefined) return;
    const own = byPatron.get(patron) ?? new Map<EntryId, Lent>();
    byPatron.set(patron, own.set(by, { hold, at, by }));
  };
  for (const [source, given] of Object.entries(contributions)) {
    for (const claim of given.claims ?? []) {
      if (!isOwn(claim.hold, claim.queue)) continue;
      claims.push({ ...claim, item: sourceOf(source).slice('item:'.length) });
      if (claim.ended?.how === 'fulfilled') note(claim.patron, { ...claim.ended, hold: claim.hold });
    }
    for (const fulfilment of given.fulfilments ?? []) note(holders.get(fulfilment.hold), fulfilment);
  }
  const lent = new Map([...byPatron].map(([patron, own]) => [patron, [...own.values()].sort(earliest)]));
  return { claims: claims.sort(earliest), lent };
}

function earliest(a: Lent, b: Lent): number {
  return a.at - b.at || (a.by < b.by ? -1 : a.by > b.by ? 1 : 0);
}
