import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import { type Contribution, contributionsOfItem } from '@balie/shared/protocol/contribution.ts';
import type { Facts } from '@balie/shared/journal/fact.ts';
import { upcast } from '@balie/shared/journal/upcasters.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { documentsNamedBy } from '@balie/shared/protocol/document-ids.ts';
import type { Content, Personal, StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { Couch, CouchDocument, Found } from '../couch/couch.ts';
import { type ExceptionDocument, exceptionIdsOf, exceptionsOf } from './exception-document.ts';
import type { Report } from './finding.ts';
import type { JournalEntry } from './journal-entries.ts';
import { fieldsFor, type PayloadsRead, readPayloads } from './personal-fields.ts';
import {
  contentWith,
  leavesToDelete,
  type PlannedDocument,
  planned,
  revisionToWrite,
  type Timeline,
} from './planned-document.ts';
import type { StoredDocuments } from './stored-documents.ts';
import type { TitleCopies, TitleDocument } from './title-copies.ts';
import { differs } from './write-documents.ts';

export interface FoldPorts {
  readonly couch: Couch;
  readonly documents: StoredDocuments;
  readonly titles: TitleCopies;
  readonly report: Report;
  /** Personal fields of a document whose month of payloads was dropped: a rebuild looks in the generation before. */
  readonly keptPersonal: (documentIds: readonly string[]) => Promise<ReadonlyMap<string, Personal>>;
}

/** Writes in the order in which they must happen; a crash between any two is healed by folding the same entries again. */
export interface Writes {
  readonly layers: readonly (readonly CouchDocument[])[];
  /** The copies of titles among them. */
  readonly copies: readonly TitleDocument[];
  /** Entries whose personal fields could not be had yet. */
  readonly missing: readonly JournalEntry[];
}

type Stored = ReadonlyMap<string, Found<StateDocument>>;

/**
 * What must be written so that every document that these entries name, and all that follows from those, is as the facts say.
 * Reads and computes; writes nothing. Entries that were folded before are folded again, with everything that depends on them.
 */
export async function foldEntries(
  ports: FoldPorts,
  entries: readonly JournalEntry[],
  timeline: Timeline,
): Promise<Writes> {
  const naming = byDocument(entries);
  const payloads = await readPayloads(ports.couch, entries, ports.report);
  const stored = await ports.documents.get<StateDocument>([...naming.keys()]);
  const kept = await keptPersonal(ports, naming, stored, payloads);
  const first: PlannedDocument[] = [];
  for (const [id, named] of naming) {
    if (isQueue(id)) continue;
    const content = contentWith(stored.get(id), named, timeline);
    const personal = isPersonal(id) ? { personal: personalOf(id, content, named, payloads, kept) } : {};
    first.push(planned(id, stored.get(id), content, personal));
  }
  const queues = await foldQueues(ports, first, naming, stored, timeline);
  const exceptions = await planExceptions(ports, [...first, ...queues]);
  const copies = await ports.titles.outdated(titlesNamedBy([...first, ...queues]));
  return {
    layers: [
      exceptions.gone,
      revisions(first),
      revisions(queues),
      leaves([...first, ...queues]),
      [...exceptions.made, ...copies],
    ],
    copies,
    missing: payloads.missing.filter((found) => !isHeld(found, first)),
  };
}

/** Queues that an entry names, and those that the timeline of a folded item names now or ever did. */
async function foldQueues(
  ports: FoldPorts,
  first: readonly PlannedDocument[],
  naming: ReadonlyMap<string, readonly JournalEntry[]>,
  stored: Stored,
  timeline: Timeline,
): Promise<readonly PlannedDocument[]> {
  const items = new Map(
    first.filter(({ after }) => isItem(after._id)).map(({ after }) => [after._id, after]),
  );
  const touching = new Map<string, Set<string>>();
  for (const id of naming.keys()) if (isQueue(id)) touching.set(id, new Set());
  for (const item of items.values()) {
    for (const queue of queuesNamedIn(item.facts))
      touching.set(queue, (touching.get(queue) ?? new Set()).add(item._id));
  }
  const others = await ports.documents.get<StateDocument>(
    [...touching.keys()].filter((id) => !naming.has(id)),
  );
  const found = (id: string): Found<StateDocument> | undefined => stored.get(id) ?? others.get(id);
  const doubtful = await itemsOfConflicts(ports, [...touching.keys()].map(found), items);
  return [...touching].map(([id, touchedBy]) => {
    const content = contentWith(found(id), naming.get(id) ?? [], timeline);
    const contributions = { ...content.contributions };
    for (const item of found(id)?.conflicts.length ? Object.keys(contributions) : touchedBy) {
      contribute(contributions, id, items.get(item) ?? doubtful.get(item));
    }
    return planned(id, found(id), content, { contributions });
  });
}

/** Leaves of a queue may disagree about an item: then all its items are asked. */
async function itemsOfConflicts(
  ports: FoldPorts,
  queues: readonly (Found<StateDocument> | undefined)[],
  items: ReadonlyMap<string, StateDocument>,
): Promise<ReadonlyMap<string, StateDocument>> {
  const ids = new Set<string>();
  for (const queue of queues) {
    if (!queue?.conflicts.length) continue;
    for (const leaf of [queue.winner, ...queue.conflicts]) {
      for (const source of Object.keys(leaf.contributions ?? {})) if (!items.has(source)) ids.add(source);
    }
  }
  const loaded = await ports.documents.get<StateDocument>([...ids]);
  return new Map([...loaded].map(([id, { winner }]) => [id, winner]));
}

function contribute(
  contributions: Record<string, Contribution>,
  queue: string,
  item: StateDocument | undefined,
): void {
  if (!item) return;
  const own = contributionsOfItem(item.state as ItemState).get(queue);
  if (own) contributions[item._id] = own;
  else delete contributions[item._id];
}

async function planExceptions(
  ports: FoldPorts,
  documents: readonly PlannedDocument[],
): Promise<{ gone: readonly CouchDocument[]; made: readonly CouchDocument[] }> {
  const wanted = new Map(documents.flatMap(({ after }) => exceptionsOf(after)).map((e) => [e._id, e]));
  const before = documents.flatMap(({ found }) => (found ? exceptionIdsOf(found) : []));
  const ids = [...new Set([...wanted.keys(), ...before])];
  if (ids.length === 0) return { gone: [], made: [] };
  const stored = await ports.documents.ask<ExceptionDocument>(ids);
  const gone: CouchDocument[] = [];
  const made: CouchDocument[] = [];
  for (const id of ids) {
    const winner = stored.get(id)?.winner;
    const exception = wanted.get(id);
    if (winner?.settled !== undefined) continue;
    if (!exception) {
      if (winner) gone.push({ _id: id, _rev: winner._rev!, _deleted: true });
    } else if (!winner || differs(winner, exception)) {
      made.push({ ...exception, ...(winner ? { _rev: winner._rev! } : {}) });
    }
  }
  return { gone, made };
}

function personalOf(
  id: string,
  content: Content,
  named: readonly JournalEntry[],
  payloads: PayloadsRead,
  kept: ReadonlyMap<string, Personal>,
): Personal {
  const personal: Record<string, Personal[string]> = { ...kept.get(id), ...content.personal };
  for (const { entry } of named) {
    const fields = payloads.fields.get(entry._id);
    if (fields) personal[entry._id] = fieldsFor(id, fields);
  }
  return Object.fromEntries(Object.entries(personal).filter(([entry]) => content.facts[entry]));
}

/** Looks only for what neither a payload nor the stored document has. */
async function keptPersonal(
  ports: FoldPorts,
  naming: ReadonlyMap<string, readonly JournalEntry[]>,
  stored: Stored,
  payloads: PayloadsRead,
): Promise<ReadonlyMap<string, Personal>> {
  const lacking = [...naming].filter(([id, named]) => {
    if (!isPersonal(id)) return false;
    const has = stored.get(id)?.winner.personal ?? {};
    return named.some(({ entry }) => entry.personal && !payloads.fields.has(entry._id) && !has[entry._id]);
  });
  return lacking.length ? ports.keptPersonal(lacking.map(([id]) => id)) : new Map();
}

function byDocument(entries: readonly JournalEntry[]): ReadonlyMap<string, readonly JournalEntry[]> {
  const naming = new Map<string, JournalEntry[]>();
  for (const found of entries) {
    if (!found.known) continue;
    for (const id of documentsNamedBy(upcast(found.entry) as unknown as Draft)) {
      const list = naming.get(id);
      if (list) list.push(found);
      else naming.set(id, [found]);
    }
  }
  return naming;
}

function queuesNamedIn(facts: Facts): ReadonlySet<string> {
  const queues = new Set<string>();
  for (const fact of Object.values(facts)) {
    if (fact.kind === 'checkin' && fact.body.captured) queues.add(fact.body.captured.queue);
    if (fact.kind === 'checkout' && fact.body.fulfils) queues.add(fact.body.fulfils.queue);
    if (fact.kind === 'hold.open') queues.add(fact.body.queue);
  }
  return queues;
}

function titlesNamedBy(documents: readonly PlannedDocument[]): readonly string[] {
  return documents.flatMap(({ after: { _id, state } }) => {
    if (_id.startsWith('queue:title:')) return [_id.slice('queue:title:'.length)];
    return 'attributes' in state && state.attributes?.title ? [state.attributes.title] : [];
  });
}

function isHeld({ entry }: JournalEntry, documents: readonly PlannedDocument[]): boolean {
  return documents.some(({ after }) => after.personal?.[entry._id] !== undefined);
}

function revisions(documents: readonly PlannedDocument[]): readonly CouchDocument[] {
  return documents.flatMap((document) => revisionToWrite(document) ?? []);
}

function leaves(documents: readonly PlannedDocument[]): readonly CouchDocument[] {
  return documents.flatMap(leavesToDelete);
}

const isItem = (id: string): boolean => id.startsWith('item:');
const isQueue = (id: string): boolean => id.startsWith('queue:');
const isPersonal = (id: string): boolean => id.startsWith('patron:') || id.startsWith('contact:');
