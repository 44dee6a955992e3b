import type { Instant } from '../clock/instant.ts';
import { classOf } from '../journal/classes.ts';
import type { Fact, Facts, FactOf } from '../journal/fact.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Kind } from '../journal/kinds.ts';
import { inOrder, type OrderedFact } from '../journal/order.ts';
import { withoutUndone } from '../journal/undo.ts';
import type { Contributions } from '../protocol/contribution.ts';
import { titleQueue } from '../protocol/document-ids.ts';
import { type CopiesGiven, copiesGiven, type Lent } from './copies-given.ts';
import { HoldDraft, type Placing } from './hold-draft.ts';
import { inServingOrder, type QueueState } from './queue-state.ts';

const HOLD_KINDS: ReadonlySet<Kind> = new Set<Kind>([
  'hold.place',
  'hold.cancel',
  'hold.suspend',
  'hold.resume',
  'hold.move',
  'hold.notOnShelf',
  'hold.expire',
  'hold.open',
]);

type HoldFact = Extract<Fact, { kind: `hold.${string}` }>;

/**
 * The queue of one target (H1-H5, H8, M5) from its own facts and what the items' timelines say of captures and loans. Every placing
 * is a hold or an alias of one, exactly once; a patron has one open hold. Documents of merged titles have one state, the root's.
 * `isLetGo` knows holds that ended beyond the horizon (L7).
 */
export function foldQueue(
  id: string,
  facts: Facts,
  contributions: Contributions,
  isLetGo: (hold: EntryId) => boolean = () => false,
): QueueState {
  const ordered = inOrder(facts);
  const { live, undone, findings } = withoutUndone(ordered, HOLD_KINDS);
  const { root, members } = queueClass(id, live);
  /** An act belongs to the queue that its hold was placed in, however the titles were merged when it was written. */
  const isOwn = (hold: EntryId, queue: string): boolean => {
    const placed = facts[hold];
    return members.has(placed && isPlacing(placed) ? placed.body.queue : queue);
  };
  const isOwnAct = (entry: EntryId, fact: Fact | undefined): fact is HoldFact =>
    fact !== undefined &&
    isHoldFact(fact) &&
    isOwn(isPlacing(fact) ? entry : fact.body.hold, fact.body.queue);
  const holders = new Map<EntryId, string>();
  for (const { id: hold, fact } of ordered)
    if (isPlacing(fact) && isOwnAct(hold, fact)) holders.set(hold, fact.body.patron);
  const fold = new QueueFold(
    copiesGiven(contributions, holders, isOwn),
    new Set([...holders.keys()].filter((hold) => !undone.has(hold))),
  );
  for (const { id: entry, fact } of live) if (isOwnAct(entry, fact)) fold.act(entry, fact);
  fold.settle((hold) => undone.has(hold) || isLetGo(hold));
  const refused = findings.filter(({ params: { of = '' } }) => isOwnAct(String(of), facts[of]));
  return {
    id: root,
    holds: fold.holds.map((hold) => hold.state()).sort(inServingOrder),
    charges: fold.holds.flatMap((hold) => hold.charges()),
    findings: [...refused, ...fold.findings],
    newest: ordered.at(-1)?.id ?? null,
  };
}

class QueueFold {
  readonly holds: HoldDraft[] = [];
  readonly findings: Finding[] = [];
  private readonly byId = new Map<EntryId, HoldDraft>();
  /** The newest hold of each patron, open or not. */
  private readonly newestOf = new Map<string, HoldDraft>();
  /** How many of a patron's loans are counted so far. */
  private readonly counted = new Map<string, number>();
  /** What a desk whose clock runs behind says of a hold comes before its placing. */
  private readonly early = new Map<EntryId, ((hold: HoldDraft) => void)[]>();
  private readonly given: CopiesGiven;
  private readonly placings: ReadonlySet<EntryId>;
  private readonly claimsOf = new Map<EntryId, CopiesGiven['claims'][number][]>();

  /** `placings` are those that count, walked or not. */
  constructor(given: CopiesGiven, placings: ReadonlySet<EntryId>) {
    this.given = given;
    this.placings = placings;
    for (const claim of given.claims) {
      const own = this.claimsOf.get(claim.hold);
      if (own) own.push(claim);
      else this.claimsOf.set(claim.hold, [claim]);
    }
  }

