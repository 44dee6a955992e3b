import { CATALOGUE, libraryDatabase, NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { Couch } from '../couch/couch.ts';
import { LIBRARIES, libraryDoc, type LibraryDocument } from '../gateway/national-documents.ts';
import { differs, writeAll } from './write-documents.ts';

export type { LibraryDocument };

export interface RegistryPorts {
  readonly couch: Couch;
  /** A fresh random text of lower-case letters and digits. */
  readonly newGeneration: () => string;
}

/** Creates a library's first database and registers it. One that is registered already only gets this name and time zone. */
export async function createLibrary(
  ports: RegistryPorts,
  library: Pick<LibraryDocument, 'isil' | 'name' | 'timeZone'>,
): Promise<LibraryDocument> {
  const { couch, newGeneration } = ports;
  await couch.createDatabase(NATIONAL);
  await couch.createDatabase(CATALOGUE);
  const existing = await findLibrary(couch, library.isil);
  const generation = existing?.generation ?? newGeneration();
  const database = existing?.database ?? libraryDatabase(library.isil, generation);
  await couch.createDatabase(database);
  const { isil, name, timeZone } = library;
  return putLibrary(couch, existing, {
    _id: libraryDoc(isil),
    v: 1,
    isil,
    name,
    generation,
    database,
    timeZone,
  });
}

/** The library as registered, or null. */
export async function findLibrary(couch: Couch, isil: string): Promise<LibraryDocument | null> {
  const found = await couch.getMany<LibraryDocument>(NATIONAL, [libraryDoc(isil)]);
  return found.get(libraryDoc(isil))?.winner ?? null;
}

/** All libraries, by ISIL. */
export async function listLibraries(couch: Couch): Promise<readonly LibraryDocument[]> {
  return couch.range<LibraryDocument>(NATIONAL, LIBRARIES);
}

/** Writes a library's document over the revision that was read. */
export async function putLibrary(
  couch: Couch,
  existing: LibraryDocument | null,
  wanted: LibraryDocument,
): Promise<LibraryDocument> {
  const document = { ...wanted, ...(existing?._rev ? { _rev: existing._rev } : {}) };
  if (existing && !differs(existing, document)) return existing;
  const revs = await writeAll(couch, NATIONAL, [document]);
  return { ...document, _rev: revs.get(document._id)! };
}
