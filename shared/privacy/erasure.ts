import type { Facts } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';

/** The id of the person whom an act is about, by its body; null where it is about nobody. */
export function personOf(body: object): string | null {
  const patron: unknown = 'patron' in body ? body.patron : null;
  return typeof patron === 'string' ? patron : null;
}

/** The erased-list that resending and restoring respect (A1): ids that any of these facts erases. */
export function erasedIds(facts: Facts): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { kind, body } of Object.values(facts)) if (kind === 'patron.erase') ids.add(body.patron);
  return ids;
}

/**
 * Entries of a document whose payloads go, and stay away (A1): all that are about an id that its facts erase, whether or not they had
 * a payload, and whether they came before the erasing, after it, or too late to count.
 */
export function erasedEntries({
  facts,
  late = {},
}: {
  readonly facts: Facts;
  readonly late?: Facts;
}): readonly EntryId[] {
  const ids = erasedIds(facts);
  if (ids.size === 0) return [];
  return Object.entries({ ...facts, ...late })
    .filter(([, { body }]) => ids.has(personOf(body) ?? ''))
    .map(([entry]) => entry)
    .sort();
}
