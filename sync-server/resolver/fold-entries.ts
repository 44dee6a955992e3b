import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { upcast } from '@balie/shared/journal/upcasters.ts';
import { erasedEntries, erasedIds, personOf } from '@balie/shared/privacy/erasure.ts';
import { RULES } from '@balie/shared/protocol/api.ts';
import { documentsNamedBy } from '@balie/shared/protocol/document-ids.ts';
import { type StateDocument, stateDocument } from '@balie/shared/protocol/state-document.ts';
import type { CouchDocument } from '../couch/couch.ts';
import type { Report } from './finding.ts';
import { foldContributed, isContributed } from './fold-contributed.ts';
import type { FoldPorts, Naming } from './fold-ports.ts';
import type { JournalEntry } from './journal-entries.ts';
import { LettingGo } from './letting-go.ts';
import {
  documentsBefore,
  isPersonal,
  type PayloadsRead,
  personalOf,
  readPayloads,
} from './personal-fields.ts';
import { planExceptions } from './plan-exceptions.ts';
import {
  leavesToDelete,
  type PlannedDocument,
  planned,
  revisionToWrite,
  type Timeline,
} from './planned-document.ts';
import { uniteFamilies } from './relatives.ts';
import type { TitleDocument } from './title-copies.ts';

/** Writes in the order in which they must happen; a crash between any two is healed by folding the same entries again. */
export interface Writes {
  readonly layers: readonly (readonly CouchDocument[])[];
  /** The copies of titles among them. */
  readonly copies: readonly TitleDocument[];
  /** Entries whose personal fields could not be had yet. */
  readonly missing: readonly JournalEntry[];
  /** Entries about people who were erased: their payloads go, and nobody waits for them (A1). */
  readonly erased: readonly EntryId[];
}

/**
 * What must be written so that every document that these entries name, and all that follows from those, is as the facts say.
 * Reads and computes; writes nothing. Entries that were folded before are folded again, with everything that depends on them.
 */
export async function foldEntries(
  ports: FoldPorts,
  entries: readonly JournalEntry[],
  timeline: Timeline,
): Promise<Writes> {
  for (const found of entries) reportNewerRules(found, ports.report);
  const payloads = await readPayloads(ports.couch, entries);
  const folded = await foldLayers(ports, { naming: byDocument(entries), timeline, payloads });
  const { first, queues, accounts, exceptions, copies, before } = folded;
  const erased = erasedIn(folded);
  const gone = new Set([...before.values()].flatMap(({ facts }) => [...erasedIds(facts)]));
  const isErased = ({ entry }: JournalEntry): boolean =>
    erased.includes(entry._id) || gone.has(personOf(entry.body) ?? '');
  const missing = payloads.missing.filter(({ found }) => !isErased(found));
  for (const { finding } of missing) ports.report(finding);
  return {
    layers: [
      exceptions.gone,
      ...[first, queues, accounts].map(revisions),
      [...first, ...queues, ...accounts].flatMap(leavesToDelete),
      [...exceptions.made, ...copies],
    ],
    copies,
    missing: missing.flatMap(({ found }) => (isHeld(found, first) ? [] : found)),
    erased,
  };
}

/**
 * What must be written so that these documents have let go what is over beyond the horizon (L7). Higher ones come first: what a lower
 * one says no more stands there by then.
 */
export async function foldLeaving(
  ports: FoldPorts,
  ids: readonly string[],
  timeline: Timeline,
): Promise<Writes> {
  const naming: Naming = new Map(ids.map((id) => [id, []]));
  const leaving = new LettingGo(ports.documents, timeline, ids);
  const folded = await foldLayers(ports, { naming, timeline, payloads: NO_PAYLOADS, leaving });
  const { first, queues, accounts, exceptions, copies } = folded;
  return {
    layers: [
      exceptions.gone,
      ...[accounts, queues, first].map(revisions),
      [...first, ...queues, ...accounts].flatMap(leavesToDelete),
      [...exceptions.made, ...copies],
    ],
    copies,
    missing: [],
    erased: erasedIn(folded),
  };
}

