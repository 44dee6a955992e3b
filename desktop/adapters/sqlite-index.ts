import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import type { Database, JSValue } from 'node-sqlite3-wasm';
import sqlite from 'node-sqlite3-wasm';
import type { Index, PatronHit, ReplicaDocument, TitleHit } from '../core/ports.ts';
import { isbnKey, wordsOf } from './index-rows.ts';
import { PreparedStatements } from './prepared-statements.ts';
import { FIND_PATRONS, FIND_TITLES, SCHEMA, SCHEMA_VERSION, TABLES } from './sqlite-schema.ts';
import { SqliteWriter } from './sqlite-writer.ts';

type Row = Record<string, JSValue>;

/** Index in an SQLite file. Disposable: a file that is damaged or of another version is thrown away and `id` is a new one. */
export class SqliteIndex implements Index {
  /** Names this file's contents, so that whoever fills it knows how far it is. */
  readonly id: string;
  private readonly path: string;
  private readonly database: Database;
  private readonly statements: PreparedStatements;
  private readonly writer: SqliteWriter;
  private readonly damaged: (error: unknown) => void;

  private constructor(path: string, database: Database, id: string, damaged: (error: unknown) => void) {
    this.path = path;
    this.database = database;
    this.id = id;
    this.damaged = damaged;
    this.statements = new PreparedStatements(database);
    this.writer = new SqliteWriter(this.statements);
  }

  /** `damaged` hears of a file that breaks in use; the next opening begins with an empty one. */
  static open(path: string, damaged: (error: unknown) => void): SqliteIndex {
    if (existsSync(markOf(path))) discard(path);
    try {
      return SqliteIndex.openFile(path, damaged);
    } catch (error) {
      if (!isDamage(error)) throw error;
      discard(path);
      return SqliteIndex.openFile(path, damaged);
    }
  }

  private static openFile(path: string, damaged: (error: unknown) => void): SqliteIndex {
    // Left behind by a process that was killed. The desk's folder has a lock of its own, so it is nobody's.
    rmSync(`${path}.lock`, { recursive: true, force: true });
    const database = new sqlite.Database(path);
    try {
      // Nothing else happens while the disk is waited for: a log beside the file asks it once for a batch, a rollback journal four times.
      database.exec(
        'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -32000',
      );
      const version = (database.get('PRAGMA user_version') as Row)['user_version'];
      if (version !== SCHEMA_VERSION) {
        if (version !== 0) throw new Error(`not a database of version ${SCHEMA_VERSION}`);
        create(database);
      }
      const { id } = database.get('SELECT id FROM meta') as { id: string };
      return new SqliteIndex(path, database, id, damaged);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** All or nothing, and on the disk: what is told to be indexed stays so through a power cut. */
  apply(documents: readonly ReplicaDocument[], deleted: readonly string[]): Promise<void> {
    return this.guarded(() =>
      this.inTransaction(() => {
        for (const id of deleted) this.writer.remove(id);
        for (const document of documents) this.writer.put(document);
      }),
    );
  }

  clear(): Promise<void> {
    return this.guarded(() => {
      this.statements.close();
      this.inTransaction(() => {
        for (const table of TABLES) this.database.exec(`DROP TABLE ${table}`);
        this.database.exec(SCHEMA);
      });
    });
  }

  patronByCard(card: string): Promise<string | null> {
    return this.guarded(
      () =>
        this.texts(
          'SELECT patron FROM card WHERE number = ? ORDER BY active DESC, patron LIMIT 1',
          card,
        )[0] ?? null,
    );
  }

  loansOf(patron: string): Promise<readonly string[]> {
    return this.guarded(() => this.texts('SELECT id FROM item WHERE patron = ? ORDER BY id', patron));
  }

  queuesOf(patron: string): Promise<readonly string[]> {
    return this.guarded(() => this.texts('SELECT queue FROM hold WHERE patron = ? ORDER BY queue', patron));
  }

  copiesOf(title: string): Promise<readonly string[]> {
    return this.guarded(() => this.copies(title));
  }

  titleByIsbn(isbn: string): Promise<string | null> {
    return this.guarded(
      () =>
        this.texts('SELECT title FROM isbn WHERE isbn = ? ORDER BY title LIMIT 1', isbnKey(isbn))[0] ?? null,
    );
  }

  search(text: string, limit: number): Promise<{ patrons: PatronHit[]; titles: TitleHit[] }> {
    const wanted = wordsOf(text)
      .map((word) => `"${word}"*`)
      .join(' ');
    if (!wanted) return Promise.resolve({ patrons: [], titles: [] });
    return this.guarded(() => {
      const patrons = this.database.all(FIND_PATRONS, [wanted, limit]) as unknown as PatronHit[];
      const titles = this.database.all(FIND_TITLES, [wanted, limit]) as unknown as Omit<
        TitleHit,
        'barcodes'
      >[];
      return { patrons, titles: titles.map((title) => ({ ...title, barcodes: this.copies(title.id) })) };
    });
  }

  close(): Promise<void> {
    if (!this.database.isOpen) return Promise.resolve();
    this.statements.close();
    this.database.close();
    return Promise.resolve();
  }

  private copies(title: string): string[] {
    return this.texts('SELECT id FROM item WHERE title = ? ORDER BY id', title);
  }

  private texts(sql: string, value: string): string[] {
    return this.statements.all(sql, [value]).map((row) => String(Object.values(row)[0]));
  }

  private inTransaction(act: () => void): void {
    this.database.exec('BEGIN');
    try {
      act();
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.inTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  private guarded<T>(act: () => T): Promise<T> {
    try {
      return Promise.resolve(act());
    } catch (error) {
      if (isDamage(error)) {
        writeFileSync(markOf(this.path), '');
        this.damaged(error);
      }
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

function create(database: Database): void {
  database.exec('BEGIN');
  database.exec('CREATE TABLE meta (id TEXT NOT NULL)');
  database.exec(SCHEMA);
  database.run('INSERT INTO meta VALUES (?)', [randomUUID()]);
  database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  database.exec('COMMIT');
}

function discard(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-journal`, `${path}.lock`, markOf(path)])
    rmSync(file, { recursive: true, force: true });
}

function markOf(path: string): string {
  return `${path}.damaged`;
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && /malformed|not a database|no such table/.test(error.message);
}