  act(by: EntryId, fact: HoldFact): void {
    const { at } = fact;
    switch (fact.kind) {
      case 'hold.place':
      case 'hold.open':
        this.place(by, fact);
        break;
      case 'hold.cancel':
        this.onOpen(fact, (hold) => hold.end(`cancelled-by-${fact.body.by}`, { at, by }));
        break;
      case 'hold.suspend':
        this.onOpen(fact, (hold) => hold.suspend({ suspended: true, suspendedUntil: fact.body.until }));
        break;
      case 'hold.resume':
        this.onOpen(fact, (hold) => hold.suspend({ suspended: false, suspendedUntil: null }));
        break;
      case 'hold.move':
        this.onOpen(fact, (hold) => hold.move(fact.body));
        break;
      case 'hold.notOnShelf':
        this.onOpen(fact, (hold) => hold.missed(fact.body.item, { at, by }));
        break;
      case 'hold.expire':
        this.onOpen(fact, (hold) => this.expire(hold, by, fact));
        break;
    }
  }

  /** Counts what was lent since the last act, then lets each hold have its captures (H2-H4). */
  settle(isOver: (hold: EntryId) => boolean): void {
    for (const patron of this.given.lent.keys()) this.countLoans(patron, Infinity);
    for (const { hold: named, item, at, place, by, ended } of this.given.claims) {
      const hold = this.byId.get(named);
      if (ended || (!hold && !isOver(named))) continue;
      if (!hold || hold.ended || hold.lapsed.has(by)) this.find('reshelve', by, { item });
      else if (!hold.capture({ item, at, place, by }))
        this.find('captured-twice', by, { item, first: hold.first!.item });
    }
  }

  private place(id: EntryId, fact: Placing): void {
    const { patron } = fact.body;
    this.countLoans(patron, fact.at);
    let hold = this.newestOf.get(patron);
    if (hold && !hold.ended) {
      hold.alias(id, fact);
    } else {
      hold = new HoldDraft(id, fact);
      this.holds.push(hold);
      this.newestOf.set(patron, hold);
    }
    this.byId.set(id, hold);
    for (const act of this.early.get(id) ?? []) act(hold);
  }

  /** An act on a hold that has ended by then says nothing. */
  private onOpen({ body, at }: Exclude<HoldFact, Placing>, act: (hold: HoldDraft) => void): void {
    this.whenPlaced(body.hold, (hold) => {
      this.countLoans(hold.patron, at);
      if (!hold.ended) act(hold);
    });
  }

  /** What was not so by then ends nothing: a copy that had gone already was not left lying, and a captured hold is not unfilled. */
  private expire(hold: HoldDraft, by: EntryId, { body, at }: FactOf<'hold.expire'>): void {
    const cause = { at, by };
    if (body.why === 'subscription-ended') return hold.end(body.why, cause);
    const standing = [hold.id, ...hold.aliases]
      .flatMap((id) => this.claimsOf.get(id) ?? [])
      .filter(({ at: from, ended }) => from <= at && (!ended || ended.at > at || ended.by === by));
    if (body.why === 'not-filled') return standing.length ? undefined : hold.end(body.why, cause);
    const { item: named } = body;
    const capture = standing.find(
      ({ item, labels = [item] }) => named === undefined || labels.includes(named),
    );
    if (capture) hold.lapse(capture.by, cause);
  }

  private countLoans(patron: string, until: Instant): void {
    const lent = this.given.lent.get(patron) ?? [];
    for (let next = this.counted.get(patron) ?? 0; next < lent.length && lent[next]!.at <= until; next++) {
      this.counted.set(patron, next + 1);
      this.lend(patron, lent[next]!);
    }
  }

  /** Of a hold that had ended by then, what was lent meets the one that the patron has placed since (H5). */
  private lend(patron: string, lent: Lent): void {
    const meet = (named: HoldDraft | undefined): void => {
      const hold = named && !named.ended ? named : this.newestOf.get(patron);
      if (hold && !hold.ended) hold.lend(lent);
    };
    if (this.placings.has(lent.hold)) this.whenPlaced(lent.hold, meet);
    else meet(undefined);
  }

  private whenPlaced(id: EntryId, act: (hold: HoldDraft) => void): void {
    const hold = this.byId.get(id);
    if (hold) return act(hold);
    const waiting = this.early.get(id);
    if (waiting) waiting.push(act);
    else this.early.set(id, [act]);
  }

  private find(kind: Finding['kind'], entry: EntryId, params: Finding['params']): void {
    this.findings.push({ kind, entry, weight: 'exception', params });
  }
}

const TITLE = titleQueue('');

/** The queue documents that are one with this, and the root's id. */
function queueClass(
  id: string,
  live: readonly OrderedFact[],
): { readonly root: string; readonly members: ReadonlySet<string> } {
  if (!id.startsWith(TITLE)) return { root: id, members: new Set([id]) };
  const { root, members } = classOf(id.slice(TITLE.length), live);
  return { root: titleQueue(root), members: new Set([...members].map(titleQueue)) };
}

function isHoldFact(fact: Fact): fact is HoldFact {
  return HOLD_KINDS.has(fact.kind);
}

function isPlacing(fact: Fact): fact is Placing {
  return fact.kind === 'hold.place' || fact.kind === 'hold.open';
}
