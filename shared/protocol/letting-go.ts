import { pastSessions } from '../accounts/past-sessions.ts';
import type { ItemState } from '../circulation/item-state.ts';
import { pastLoans } from '../circulation/past-loans.ts';
import type { StreamClocks } from '../clock/timing.ts';
import type { QueueState } from '../holds/queue-state.ts';
import { pastHolds, withoutHolds } from '../holds/past-holds.ts';
import type { Line } from '../journal/chain.ts';
import { joinedWith } from '../journal/classes.ts';
import type { Horizon } from '../journal/horizon.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Kind } from '../journal/kinds.ts';
import type { OrderedFact } from '../journal/order.ts';
import { withoutUndone } from '../journal/undo.ts';
import { joinBases, takingIn, without } from './base.ts';
import { beyondHorizon, factsIn } from './beyond-horizon.ts';
import {
  type Contribution,
  type Contributions,
  contributionsOf,
  type Given,
  isPast,
  saidNoMore,
} from './contribution.ts';
import { itemDoc } from './document-ids.ts';
import type { Past } from './past.ts';
import { type Content, foldDocument } from './state-document.ts';

/** What a document may let go, each part by itself, and the acts that it then has taken in. */
export interface Leaving {
  readonly beyond: readonly OrderedFact[];
  /** What documents below say by acts that are beyond the horizon too. */
  readonly contributions: Contributions;
  readonly parts: readonly Past[];
}

/**
 * What of a document is over and done with beyond the horizon (L7). It follows from what came to the horizon's cut alone, so that it is
 * the same whenever it is asked. Of people, their accounts, what they were told, and requests between libraries everything stays.
 */
export function leavingOf(id: string, content: Content, horizon: Horizon, clocks: StreamClocks): Leaving {
  const beyond = beyondHorizon(id, content, horizon, clocks);
  const contributions = contributionsBeyond(content.contributions ?? {}, horizon);
  return { beyond, contributions, parts: beyond.length ? partsOf(id, beyond, contributions) : [] };
}

/** A content without what it let go, and what that said of other documents, as `source` said it: it says so no more. */
export interface Left {
  readonly content: Content;
  readonly source: string;
  readonly said: Given;
}

/** The content without these parts, which its base then holds. `lines` are of entries on a fork's branch. */
export function letGo(
  id: string,
  content: Content,
  { beyond, contributions }: Leaving,
  parts: readonly Past[],
  lines: Readonly<Record<EntryId, Line>>,
): Left {
  const gone = new Set(parts.flatMap(({ facts }) => [...facts]));
  const holds = new Set(parts.flatMap((part) => [...(part.holds ?? [])]));
  const before = spokenBy(id, { facts: factsIn(beyond), contributions });
  const left = beyond.filter((one) => !gone.has(one.id));
  const taken = takingIn(
    joinedWith(id, factsIn(beyond)) ?? [id],
    beyond.map((one) => one.id),
    lines,
  );
  const after = spokenBy(id, { facts: factsIn(left), contributions: withoutHolds(contributions, holds) });
  return {
    source: before.source,
    said: saidNoMore(before.said, after.said),
    content: {
      ...content,
      facts: { ...without(content.facts, (entry) => gone.has(entry)), ...factsIn(left) },
      base: joinBases(content.base, taken, lines)!,
      ...(content.contributions ? { contributions: withoutHolds(content.contributions, holds) } : {}),
    },
  };
}

/** Of merged ids the root's document speaks. */
function spokenBy(id: string, content: Content): { readonly source: string; readonly said: Given } {
  if (!/^(item|queue):/.test(id)) return { source: id, said: new Map() };
  const state = foldDocument(id, content) as ItemState | QueueState;
  const source = 'barcode' in state ? itemDoc(state.barcode) : state.id;
  return { source, said: contributionsOf(source, state) };
}

function partsOf(id: string, beyond: readonly OrderedFact[], contributions: Contributions): readonly Past[] {
  const name = id.slice(id.indexOf(':') + 1);
  switch (id.slice(0, id.indexOf(':'))) {
    case 'item':
      return pastLoans(name, beyond);
    case 'queue':
      return pastHolds(id, beyond, contributions);
    case 'till':
      return pastSessions(name, beyond);
    case 'calendar':
    case 'library':
    case 'branch':
    case 'staff':
    case 'desk':
    case 'policy':
      return overtaken(beyond);
    default:
      return [];
  }
}

/** What the documents of copies say by acts that are beyond the horizon. */
function contributionsBeyond(contributions: Contributions, horizon: Horizon): Contributions {
  const isBeyond = ({ at, by }: { readonly at: number; readonly by: EntryId }): boolean =>
    at < horizon.before && horizon.cuts(by);
  const beyond: Record<string, Contribution> = {};
  for (const [source, { claims = [], fulfilments = [] }] of Object.entries(contributions)) {
    beyond[source] = {
      claims: claims.filter(isBeyond).map((claim) => {
        const stands = isPast(source) || !claim.ended || isBeyond(claim.ended);
        return stands ? claim : { ...claim, ended: null };
      }),
      fulfilments: fulfilments.filter(isBeyond),
    };
  }
  return beyond;
}

/** Settings of which each says all that its kind says; of closings, extensions and horizons all count. */
const WHOLE: ReadonlySet<Kind> = new Set([
  'branch.set',
  'staff.set',
  'policy.set',
  'calendar.set',
  'day.close',
  'rules.activate',
]);

function overtaken(beyond: readonly OrderedFact[]): readonly Past[] {
  const { live } = withoutUndone(beyond, new Set());
  const newest = new Map<Kind, EntryId>();
  const facts = new Set<EntryId>();
  for (const { id, fact } of live) {
    if (!WHOLE.has(fact.kind)) continue;
    const before = newest.get(fact.kind);
    if (before !== undefined) facts.add(before);
    newest.set(fact.kind, id);
  }
  return facts.size ? [{ facts, exceptions: [] }] : [];
}
