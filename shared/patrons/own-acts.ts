import { classOf } from '../journal/classes.ts';
import type { Fact, Facts } from '../journal/fact.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Kind } from '../journal/kinds.ts';
import { inOrder, type OrderedFact } from '../journal/order.ts';
import { withoutUndone } from '../journal/undo.ts';

type PatronFact = Extract<Fact, { kind: `patron.${string}` }>;

/** What was done of one person, ready to be folded piece by piece. */
export interface OwnActs {
  /** The smallest id of the class (P3). */
  readonly root: string;
  readonly members: ReadonlySet<string>;
  /** Opening balances first, then what was done here, in order. Without what was undone, and without what names an erased id. */
  readonly acts: readonly OrderedFact[];
  /** Opening balances that a newer one of the same row took the place of, with the newer one (L7). */
  readonly superseded: ReadonlyMap<EntryId, EntryId>;
  /** Ids of others that a person told apart from this one (P3). */
  readonly distinctFrom: readonly string[];
  /** Every id of the class was erased. */
  readonly erased: boolean;
  readonly findings: readonly Finding[];
  /** The newest fact of the document, whoever it names. */
  readonly newest: EntryId | null;
}

const PATRON_KINDS: ReadonlySet<Kind> = new Set<Kind>([
  'patron.open',
  'patron.register',
  'patron.edit',
  'patron.subscription',
  'patron.block',
  'patron.unblock',
  'patron.card',
  'patron.note',
  'patron.link',
  'patron.consent',
  'patron.distinct',
]);

/** A merge ends by `patron.distinct` (L8); what was erased is gone (A1). */
const NEVER_UNDONE: ReadonlySet<Kind> = new Set<Kind>(['patron.merge', 'patron.erase']);

/** The facts of a document that are of the class of `id`; documents of merged ids hold each other's. */
export function ownActs(id: string, facts: Facts): OwnActs {
  const ordered = inOrder(facts);
  const { kept, refused } = withoutVainUndos(ordered, facts);
  const { live, findings } = withoutUndone(kept, PATRON_KINDS);
  const { root, members } = classOf(id, live);
  const isOwn = (fact: Fact | undefined): fact is PatronFact =>
    fact !== undefined && isPatronFact(fact) && patronsNamedBy(fact).some((named) => members.has(named));
  const own = live.filter(({ fact }) => isOwn(fact));
  const erasedIds = erasedAmong(own);
  const late = afterErasure(own, members);
  const { acts, superseded } = balancesFirst(own.filter(({ fact }) => !isErased(fact, erasedIds, members)));
  const told = [...refused, ...findings].filter(({ params }) => isOwn(facts[params['of']!]));
  return {
    root,
    members,
    acts,
    superseded,
    distinctFrom: distinctFrom(own, members),
    erased: [...members].every((member) => erasedIds.has(member)),
    findings: [...told, ...late],
    newest: ordered.at(-1)?.id ?? null,
  };
}

/** Ids of patrons that a fact says something of; empty where it is about something else. */
function patronsNamedBy(fact: Fact): readonly string[] {
  if (!isPatronFact(fact)) return [];
  const { body } = fact;
  if ('into' in body) return [body.patron, body.into];
  return 'other' in body ? [body.patron, body.other] : [body.patron];
}

function isPatronFact(fact: Fact): fact is PatronFact {
  return fact.kind.startsWith('patron.');
}

function withoutVainUndos(
  ordered: readonly OrderedFact[],
  facts: Facts,
): { readonly kept: readonly OrderedFact[]; readonly refused: readonly Finding[] } {
  const refused: Finding[] = [];
  const kept = ordered.filter(({ id, fact }) => {
    if (fact.kind !== 'undo') return true;
    const target = facts[fact.body.entry];
    if (!target || !NEVER_UNDONE.has(target.kind)) return true;
    const params = { of: fact.body.entry, by: fact.body.entry };
    refused.push({ kind: 'undo-refused', entry: id, weight: 'exception', params });
    return false;
  });
  return { kept, refused };
}

function erasedAmong(own: readonly OrderedFact[]): ReadonlySet<string> {
  return new Set(own.flatMap(({ fact }) => (fact.kind === 'patron.erase' ? [fact.body.patron] : [])));
}

/** Whether what a fact says of this class is of an erased id alone; erasing one id says nothing of another that was merged with it. */
function isErased(fact: Fact, erased: ReadonlySet<string>, members: ReadonlySet<string>): boolean {
  return patronsNamedBy(fact)
    .filter((named) => members.has(named))
    .every((named) => erased.has(named));
}

/** Something was still written of a person after the erasing: counted, for nobody can do anything with it. */
function afterErasure(own: readonly OrderedFact[], members: ReadonlySet<string>): readonly Finding[] {
  const gone = new Set<string>();
  return own.flatMap(({ id, fact }): Finding[] => {
    if (fact.kind === 'patron.erase') gone.add(fact.body.patron);
    else if (isErased(fact, gone, members))
      return [{ kind: 'after-erasure', entry: id, weight: 'remark', params: {} }];
    return [];
  });
}

/** An import gives way to what was decided here, whichever came first; of one row the newest balance counts (L7). */
function balancesFirst(own: readonly OrderedFact[]): Pick<OwnActs, 'acts' | 'superseded'> {
  const newest = new Map<string, EntryId>();
  for (const { id, fact } of own) if (fact.kind === 'patron.open') newest.set(fact.body.source, id);
  const superseded = new Map<EntryId, EntryId>();
  const balances: OrderedFact[] = [];
  const done: OrderedFact[] = [];
  for (const act of own) {
    if (act.fact.kind !== 'patron.open') done.push(act);
    else {
      const stands = newest.get(act.fact.body.source)!;
      if (stands === act.id) balances.push(act);
      else superseded.set(act.id, stands);
    }
  }
  return { acts: [...balances, ...done], superseded };
}

/** Whom "not the same" named beside this class; one who was merged into it since is of the class. */
function distinctFrom(own: readonly OrderedFact[], members: ReadonlySet<string>): readonly string[] {
  const named = own.flatMap(({ fact }) => (fact.kind === 'patron.distinct' ? patronsNamedBy(fact) : []));
  return [...new Set(named.filter((id) => !members.has(id)))].sort();
}
