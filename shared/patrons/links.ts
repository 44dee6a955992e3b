import type { Instant } from '../clock/instant.ts';
import type { FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import type { OrderedFact } from '../journal/order.ts';

export type LinkRole = 'has-guardian' | 'is-guardian-of' | 'has-proxy' | 'is-proxy-of' | 'family';

/** A link as one of its two sides sees it. `other` is the id as it was written: it may have been merged with another since (P3). */
export interface Link {
  readonly other: string;
  readonly role: LinkRole;
  readonly at: Instant;
  readonly by: EntryId;
}

/** The links that stand (P6), oldest first; the last word on each counts. `members` are the ids of this side. */
export function foldLinks(acts: readonly OrderedFact[], members: ReadonlySet<string>): readonly Link[] {
  const links = new Map<string, Link>();
  for (const { id, fact } of acts) {
    if (fact.kind !== 'patron.link') continue;
    const { patron, other, link, act } = fact.body;
    if (members.has(patron) && members.has(other)) continue;
    const isOwner = members.has(patron);
    const side = { other: isOwner ? other : patron, role: ROLES[link][isOwner ? 0 : 1] };
    const key = `${side.role} ${side.other}`;
    if (act === 'end') links.delete(key);
    else if (!links.has(key)) links.set(key, { ...side, at: fact.at, by: id });
  }
  return [...links.values()];
}

const ROLES: Readonly<Record<FactOf<'patron.link'>['body']['link'], readonly [LinkRole, LinkRole]>> = {
  guardian: ['has-guardian', 'is-guardian-of'],
  proxy: ['has-proxy', 'is-proxy-of'],
  family: ['family', 'family'],
};
