import type { Instant } from '@balie/shared/clock/instant.ts';
import { CATALOGUE } from '@balie/shared/protocol/databases.ts';
import { titleDoc } from '@balie/shared/protocol/document-ids.ts';
import type { Couch, CouchDocument } from '../couch/couch.ts';
import type { StoredDocuments } from './stored-documents.ts';
import { differs } from './write-documents.ts';

/** A title as the catalogue service describes it; the record's fields are its business. */
export interface TitleDocument extends CouchDocument {
  readonly v: 1;
  readonly record: Readonly<Record<string, unknown>>;
}

const CHECK_AGAIN_MS = 60 * 60 * 1000;

/** Copies titles that a library holds or wants from the catalogue into its database; looks at each at most once an hour. */
export class TitleCopies {
  private readonly couch: Couch;
  private readonly documents: StoredDocuments;
  private readonly now: () => Instant;
  private readonly checked = new Map<string, Instant>();

  constructor(couch: Couch, documents: StoredDocuments, now: () => Instant) {
    this.couch = couch;
    this.documents = documents;
    this.now = now;
  }

  /** The copies to write for these titles. What is absent from the catalogue is looked for again at its next mention. */
  async outdated(titles: Iterable<string>): Promise<readonly TitleDocument[]> {
    const now = this.now();
    const due = [...new Set(titles)].filter(
      (title) => now - (this.checked.get(title) ?? -Infinity) >= CHECK_AGAIN_MS,
    );
    if (due.length === 0) return [];
    const ids = due.map(titleDoc);
    const [own, catalogue] = await Promise.all([
      this.documents.get<TitleDocument>(ids),
      this.couch.getMany<TitleDocument>(CATALOGUE, ids),
    ]);
    const copies: TitleDocument[] = [];
    for (const title of due) {
      const original = catalogue.get(titleDoc(title))?.winner;
      if (!original) continue;
      const copy = own.get(original._id)?.winner;
      const { _rev, ...fields } = original;
      const wanted: TitleDocument = { ...fields, ...(copy?._rev ? { _rev: copy._rev } : {}) };
      if (!copy || differs(copy, wanted)) copies.push(wanted);
      else this.checked.set(title, now);
    }
    return copies;
  }

  /** These were written: they need not be looked at soon. */
  copied(copies: readonly TitleDocument[]): void {
    const now = this.now();
    for (const { _id } of copies) this.checked.set(_id.slice(titleDoc('').length), now);
  }
}
