import { mayUndo } from '../accounts/may-undo.ts';
import type { TillState } from '../accounts/till-state.ts';
import { localDate } from '../calendar/days.ts';
import { foldItem } from '../circulation/fold-item.ts';
import type { Fact, Facts, FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Kind } from '../journal/kinds.ts';
import { inOrder } from '../journal/order.ts';
import { withoutUndone } from '../journal/undo.ts';
import { documentsNamedBy, itemDoc } from '../protocol/document-ids.ts';
import { type DraftOf, restingOn } from './decision.ts';
import { type Objection, objection } from './outcome.ts';
import type { Counter } from './situation.ts';

/** What was done beside the journal, and has to be made good by hand (L8). */
export type Reversal = 'slip' | 'receipt' | 'security-on' | 'security-off' | 'cash-back' | 'cash-in' | 'card';

export type UndoDecision =
  | { readonly kind: 'done'; readonly draft: DraftOf<'undo'>; readonly reverse: readonly Reversal[] }
  | { readonly kind: 'refused'; readonly objections: readonly Objection[] };

const UNDOABLE: ReadonlySet<Kind> = new Set<Kind>([
  'checkout',
  'checkin',
  'renew',
  'loan.claim',
  'loan.lost',
  'item.register',
  'item.edit',
  'item.mark',
  'item.send',
  'item.receive',
  'item.seen',
  'hold.place',
  'hold.cancel',
  'hold.suspend',
  'hold.resume',
  'hold.move',
  'hold.notOnShelf',
  'charge',
  'pay',
  'waive',
  'refund',
  'patron.register',
  'patron.edit',
  'patron.subscription',
  'patron.block',
  'patron.unblock',
  'patron.card',
  'patron.note',
  'patron.link',
  'patron.consent',
]);

type Remaining =
  'undo-merge' | 'undo-parting' | 'undo-erasing' | 'undo-expiry' | 'undo-till' | 'undo-settling';

/** Kinds that stand for ever: of each there is something else to be done. */
const REMAINS: Partial<Record<Kind, Remaining>> = {
  'patron.merge': 'undo-merge',
  'patron.distinct': 'undo-parting',
  'patron.erase': 'undo-erasing',
  'hold.expire': 'undo-expiry',
  'till.open': 'undo-till',
  'till.drop': 'undo-till',
  'till.count': 'undo-till',
  'till.close': 'undo-till',
  'exception.settle': 'undo-settling',
};

/** An act to be taken back, with what the documents that it stands in know. */
export interface Undoing {
  readonly id: EntryId;
  readonly fact: Fact;
  /** By document id; all that `documentsNamedBy` names. */
  readonly documents: Readonly<Record<string, Facts>>;
  /** The drawer that a payment names; null where its state is not known here. */
  readonly till: TillState | null;
  /** IANA name. */
  readonly timeZone: string;
}

/**
 * Whether staff may take an act back (L8): one of their branch and of this day, of a kind that can be undone, before the count of its
 * cash, and not once a later act names the same things: what folding would refuse is refused here.
 */
export function decideUndo({ branch, today }: Counter, undoing: Undoing): UndoDecision {
  const { id, fact, documents, till, timeZone } = undoing;
  const objections: Objection[] = [];
  if (!UNDOABLE.has(fact.kind)) return refused(objection(REMAINS[fact.kind] ?? 'undo-kind'));
  if (fact.branch !== branch) objections.push(objection('undo-other-branch', { branch: fact.branch }));
  if (localDate(fact.at, timeZone) !== today) objections.push(objection('undo-other-day'));
  if (fact.kind === 'pay' || fact.kind === 'refund') {
    const may = mayUndo(id, fact, till);
    if (!may.ok) objections.push(objection(`undo-${may.why}`));
  }
  const named = documentsNamedBy(fact);
  const body = { entry: id, kind: fact.kind, documents: [...named] };
  objections.push(
    ...standingInTheWay(
      id,
      fact.kind,
      body,
      named.map((name) => documents[name] ?? {}),
    ),
  );
  if (objections.length) return refused(...objections);
  const after = restingOn(id, ...named.map((name) => inOrder(documents[name] ?? {}).at(-1)?.id));
  return { kind: 'done', draft: { kind: 'undo', body, after }, reverse: reversalsOf(undoing, body) };
}

function refused(...objections: readonly Objection[]): UndoDecision {
  return { kind: 'refused', objections };
}

/** What a fold would say of the undo if it came after all that is known. */
function standingInTheWay(
  target: EntryId,
  kind: Kind,
  body: FactOf<'undo'>['body'],
  documents: readonly Facts[],
): readonly Objection[] {
  for (const facts of documents) {
    if (!facts[target]) return [objection('undo-unknown')];
    const ordered = inOrder(facts);
    if (withoutUndone(ordered, new Set()).undone.has(target)) return [objection('undone-already')];
    const { undone, findings } = withoutUndone(
      [...ordered, { id: WANTED, fact: undoFact(facts, body) }],
      new Set([kind]),
    );
    const refused = findings.find(({ entry }) => entry === WANTED);
    const by = refused?.params['by'];
    if (!undone.has(target)) return [objection('undo-later-act', { by: by ?? '' })];
  }
  return [];
}

/** Stands for the undo while it is not written yet. */
const WANTED: EntryId = 'entry:undo.wanted:99999999:ffffffffffffffff';

function undoFact(facts: Facts, body: FactOf<'undo'>['body']): FactOf<'undo'> {
  const newest = inOrder(facts).at(-1)!;
  const at = Math.max(...Object.values(facts).map((fact) => fact.at));
  return { ...newest.fact, kind: 'undo', body, at, after: [newest.id] };
}

function reversalsOf(undoing: Undoing, body: FactOf<'undo'>['body']): readonly Reversal[] {
  const { fact } = undoing;
  switch (fact.kind) {
    case 'checkout':
      return [
        'receipt',
        ...(isOnLoanWithout(undoing, fact.body.item, body) ? [] : (['security-on'] as const)),
      ];
    case 'checkin': {
      const slip = fact.body.captured || fact.body.destination.kind !== 'shelf' ? (['slip'] as const) : [];
      return isOnLoanWithout(undoing, fact.body.item, body) ? [...slip, 'security-off'] : slip;
    }
    case 'renew':
      return ['receipt'];
    case 'pay':
      return ['receipt', ...(fact.body.method === 'cash' ? (['cash-back'] as const) : [])];
    case 'refund':
      return ['receipt', ...(fact.body.method === 'cash' ? (['cash-in'] as const) : [])];
    case 'patron.card':
      return fact.body.act === 'lost' ? [] : ['card'];
    default:
      return [];
  }
}

/** Whether the book is on loan once the act is taken back. */
function isOnLoanWithout({ documents }: Undoing, barcode: string, body: FactOf<'undo'>['body']): boolean {
  const facts = documents[itemDoc(barcode)] ?? {};
  return foldItem(barcode, { ...facts, [WANTED]: undoFact(facts, body) }).loan !== null;
}
