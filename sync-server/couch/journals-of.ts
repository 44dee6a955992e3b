import { journalPrefix } from '@balie/shared/protocol/databases.ts';
import type { Couch } from './couch.ts';

/** Journals of a library, by month. One ISIL may begin with another, so that the prefix alone does not do. */
export async function journalsOf(couch: Couch, isil: string): Promise<readonly string[]> {
  const prefix = journalPrefix(isil);
  return (await couch.listDatabases(prefix)).filter((name) => /^\d{6}$/.test(name.slice(prefix.length)));
}
