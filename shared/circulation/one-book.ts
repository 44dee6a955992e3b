import { classOf } from '../journal/classes.ts';
import type { Fact } from '../journal/fact.ts';
import type { OrderedFact } from '../journal/order.ts';
import { withoutUndone } from '../journal/undo.ts';
import { documentsNamedBy, itemDoc } from '../protocol/document-ids.ts';

/** One physical book: the smallest of its barcodes, and the facts that name any of them, as if they named that one. */
interface OneBook {
  readonly root: string;
  /** All of its barcodes, in order. */
  readonly labels: readonly string[];
  readonly ordered: readonly OrderedFact[];
}

/** Of a document's facts in order, those of the book that `barcode` is on by the merges that stand (L10; decision 7). */
export function ofOneBook(barcode: string, ordered: readonly OrderedFact[]): OneBook {
  if (!ordered.some(({ fact }) => fact.kind === 'item.merge'))
    return { root: barcode, labels: [barcode], ordered };
  const { root, members } = classOf(barcode, withoutUndone(ordered, new Set()).live);
  const documents = new Set([...members].map(itemDoc));
  const own = ordered.filter(({ fact }) =>
    documentsNamedBy(fact).some((document) => documents.has(document)),
  );
  const named = own.map(({ id, fact }) => ({ id, fact: naming(root, members, fact) }));
  return { root, labels: [...members].sort(), ordered: named };
}

/** An undo is judged by names (L8), so an act on one label stands in the way of undoing one on the other. */
function naming(root: string, members: ReadonlySet<string>, fact: Fact): Fact {
  const one = <T extends { readonly item?: string | undefined }>(named: T): T =>
    named.item !== undefined && members.has(named.item) ? { ...named, item: root } : named;
  if (fact.kind === 'pay') return { ...fact, body: { ...fact.body, lines: fact.body.lines.map(one) } };
  return 'item' in fact.body ? ({ ...fact, body: one(fact.body) } as Fact) : fact;
}
