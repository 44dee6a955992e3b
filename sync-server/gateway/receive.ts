import type { Instant } from '@balie/shared/clock/instant.ts';
import { type AnyEntry, type Payload, payloadId } from '@balie/shared/journal/entry.ts';
import { type EntryId, parseEntryId, type StreamId } from '@balie/shared/journal/ids.ts';
import type { Numbers, NumbersAnswer, PushAnswer, PushRequest } from '@balie/shared/protocol/api.ts';
import { personOf } from '@balie/shared/privacy/erasure.ts';
import { journalDatabase, personalBeside } from '@balie/shared/protocol/databases.ts';
import { type Couch, type CouchDocument, CouchError } from '../couch/couch.ts';
import { journalsOf } from '../couch/journals-of.ts';
import { checkEntry, type CheckPorts, idOf, payloadOf, type Refusal } from './check-entry.ts';
import { erasedAmong } from './erased-people.ts';
import { InTurn } from './in-turn.ts';
import type { Registry } from './registry.ts';
import { StreamShelf } from './stream-shelf.ts';
import { streamsWithoutGround } from './whole-lines.ts';

export interface Settled {
  readonly folded: number;
  readonly safe: number;
}

/** How far the resolver and the backups are; a stream that is left out is at 0. */
export interface Progress {
  settled(library: string, streams: readonly StreamId[]): Promise<ReadonlyMap<StreamId, Settled>>;
}

export interface ReceiverPorts extends CheckPorts {
  readonly registry: Pick<Registry, 'desk' | 'library'>;
  readonly couch: Couch;
  readonly now: () => Instant;
  readonly progress: Progress;
}

interface Outcome {
  readonly forks: PushAnswer['forks'];
  readonly again: ReadonlySet<StreamId>;
  /** Taken, and not on the disk: their numbers may be there all the same, as another machine's (a fork). */
  readonly unwritten: readonly AnyEntry[];
}

interface Taken {
  readonly entry: AnyEntry;
  /** Null when there is none, or when it is about somebody who was erased (A1). */
  readonly payload: Payload | null;
}

/**
 * Takes entries and their payloads into the journals of the month (DESIGN, The gateway). Whatever is answered as received was
 * read back from the database. One process at a time serves a library; a second one would only tell lower numbers.
 */
export class Receiver {
  private readonly ports: ReceiverPorts;
  private readonly inTurn = new InTurn();
  private readonly shelf: StreamShelf;
  private readonly created = new Set<string>();

  constructor(ports: ReceiverPorts) {
    this.ports = ports;
    this.shelf = new StreamShelf(ports.couch);
  }

  /** `library` is that of the desk that brings them. Throws a CouchError when nothing is sure; pushing again is always safe. */
  async push(library: string, request: PushRequest): Promise<PushAnswer> {
    const refused: Refusal[] = [];
    const entries: AnyEntry[] = [];
    for (const document of request.entries) {
      const checked = await checkEntry(document, library, this.ports);
      if (checked.ok) entries.push(checked.entry);
      else refused.push(checked.refusal);
    }
    const streams = [...new Set(entries.map((entry) => entry.stream))];
    const keys = streams.map((stream) => `${library} ${stream}`);
    const taken = await this.inTurn.run(keys, () => this.take(library, entries, request, refused));
    const { streams: numbers, serverTime } = await this.numbers(library, streams);
    for (const stream of taken.again) numbers[stream] = { ...numbers[stream]!, received: 0 };
    for (const { stream, seq } of taken.unwritten) {
      const { received, ...rest } = numbers[stream]!;
      numbers[stream] = { ...rest, received: Math.min(received, seq - 1) };
    }
    return { streams: numbers, serverTime, refused, forks: [...taken.forks] };
  }

  async numbers(library: string, streams: readonly StreamId[]): Promise<NumbersAnswer> {
    const settled = await this.ports.progress.settled(library, streams);
    const answer: Record<StreamId, Numbers> = {};
    for (const stream of streams) {
      const received = await this.shelf.received(library, stream);
      answer[stream] = { received: received.contiguous, folded: 0, safe: 0, ...settled.get(stream) };
    }
    return { streams: answer, serverTime: this.ports.now() };
  }

  private async take(
    library: string,
    entries: readonly AnyEntry[],
    request: PushRequest,
    refused: Refusal[],
  ): Promise<Outcome> {
    const known = await this.alreadyHere(library, entries);
    const fresh = uniqueById(entries.filter((entry) => !known.has(entry._id)));
    const taken = await this.withPayloads(library, fresh, request, refused);
    const written = await this.write(library, taken);
    for (const [stream, seqs] of seqsByStream(written)) await this.shelf.add(library, stream, seqs);
    const again = await streamsWithoutGround(this.shelf, library, entries);
    const unwritten = taken.flatMap(({ entry }) => (written.has(entry._id) ? [] : entry));
    return { forks: forksAmong(entries, [...known, ...written]), again, unwritten };
  }

  /** Ids in the journals, of the numbers that are taken already: the same entries, or another branch of a fork. */
  private async alreadyHere(library: string, entries: readonly AnyEntry[]): Promise<ReadonlySet<EntryId>> {
    const here = new Set<EntryId>();
    for (const [stream, pushed] of seqsByStream(entries.map((entry) => entry._id))) {
      const { highest } = await this.shelf.received(library, stream);
      const seqs = pushed.filter((seq) => seq <= highest);
      if (seqs.length === 0) continue;
      for (const id of await this.shelf.ids(library, stream, seqs)) here.add(id);
    }
    return here;
  }

