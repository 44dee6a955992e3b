import { erasedIds, personOf } from '@balie/shared/privacy/erasure.ts';
import { patronDoc } from '@balie/shared/protocol/document-ids.ts';
import type { DeskJournal } from './desk-journal.ts';
import type { Store } from './ports.ts';

/**
 * What this desk wrote down of people who were erased since, by the replica's word, goes from its files (A1). At start, before anything is
 * written or sent. Rejects when the disk or the replica does; the next start does it again.
 */
export async function eraseOwn(journal: DeskJournal, replica: Pick<Store, 'getMany'>): Promise<void> {
  const people = new Set(journal.book.withPayload().flatMap(({ body }) => personOf(body) ?? []));
  if (people.size === 0) return;
  const found = await replica.getMany([...people].map(patronDoc));
  const facts = [...found.values()].flatMap((document) => ('facts' in document ? [document.facts] : []));
  await journal.erase(new Set(facts.flatMap((own) => [...erasedIds(own)])));
}
