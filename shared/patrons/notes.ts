import type { Instant } from '../clock/instant.ts';
import type { FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import type { OrderedFact } from '../journal/order.ts';

/** Its text is the field `note` of the payload of entry `id` (A1). */
export interface Note {
  readonly id: EntryId;
  /** The id under which it was written, whatever was merged since: it is taken away under that one. */
  readonly patron: string;
  readonly show: FactOf<'patron.note'>['body']['show'];
  readonly at: Instant;
}

/** The notes that nobody took away, oldest first. */
export function foldNotes(acts: readonly OrderedFact[]): readonly Note[] {
  const ended = new Set(
    acts.flatMap(({ fact }) => (fact.kind === 'patron.note' && fact.body.ends ? [fact.body.ends] : [])),
  );
  return acts.flatMap(({ id, fact }) =>
    fact.kind === 'patron.note' && fact.body.ends === null && !ended.has(id)
      ? [{ id, patron: fact.body.patron, show: fact.body.show, at: fact.at }]
      : [],
  );
}
