/** The part of PouchDB 9 that the replica calls. `@types/pouchdb` replaces Node's own `Buffer` type, so it is not used. */
declare module 'pouchdb' {
  export interface PouchDocument {
    readonly _id: string;
    readonly _rev: string;
    readonly _conflicts?: readonly string[];
    readonly _revisions?: { readonly start: number; readonly ids: readonly string[] };
  }

  export interface Row {
    readonly id: string;
    readonly doc?: PouchDocument | null;
  }

  export interface Change {
    readonly seq: number;
    readonly id: string;
    readonly deleted?: boolean;
    readonly doc?: PouchDocument;
  }

  export interface Information {
    readonly doc_count: number;
    readonly update_seq: number;
    readonly db_name?: string;
  }

  export interface Replication extends PromiseLike<unknown> {
    on(event: 'change', listener: (result: { readonly docs: readonly unknown[] }) => void): this;
    on(event: 'paused' | 'active' | 'complete', listener: () => void): this;
    on(event: 'denied' | 'error', listener: (error: unknown) => void): this;
    cancel(): void;
  }

  export interface PouchDatabase {
    id: () => Promise<string>;
    info: () => Promise<Information>;
    bulkGet: (options: {
      readonly docs: readonly object[];
      readonly revs?: boolean;
      readonly latest?: boolean;
    }) => Promise<unknown>;
    get(
      id: string,
      options?: { readonly rev?: string; readonly revs?: boolean; readonly conflicts?: boolean },
    ): Promise<PouchDocument>;
    put(document: { readonly _id: string; readonly _rev?: string }): Promise<{ readonly rev: string }>;
    remove(id: string, rev: string): Promise<unknown>;
    bulkDocs(documents: readonly object[], options?: { readonly new_edits?: boolean }): Promise<unknown>;
    allDocs(options: object): Promise<{ readonly rows: readonly Row[] }>;
    changes(options: object): Promise<{ readonly results: readonly Change[]; readonly last_seq: number }>;
    close(): Promise<void>;
    destroy(): Promise<unknown>;
  }

  const PouchDB: {
    new (name: string, options?: object): PouchDatabase;
    replicate(source: PouchDatabase, target: PouchDatabase, options: object): Replication;
  };
  export default PouchDB;
}
