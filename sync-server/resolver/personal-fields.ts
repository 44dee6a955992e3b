import { type Payload, payloadId } from '@balie/shared/journal/entry.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import { payloadFits } from '@balie/shared/journal/seal.ts';
import { personalBeside } from '@balie/shared/protocol/databases.ts';
import { PIN_FIELD } from '@balie/shared/patrons/pin.ts';
import { erasedEntries } from '@balie/shared/privacy/erasure.ts';
import type { Content, Personal, StateDocument } from '@balie/shared/protocol/state-document.ts';
import { type Couch, CouchError } from '../couch/couch.ts';
import type { ResolverFinding } from './finding.ts';
import type { JournalEntry } from './journal-entries.ts';

type Fields = Personal[EntryId];

export interface PayloadsRead {
  readonly fields: ReadonlyMap<EntryId, Fields>;
  /** Entries whose payload is not there yet, though its month is. */
  readonly missing: readonly MissingPayload[];
}

interface MissingPayload {
  readonly found: JournalEntry;
  /** To be reported unless the person was erased. */
  readonly finding: ResolverFinding;
}

/** What everyone at the library's desks needs to tell members apart, self-checks by their PIN; the rest is `contact:`'s (DESIGN, Databases). */
const PATRON_FIELDS = new Set([
  ...['familyName', 'givenName', 'secondGivenName', 'prefix', 'birthDate'],
  PIN_FIELD,
]);

/** The part of a payload that stands in a `patron:` or a `contact:` document. */
function fieldsFor(documentId: string, fields: Fields): Fields {
  const forPatron = documentId.startsWith('patron:');
  return Object.fromEntries(Object.entries(fields).filter(([name]) => PATRON_FIELDS.has(name) === forPatron));
}

/** Reads the payloads of those entries that have one. One that does not fit its entry's hash counts as missing. */
export async function readPayloads(couch: Couch, entries: Iterable<JournalEntry>): Promise<PayloadsRead> {
  const byDatabase = new Map<string, Map<EntryId, JournalEntry>>();
  for (const found of entries) {
    if (!found.entry.personal) continue;
    const database = personalBeside(found.journal);
    const list = byDatabase.get(database) ?? new Map<EntryId, JournalEntry>();
    byDatabase.set(database, list.set(found.entry._id, found));
  }
  const fields = new Map<EntryId, Fields>();
  const missing: MissingPayload[] = [];
  for (const [database, list] of byDatabase) {
    const payloads = await getPayloads(couch, database, [...list.keys()].map(payloadId));
    if (!payloads) continue;
    for (const found of list.values()) {
      const leaves = payloads.get(payloadId(found.entry._id)) ?? [];
      const fit = leaves.find((payload) => payloadFits(found.entry, payload));
      if (fit) {
        fields.set(found.entry._id, fit.fields);
        continue;
      }
      const kind = leaves.length ? 'payload-unfit' : 'payload-missing';
      missing.push({ found, finding: { kind, database, id: found.entry._id, detail: '' } });
    }
  }
  return { fields, missing };
}

/**
 * The fields of each entry of a document, from what is stored, what stands in the generation before, and the payloads just read. Of
 * entries about an erased person none (A1).
 */
export function personalOf(
  id: string,
  content: Content,
  payloads: PayloadsRead,
  before: StateDocument | undefined,
): Personal {
  const personal: Record<EntryId, Fields> = {};
  const stored = { ...before?.personal, ...content.personal };
  const erased = new Set(erasedEntries(content));
  for (const entry of [...Object.keys(content.facts), ...Object.keys(content.late ?? {})]) {
    const read = payloads.fields.get(entry);
    const fields = read ? fieldsFor(id, read) : stored[entry];
    if (fields && !erased.has(entry)) personal[entry] = fields;
  }
  return personal;
}

/** Looks in the generation before, and only for what neither a payload nor the stored document has. */
export async function documentsBefore(
  look: (documentIds: readonly string[]) => Promise<ReadonlyMap<string, StateDocument>>,
  naming: ReadonlyMap<string, readonly JournalEntry[]>,
  stored: ReadonlyMap<string, { readonly winner: { readonly personal?: Personal } }>,
  payloads: PayloadsRead,
): Promise<ReadonlyMap<string, StateDocument>> {
  const lacking = [...naming].filter(([id, named]) => {
    if (!isPersonal(id)) return false;
    const has = stored.get(id)?.winner.personal ?? {};
    return named.some(({ entry }) => entry.personal && !payloads.fields.has(entry._id) && !has[entry._id]);
  });
  return lacking.length ? look(lacking.map(([id]) => id)) : new Map();
}

/** Documents that hold what identifies a person. */
export function isPersonal(id: string): boolean {
  return id.startsWith('patron:') || id.startsWith('contact:');
}

/** Null when the month's payloads were dropped. */
async function getPayloads(
  couch: Couch,
  database: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Payload[]> | null> {
  try {
    const found = await couch.getMany<Payload>(database, ids);
    return new Map([...found].map(([id, { winner, conflicts }]) => [id, [winner, ...conflicts]]));
  } catch (error) {
    if (error instanceof CouchError && error.status === 404) return null;
    throw error;
  }
}
