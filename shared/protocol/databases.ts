import type { Instant } from '../clock/instant.ts';
import { localDate } from '../calendar/days.ts';

/** An ISIL as CouchDB lets it stand in a database's name. */
function slug(isil: string): string {
  return isil.toLowerCase().replaceAll(/[^a-z0-9-]/g, '_');
}

export const NATIONAL = 'national';
export const CATALOGUE = 'catalogue';

export function libraryDatabase(isil: string, generation: string): string {
  return `library-${slug(isil)}-${generation}`;
}

export function journalPrefix(isil: string): string {
  return `journal-${slug(isil)}-`;
}

/** The gateway's month of receipt, never the desk's clock. */
export function journalDatabase(isil: string, received: Instant): string {
  return `${journalPrefix(isil)}${month(received)}`;
}

/** The payloads' database beside a journal. */
export function personalBeside(journal: string): string {
  return journal.replace(/^journal-/, 'personal-');
}

function month(at: Instant): string {
  return localDate(at, 'UTC').slice(0, 7).replace('-', '');
}