const NO_PAYLOADS: PayloadsRead = { fields: new Map(), missing: [] };

interface Folding {
  readonly naming: Naming;
  readonly timeline: Timeline;
  readonly payloads: PayloadsRead;
  readonly leaving?: LettingGo;
}

interface Folded {
  readonly first: readonly PlannedDocument[];
  readonly queues: readonly PlannedDocument[];
  readonly accounts: readonly PlannedDocument[];
  readonly exceptions: Awaited<ReturnType<typeof planExceptions>>;
  readonly copies: readonly TitleDocument[];
  /** Documents of the generation before that were looked at. */
  readonly before: ReadonlyMap<string, StateDocument>;
}

async function foldLayers(
  ports: FoldPorts,
  { naming, timeline, payloads, leaving }: Folding,
): Promise<Folded> {
  const own = new Map([...naming].filter(([id]) => !isContributed(id) && !id.startsWith('exception:')));
  const stored = await ports.documents.get<StateDocument>([...own.keys()]);
  const families = await uniteFamilies(ports.documents, own, stored, timeline);
  const before = await documentsBefore(ports.before, own, families.stored, payloads);
  const contents = leaving ? await leaving.leave(families.contents) : families.contents;
  const first = [...contents].map(([id, content]) => {
    const personal = isPersonal(id) ? { personal: personalOf(id, content, payloads, before.get(id)) } : {};
    return planned(families.stored.get(id), stateDocument(id, { ...content, ...personal }));
  });
  ports.calendars.learn(first);
  ports.turns.learn(first);
  const queues = await foldContributed(ports, { layer: 'queue:', naming, timeline, below: first, leaving });
  const accounts = await foldContributed(ports, {
    layer: 'account:',
    naming,
    timeline,
    below: [...first, ...queues],
    all: first.some(({ after }) => after._id.startsWith('calendar:')),
    leaving,
  });
  const folded = [...first, ...queues, ...accounts];
  const exceptions = await planExceptions(ports.documents, folded, naming, timeline);
  const copies = await ports.titles.outdated(titlesNamedBy(folded));
  return { first, queues, accounts, exceptions, copies, before };
}

/** Acts by rules that this program does not have are kept, and folded once it has them and the library is rebuilt. */
function reportNewerRules({ entry, journal: database }: JournalEntry, report: Report): void {
  const { _id: id, kind, rules, body } = entry;
  if (rules > RULES) report({ kind: 'rules-unknown', database, id, detail: `made by rules ${rules}` });
  else if (kind === 'rules.activate' && Number(body['rules']) > RULES)
    report({ kind: 'rules-unknown', database, id, detail: `activates rules ${Number(body['rules'])}` });
}

function byDocument(entries: readonly JournalEntry[]): Naming {
  const naming = new Map<string, JournalEntry[]>();
  for (const found of entries) {
    if (!found.known) continue;
    for (const id of new Set(documentsNamedBy(upcast(found.entry) as unknown as Draft))) {
      const list = naming.get(id);
      if (list) list.push(found);
      else naming.set(id, [found]);
    }
  }
  return naming;
}

function titlesNamedBy(documents: readonly PlannedDocument[]): readonly string[] {
  return documents.flatMap(({ after: { _id, state } }) => {
    if (_id.startsWith('queue:title:')) return [_id.slice('queue:title:'.length)];
    return 'attributes' in state && state.attributes?.title ? [state.attributes.title] : [];
  });
}

/** Erasings stand in the patron's documents and in the account: whatever is about a person is in one of these. */
function erasedIn({ first, accounts }: Folded): readonly EntryId[] {
  const ofPeople = first.filter(({ after }) => after._id.startsWith('patron:'));
  return [...new Set([...ofPeople, ...accounts].flatMap(({ after }) => erasedEntries(after)))];
}

function isHeld({ entry }: JournalEntry, documents: readonly PlannedDocument[]): boolean {
  return documents.some(({ after }) => after.personal?.[entry._id] !== undefined);
}

function revisions(documents: readonly PlannedDocument[]): readonly CouchDocument[] {
  return documents.flatMap((document) => revisionToWrite(document) ?? []);
}
