import { payloadId } from '../journal/entry.ts';
import type { Facts } from '../journal/fact.ts';

/**
 * Ids of the payloads that go when ids are erased (A1), out of a document of theirs: of each entry about them alone, whether or not it
 * had a payload, so that one which comes later finds itself in the list.
 */
export function payloadsToErase(facts: Facts, ids: ReadonlySet<string>): readonly string[] {
  return Object.entries(facts)
    .filter(([, { body }]) => 'patron' in body && body.patron !== null && ids.has(body.patron))
    .map(([entry]) => payloadId(entry))
    .sort();
}

/** The erased-list that resending and restoring respect (A1): ids that any of these facts erases. */
export function erasedIds(facts: Facts): ReadonlySet<string> {
  return new Set(
    Object.values(facts).flatMap((fact) => (fact.kind === 'patron.erase' ? [fact.body.patron] : [])),
  );
}
