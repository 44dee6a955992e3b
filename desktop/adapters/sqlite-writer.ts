import type { JSValue } from 'node-sqlite3-wasm';
import type { ReplicaDocument } from '../core/ports.ts';
import { type IndexRow, indexRow, rowName } from './index-rows.ts';
import { mainCard } from './memory-index.ts';
import type { PreparedStatements } from './prepared-statements.ts';

type RowOf<K extends IndexRow['kind']> = Extract<IndexRow, { kind: K }>;

/** Puts documents into the index's tables and takes them out. */
export class SqliteWriter {
  private readonly statements: PreparedStatements;

  constructor(statements: PreparedStatements) {
    this.statements = statements;
  }

  put(document: ReplicaDocument): void {
    const row = indexRow(document);
    if (row) this.write(row);
  }

  remove(documentId: string): void {
    const { kind, id } = rowName(documentId);
    if (kind === 'patron') this.removePatron(id);
    else if (kind === 'title') this.removeTitle(id);
    else if (kind === 'queue') this.run('DELETE FROM hold WHERE queue = ?', id);
    else if (kind === 'item') this.run('DELETE FROM item WHERE id = ?', id);
    else if (kind === 'contact') {
      this.run('DELETE FROM contact WHERE id = ?', id);
      this.indexPatron(id);
    }
  }

  private write(row: IndexRow): void {
    switch (row.kind) {
      case 'item':
        return this.run('INSERT OR REPLACE INTO item VALUES (?, ?, ?)', row.id, row.title, row.patron);
      case 'queue':
        this.run('DELETE FROM hold WHERE queue = ?', row.id);
        for (const patron of row.patrons) this.run('INSERT INTO hold VALUES (?, ?)', row.id, patron);
        return;
      case 'contact':
        this.run('INSERT OR REPLACE INTO contact VALUES (?, ?, ?)', row.id, row.city, row.words);
        return this.indexPatron(row.id);
      case 'patron':
        return this.writePatron(row);
      case 'title':
        return this.writeTitle(row);
    }
  }

  private writePatron({ id, name, born, cards, words }: RowOf<'patron'>): void {
    const fields = 'name = excluded.name, born = excluded.born, card = excluded.card, words = excluded.words';
    this.run(
      `INSERT INTO patron VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET ${fields}`,
      id,
      name,
      born,
      mainCard(cards),
      words,
    );
    this.run('DELETE FROM card WHERE patron = ?', id);
    for (const { number, active } of cards)
      this.run('INSERT OR REPLACE INTO card VALUES (?, ?, ?)', number, id, active ? 1 : 0);
    this.indexPatron(id);
  }

  private writeTitle({ id, title, author, isbns, words }: RowOf<'title'>): void {
    const fields = 'title = excluded.title, author = excluded.author';
    this.run(
      `INSERT INTO title VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET ${fields}`,
      id,
      title,
      author,
    );
    this.run('DELETE FROM isbn WHERE title = ?', id);
    for (const isbn of isbns) this.run('INSERT OR IGNORE INTO isbn VALUES (?, ?)', isbn, id);
    this.run(
      'INSERT OR REPLACE INTO title_words (rowid, words) SELECT rowid, ? FROM title WHERE id = ?',
      words,
      id,
    );
  }

  /** A person is found by what `patron:` and `contact:` say together, whichever came last. */
  private indexPatron(id: string): void {
    const words = `patron.words || ' ' || coalesce((SELECT words FROM contact WHERE contact.id = patron.id), '')`;
    this.run(
      `INSERT OR REPLACE INTO patron_words (rowid, words) SELECT rowid, ${words} FROM patron WHERE id = ?`,
      id,
    );
  }

  private removePatron(id: string): void {
    this.run('DELETE FROM patron_words WHERE rowid = (SELECT rowid FROM patron WHERE id = ?)', id);
    this.run('DELETE FROM card WHERE patron = ?', id);
    this.run('DELETE FROM patron WHERE id = ?', id);
  }

  private removeTitle(id: string): void {
    this.run('DELETE FROM title_words WHERE rowid = (SELECT rowid FROM title WHERE id = ?)', id);
    this.run('DELETE FROM isbn WHERE title = ?', id);
    this.run('DELETE FROM title WHERE id = ?', id);
  }

  private run(sql: string, ...values: JSValue[]): void {
    this.statements.run(sql, values);
  }
}
