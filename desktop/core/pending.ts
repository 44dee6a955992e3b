import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { type Fact, factOf } from '@balie/shared/journal/fact.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { upcast } from '@balie/shared/journal/upcasters.ts';
import { contactDoc, documentsNamedBy, patronDoc } from '@balie/shared/protocol/document-ids.ts';
import type { Content } from '@balie/shared/protocol/state-document.ts';
import type { JournalBook } from './journal-book.ts';

/** The desk's own entries that its replica has not yet, by the documents in which they stand. */
export class Pending {
  private readonly book: JournalBook;
  private readonly entries = new Map<string, Map<EntryId, AnyEntry>>();
  /** What the entries of a document say, until there are others or they are timed anew. */
  private readonly contents = new Map<string, Content>();
  private timedAt = 0;
  private readonly versions = new Map<string, number>();

  constructor(book: JournalBook) {
    this.book = book;
  }

  clear(): void {
    this.entries.clear();
    this.contents.clear();
  }

  get documents(): readonly string[] {
    return [...this.entries.keys()];
  }

  has(id: string): boolean {
    return this.entries.has(id);
  }

  /** Ids of those that stand in a document. */
  of(id: string): readonly EntryId[] {
    return [...(this.entries.get(id)?.keys() ?? [])];
  }

  /** Returns the documents in which it stands; none for what this program cannot read. */
  add(entry: AnyEntry): readonly string[] {
    const current = upcast(entry);
    if (!current || !factOf(entry, this.book.clocks)) return [];
    const ids = documentsNamedBy(current as unknown as Draft);
    for (const id of ids) {
      const entries = this.entries.get(id) ?? new Map<EntryId, AnyEntry>();
      entries.set(entry._id, entry);
      this.entries.set(id, entries);
      this.touch(id);
    }
    return ids;
  }

  /** The replica has it in this document. */
  drop(id: string, entry: EntryId): void {
    const entries = this.entries.get(id);
    if (!entries?.delete(entry)) return;
    if (entries.size === 0) this.entries.delete(id);
    this.touch(id);
  }

  /** Grows with each change of what is pending of a document. */
  versionOf(id: string): number {
    return this.versions.get(id) ?? 0;
  }

  /** Null where nothing is pending. */
  contentOf(id: string): Content | null {
    const entries = this.entries.get(id);
    if (!entries) return null;
    if (this.timedAt !== this.book.clockChanges) this.contents.clear();
    this.timedAt = this.book.clockChanges;
    const known = this.contents.get(id) ?? this.contentFrom(id, entries);
    this.contents.set(id, known);
    return known;
  }

  private contentFrom(id: string, entries: ReadonlyMap<EntryId, AnyEntry>): Content {
    const facts: Record<EntryId, Fact> = {};
    for (const [entryId, entry] of entries) facts[entryId] = factOf(entry, this.book.clocks)!;
    if (!isPersonal(id)) return { facts };
    const personal = [...entries.keys()].flatMap((entry) => {
      const fields = this.book.personalOf(entry);
      return fields ? [[entry, fields] as const] : [];
    });
    return { facts, personal: Object.fromEntries(personal) };
  }

  private touch(id: string): void {
    this.contents.delete(id);
    this.versions.set(id, this.versionOf(id) + 1);
  }
}

/** Documents that hold what identifies a person (A1). */
export function isPersonal(id: string): boolean {
  return id.startsWith(patronDoc('')) || id.startsWith(contactDoc(''));
}