  private async withPayloads(
    library: string,
    entries: readonly AnyEntry[],
    request: PushRequest,
    refused: Refusal[],
  ): Promise<readonly Taken[]> {
    const gone = await this.erasedEntries(library, entries);
    const needsPayload = ({ _id, personal }: AnyEntry): boolean => personal !== undefined && !gone.has(_id);
    const candidates = new Map(request.payloads.map((payload) => [idOf(payload), payload]));
    const absent = entries.filter((entry) => needsPayload(entry) && !candidates.has(payloadId(entry._id)));
    for (const [id, payload] of await this.storedPayloads(library, absent)) candidates.set(id, payload);
    const saidErased = new Set(request.erased);
    const taken: Taken[] = [];
    for (const entry of entries) {
      const candidate = candidates.get(payloadId(entry._id));
      if (!needsPayload(entry) || (candidate === undefined && saidErased.has(entry._id))) {
        taken.push({ entry, payload: null });
        continue;
      }
      const payload = candidate === undefined ? 'payload-missing' : payloadOf(entry, candidate);
      if (typeof payload === 'string')
        refused.push({ id: entry._id, code: payload, detail: payloadId(entry._id) });
      else taken.push({ entry, payload });
    }
    return taken;
  }

  /** Those with a payload that are about somebody who was erased: it is not stored again, whoever brings it (A1). */
  private async erasedEntries(library: string, entries: readonly AnyEntry[]): Promise<ReadonlySet<EntryId>> {
    const persons = new Map<EntryId, string>();
    for (const { _id, personal, body } of entries) {
      const person = personal === undefined ? null : personOf(body);
      if (person !== null) persons.set(_id, person);
    }
    const erased = await erasedAmong(this.ports, library, new Set(persons.values()));
    return new Set([...persons].flatMap(([id, person]) => (erased.has(person) ? id : [])));
  }

  /** Payloads that an earlier push left behind when its entries could not be written, perhaps last month. */
  private async storedPayloads(
    library: string,
    entries: readonly AnyEntry[],
  ): Promise<ReadonlyMap<string, CouchDocument>> {
    const stored = new Map<string, CouchDocument>();
    if (entries.length === 0) return stored;
    const ids = entries.map((entry) => payloadId(entry._id));
    for (const journal of await journalsOf(this.ports.couch, library)) {
      const found = await this.ports.couch.getMany(personalBeside(journal), ids).catch(noneWhenMissing);
      for (const [id, { winner }] of found) stored.set(id, winner);
    }
    return stored;
  }

  /** Payloads first. The ids that were read back. */
  private async write(library: string, taken: readonly Taken[]): Promise<ReadonlySet<EntryId>> {
    if (taken.length === 0) return new Set();
    const journal = journalDatabase(library, this.ports.now());
    const personal = personalBeside(journal);
    const payloads = taken.flatMap(({ payload }) => payload ?? []);
    const kept = await this.writeAndReadBack(personal, payloads);
    const sure = taken.filter(({ payload }) => payload === null || kept.has(payload._id));
    return this.writeAndReadBack(
      journal,
      sure.map(({ entry }) => entry),
    );
  }

  private async writeAndReadBack(
    database: string,
    documents: readonly (CouchDocument & { readonly _rev: string })[],
  ): Promise<ReadonlySet<string>> {
    if (documents.length === 0) return new Set();
    if (!this.created.has(database)) await this.ports.couch.createDatabase(database);
    this.created.add(database);
    try {
      await this.ports.couch.bulk(database, documents, { newEdits: false });
      const found = await this.ports.couch.getMany(
        database,
        documents.map((document) => document._id),
      );
      return new Set(found.keys());
    } catch (error) {
      if (error instanceof CouchError && error.status === 404) this.forgetAll();
      throw error;
    }
  }

  /** A database is gone, so what is remembered may be more than there is. */
  private forgetAll(): void {
    this.created.clear();
    this.shelf.clear();
  }
}

function uniqueById(entries: readonly AnyEntry[]): readonly AnyEntry[] {
  return [...new Map(entries.map((entry) => [entry._id, entry])).values()];
}

function forksAmong(pushed: readonly AnyEntry[], ids: readonly EntryId[]): PushAnswer['forks'] {
  const idsOf = new Map<string, Set<EntryId>>();
  for (const id of ids) {
    const { stream, seq } = parseEntryId(id)!;
    const key = `${stream} ${seq}`;
    idsOf.set(key, (idsOf.get(key) ?? new Set()).add(id));
  }
  const taken = new Map(pushed.map(({ stream, seq }) => [`${stream} ${seq}`, { stream, seq }]));
  return [...taken].filter(([key]) => (idsOf.get(key)?.size ?? 0) > 1).map(([, place]) => place);
}

function seqsByStream(ids: Iterable<EntryId>): ReadonlyMap<StreamId, readonly number[]> {
  const found = new Map<StreamId, number[]>();
  for (const id of ids) {
    const { stream, seq } = parseEntryId(id)!;
    const seqs = found.get(stream);
    if (seqs) seqs.push(seq);
    else found.set(stream, [seq]);
  }
  return found;
}

function noneWhenMissing(error: unknown): ReadonlyMap<string, { readonly winner: CouchDocument }> {
  if (error instanceof CouchError && error.status === 404) return new Map<string, never>();
  throw error;
}
