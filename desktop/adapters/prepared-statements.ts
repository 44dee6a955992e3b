import type { Database, JSValue, Statement } from 'node-sqlite3-wasm';
import sqlite from 'node-sqlite3-wasm';

type Row = Record<string, JSValue>;

/** The statements of a database, each prepared once: to prepare one costs more than to run it. */
export class PreparedStatements {
  private readonly database: Database;
  private readonly prepared = new Map<string, Statement>();

  constructor(database: Database) {
    this.database = database;
  }

  run(sql: string, values: readonly JSValue[]): void {
    this.using(sql, (statement) => statement.run([...values]));
  }

  all(sql: string, values: readonly JSValue[]): readonly Row[] {
    return this.using(sql, (statement) => statement.all([...values])) as readonly Row[];
  }

  /** They hold the file open, and tables that are dropped. */
  close(): void {
    for (const sql of [...this.prepared.keys()]) this.drop(sql);
  }

  private using<T>(sql: string, act: (statement: Statement) => T): T {
    let statement = this.prepared.get(sql);
    if (!statement) this.prepared.set(sql, (statement = this.database.prepare(sql)));
    try {
      return act(statement);
    } catch (error) {
      // One that failed cannot be bound again: it keeps its error.
      this.drop(sql);
      throw error;
    }
  }

  private drop(sql: string): void {
    const statement = this.prepared.get(sql);
    this.prepared.delete(sql);
    try {
      statement?.finalize();
    } catch (error) {
      // Finalizing says once more what the last run said, and that was thrown then.
      if (!(error instanceof sqlite.SQLite3Error)) throw error;
    }
  }
}
