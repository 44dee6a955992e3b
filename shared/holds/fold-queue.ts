import type { Instant } from '../clock/instant.ts';
import type { Claim } from '../circulation/item-state.ts';
import type { Finding } from '../journal/finding.ts';
import type { Facts } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import { inOrder } from '../journal/order.ts';
import type { Contributions } from '../protocol/contribution.ts';
import type { Hold, HoldStatus, QueueState } from './queue-state.ts';

interface Draft {
  id: EntryId;
  aliases: EntryId[];
  /** Key of an imported hold's row: a newer balance of it says how it stands now. */
  source: string | null;
  patron: string;
  pickup: string;
  priority: number;
  placedAt: Instant;
  suspended: boolean;
  cancelledAt: Instant | null;
}

/**
 * The queue of one target (H1-H5) from its own facts and what the items' timelines say of captures and fulfilments.
 * Order: priority, then effective time of placing, then id. A hold appears once, whatever came twice.
 */
export function foldQueue(id: string, facts: Facts, contributions: Contributions): QueueState {
  const drafts: Draft[] = [];
  const findings: Finding[] = [];
  const events = eventsOf(contributions);
  /** A cancellation whose desk's clock ran behind comes before the hold that it names. */
  const early = new Set<EntryId>();
  let newest: EntryId | null = null;
  for (const { id: entry, fact } of inOrder(facts)) {
    newest = entry;
    if (fact.kind === 'hold.place' || fact.kind === 'hold.open') {
      const { patron, pickup } = fact.body;
      const placedAt = fact.kind === 'hold.open' ? fact.body.placed : fact.at;
      const open = drafts.find((d) => d.patron === patron && isOpenAt(d, fact.at, events));
      if (open) {
        open.aliases.push(entry);
        if (early.has(entry)) open.cancelledAt ??= fact.at;
        if (fact.kind === 'hold.open' && fact.body.source === open.source) {
          Object.assign(open, { pickup, suspended: fact.body.suspended });
        }
        continue;
      }
      const source = fact.kind === 'hold.open' ? fact.body.source : null;
      const cancelledAt = early.has(entry) ? fact.at : null;
      const priority = fact.kind === 'hold.place' ? fact.body.priority : 0;
      const suspended = fact.kind === 'hold.open' && fact.body.suspended;
      drafts.push({
        id: entry,
        aliases: [],
        source,
        patron,
        pickup,
        priority,
        placedAt,
        suspended,
        cancelledAt,
      });
    } else if (fact.kind === 'hold.cancel') {
      const hold = drafts.find((d) => names(d, fact.body.hold));
      if (!hold) early.add(fact.body.hold);
      else if (hold.cancelledAt === null && fulfilledAt(hold, events) === null) hold.cancelledAt = fact.at;
    }
  }
  const holds = drafts.map((draft) => settle(draft, events, findings));
  holds.sort((a, b) => a.priority - b.priority || a.placedAt - b.placedAt || (a.id < b.id ? -1 : 1));
  return { id, holds, charges: [], findings, newest };
}

interface Events {
  readonly claims: readonly (Claim & { readonly item: string })[];
  readonly fulfilled: ReadonlyMap<EntryId, Instant>;
}

function eventsOf(contributions: Contributions): Events {
  const claims = Object.entries(contributions)
    .flatMap(([from, c]) => (c.claims ?? []).map((claim) => ({ ...claim, item: from.slice('item:'.length) })))
    .sort((a, b) => a.at - b.at || (a.by < b.by ? -1 : a.by > b.by ? 1 : 0));
  const fulfilled = new Map<EntryId, Instant>();
  const note = (hold: EntryId, at: Instant): void => {
    fulfilled.set(hold, Math.min(at, fulfilled.get(hold) ?? at));
  };
  for (const claim of claims) if (claim.ended?.how === 'fulfilled') note(claim.hold, claim.ended.at);
  for (const c of Object.values(contributions)) for (const f of c.fulfilments ?? []) note(f.hold, f.at);
  return { claims, fulfilled };
}

function names(draft: Draft, hold: EntryId): boolean {
  return draft.id === hold || draft.aliases.includes(hold);
}

function fulfilledAt(draft: Draft, events: Events): Instant | null {
  const times = [draft.id, ...draft.aliases].flatMap((id) => events.fulfilled.get(id) ?? []);
  return times.length ? Math.min(...times) : null;
}

function isOpenAt(draft: Draft, at: Instant, events: Events): boolean {
  const met = fulfilledAt(draft, events);
  return (draft.cancelledAt === null || draft.cancelledAt > at) && (met === null || met > at);
}

function settle(draft: Draft, events: Events, findings: Finding[]): Hold {
  const met = fulfilledAt(draft, events);
  const endedAt = met ?? draft.cancelledAt;
  const claims = events.claims.filter((c) => names(draft, c.hold));
  const standing = claims.filter((c) => !c.ended);
  let copy: Hold['copy'] = null;
  for (const claim of standing) {
    if (endedAt !== null) {
      findings.push({ kind: 'reshelve', entry: claim.by, weight: 'exception', params: { item: claim.item } });
    } else if (copy) {
      findings.push({
        kind: 'captured-twice',
        entry: claim.by,
        weight: 'exception',
        params: { item: claim.item, first: copy.item },
      });
    } else {
      copy = { item: claim.item, at: claim.at, place: claim.place };
    }
  }
  const status: HoldStatus =
    met !== null ? 'fulfilled' : draft.cancelledAt !== null ? 'cancelled' : copy ? 'captured' : 'waiting';
  const { id, aliases, patron, pickup, priority, placedAt, suspended } = draft;
  return { id, aliases, patron, pickup, priority, placedAt, suspended, status, copy, endedAt };
}
