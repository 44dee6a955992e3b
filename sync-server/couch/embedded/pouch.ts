import { createRequire } from 'node:module';

/** The part of PouchDB, leveldown and Express that is called here. `@types/pouchdb` breaks Node's own types (docs: STACK). */
export interface PouchConstructor {
  new (name: string, options?: object): PouchDatabase;
  defaults(options: object): PouchConstructor;
  allDbs?(): Promise<readonly string[]>;
}

export interface PouchDatabase {
  info(): Promise<{ readonly doc_count: number; readonly update_seq: number | string }>;
  get(id: string, options?: object): Promise<Record<string, unknown>>;
  allDocs(options?: object): Promise<{ readonly rows: readonly { readonly id: string; readonly doc?: unknown }[] }>;
  bulkDocs(documents: readonly object[], options?: object): Promise<unknown>;
  close(): Promise<void>;
}

const require = createRequire(import.meta.url);

export function loadPouch(): PouchConstructor {
  return require('pouchdb') as PouchConstructor;
}
