import type { Index, PatronHit, ReplicaDocument, TitleHit } from '../core/ports.ts';
import { type IndexRow, indexRow, isbnKey, rowName, wordsOf } from './index-rows.ts';

type RowOf<K extends IndexRow['kind']> = Extract<IndexRow, { kind: K }>;

/** An index in memory, for simulations: small libraries, nothing to open or to break. */
export class MemoryIndex implements Index {
  private readonly rows = new Map<string, IndexRow>();

  apply(documents: readonly ReplicaDocument[], deleted: readonly string[]): Promise<void> {
    for (const id of deleted) this.rows.delete(keyOf(rowName(id)));
    for (const document of documents) {
      const row = indexRow(document);
      if (row) this.rows.set(keyOf(row), row);
    }
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.rows.clear();
    return Promise.resolve();
  }

  patronByCard(card: string): Promise<string | null> {
    const having = this.all('patron').filter(({ cards }) => cards.some(({ number }) => number === card));
    const active = having.find(({ cards }) => cards.some((one) => one.number === card && one.active));
    return Promise.resolve((active ?? having[0])?.id ?? null);
  }

  loansOf(patron: string): Promise<readonly string[]> {
    return Promise.resolve(this.sortedIds(this.all('item').filter((item) => item.patron === patron)));
  }

  queuesOf(patron: string): Promise<readonly string[]> {
    return Promise.resolve(
      this.sortedIds(this.all('queue').filter(({ patrons }) => patrons.includes(patron))),
    );
  }

  copiesOf(title: string): Promise<readonly string[]> {
    return Promise.resolve(this.copies(title));
  }

  titleByIsbn(isbn: string): Promise<string | null> {
    const key = isbnKey(isbn);
    return Promise.resolve(
      this.sortedIds(this.all('title').filter(({ isbns }) => isbns.includes(key)))[0] ?? null,
    );
  }

  search(text: string, limit: number): Promise<{ patrons: PatronHit[]; titles: TitleHit[] }> {
    const wanted = wordsOf(text);
    if (!wanted.length) return Promise.resolve({ patrons: [], titles: [] });
    const fits = (words: string): boolean => {
      const own = wordsOf(words);
      return wanted.every((word) => own.some((one) => one.startsWith(word)));
    };
    const patrons = this.all('patron')
      .filter((patron) => fits(`${patron.words} ${this.contact(patron.id)?.words ?? ''}`))
      .map(({ id, name, born, cards }) => ({
        id,
        name,
        born,
        card: mainCard(cards),
        city: this.contact(id)?.city ?? null,
      }))
      .sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
    const titles = this.all('title')
      .filter(({ words }) => fits(words))
      .map(({ id, title, author }) => ({ id, title, author, barcodes: this.copies(id) }))
      .sort((a, b) => compare(a.title, b.title) || compare(a.id, b.id));
    return Promise.resolve({ patrons: patrons.slice(0, limit), titles: titles.slice(0, limit) });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private all<K extends IndexRow['kind']>(kind: K): RowOf<K>[] {
    return [...this.rows.values()].filter((row): row is RowOf<K> => row.kind === kind);
  }

  private contact(patron: string): RowOf<'contact'> | undefined {
    return this.rows.get(`contact ${patron}`) as RowOf<'contact'> | undefined;
  }

  private copies(title: string): string[] {
    return this.sortedIds(this.all('item').filter((item) => item.title === title));
  }

  private sortedIds(rows: readonly IndexRow[]): string[] {
    return rows.map(({ id }) => id).sort();
  }
}

/** The number that a search shows: the first active card, else the first. */
export function mainCard(cards: RowOf<'patron'>['cards']): string {
  return (cards.find(({ active }) => active) ?? cards[0])?.number ?? '';
}

function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${id}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
