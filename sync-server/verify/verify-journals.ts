import { inspectChain } from '@balie/shared/journal/chain.ts';
import { hashEntry } from '@balie/shared/journal/canonical.ts';
import type { AnyEntry, Payload } from '@balie/shared/journal/entry.ts';
import { payloadId } from '@balie/shared/journal/entry.ts';
import {
  deskOf,
  type EntryId,
  parseEntryId,
  type StreamId,
  streamKeyRange,
} from '@balie/shared/journal/ids.ts';
import { readEntry } from '@balie/shared/journal/read-entry.ts';
import { payloadFits } from '@balie/shared/journal/seal.ts';
import { personOf } from '@balie/shared/privacy/erasure.ts';
import { journalPrefix, personalBeside } from '@balie/shared/protocol/databases.ts';
import type { Couch, CouchDocument } from '../couch/couch.ts';

interface StreamReport {
  readonly stream: StreamId;
  readonly entries: number;
  readonly forks: readonly number[];
  readonly holes: readonly number[];
  readonly broken: readonly string[];
  /** Entries that do not match their id, or whose signature is not their desk's. */
  readonly forged: readonly string[];
  /** Entries whose personal payload is neither there, nor past its retention, nor erased (A1). */
  readonly withoutPayload: readonly string[];
}

export interface VerifyReport {
  readonly library: string;
  readonly streams: number;
  readonly entries: number;
  /** Only the streams that are not whole. */
  readonly faults: readonly StreamReport[];
}

export interface VerifyPorts {
  readonly couch: Couch;
  /** Public key of an enrolled desk, revoked ones too; null for a stranger. */
  readonly keyOf: (desk: string) => Promise<string | null>;
  readonly verify: (hash: string, signature: string, key: string) => boolean;
}

const PAGE = 2000;

/** Reads every journal of a library again and checks each chain, hash, signature and payload. Changes nothing. */
export async function verifyLibrary(ports: VerifyPorts, isil: string): Promise<VerifyReport> {
  const journals = await ports.couch.listDatabases(journalPrefix(isil));
  const streams = await streamsIn(ports.couch, journals);
  const reports: StreamReport[] = [];
  const people: People = { lacking: new Map(), erased: new Set() };
  for (const stream of streams) reports.push(await verifyStream(ports, journals, stream, people));
  const faults = reports.map((report) => withoutErased(report, people)).filter(isFault);
  const entries = reports.reduce((sum, report) => sum + report.entries, 0);
  return { library: isil, streams: streams.length, entries, faults };
}

/** Who was erased, by any stream, and whom the entries without a payload are about. */
interface People {
  readonly lacking: Map<EntryId, string | null>;
  readonly erased: Set<string | null>;
}

function withoutErased(report: StreamReport, { lacking, erased }: People): StreamReport {
  const isMissed = (id: string): boolean => !erased.has(lacking.get(id) ?? null);
  return { ...report, withoutPayload: report.withoutPayload.filter(isMissed) };
}

function isFault({ forks, holes, broken, forged, withoutPayload }: StreamReport): boolean {
  return [forks, holes, broken, forged, withoutPayload].some((list) => list.length);
}

async function streamsIn(couch: Couch, journals: readonly string[]): Promise<readonly StreamId[]> {
  const streams = new Set<StreamId>();
  for (const journal of journals) {
    let startkey = 'entry:';
    for (;;) {
      const [first] = await couch.rangeIds(journal, { startkey, endkey: 'entry:\ufff0', limit: 1 });
      if (!first) break;
      const parts = parseEntryId(first.id);
      if (parts) streams.add(parts.stream);
      startkey = parts ? streamKeyRange(parts.stream).endkey : `${first.id}\u0000`;
    }
  }
  return [...streams].sort();
}

async function verifyStream(
  ports: VerifyPorts,
  journals: readonly string[],
  stream: StreamId,
  people: People,
): Promise<StreamReport> {
  const entries: AnyEntry[] = [];
  const forged: string[] = [];
  const withoutPayload: string[] = [];
  const key = await ports.keyOf(deskOf(stream));
  for (const journal of journals) {
    for await (const page of pages(ports.couch, journal, stream)) {
      const read = page.map((document) => ({ document, result: readEntry(document) }));
      const good = read.flatMap(({ result }) =>
        result.ok && isSigned(ports, result.entry, key) ? [result.entry] : [],
      );
      forged.push(
        ...read
          .filter(({ result }) => !result.ok || !good.includes(result.entry))
          .map(({ document }) => document._id),
      );
      for (const { _id, body } of await missingPayloads(ports.couch, journal, good)) {
        withoutPayload.push(_id);
        people.lacking.set(_id, personOf(body));
      }
      for (const { kind, body } of good) if (kind === 'patron.erase') people.erased.add(personOf(body));
      entries.push(...good);
    }
  }
  const { forks, holes, broken } = inspectChain(entries);
  return { stream, entries: entries.length, forks, holes, broken, forged, withoutPayload };
}

function isSigned({ verify }: VerifyPorts, entry: AnyEntry, key: string | null): boolean {
  return key !== null && verify(hashEntry(entry), entry.sig, key);
}

async function missingPayloads(
  couch: Couch,
  journal: string,
  entries: readonly AnyEntry[],
): Promise<readonly AnyEntry[]> {
  const personal = entries.filter((e) => e.personal);
  if (!personal.length) return [];
  const [database] = await couch.listDatabases(personalBeside(journal));
  if (!database) return [];
  const found = await couch.getMany<Payload>(
    database,
    personal.map((e) => payloadId(e._id)),
  );
  return personal.filter((e) => !isThere(e, found.get(payloadId(e._id))?.winner));
}

function isThere(entry: AnyEntry, payload: Payload | undefined): boolean {
  return payload !== undefined && payloadFits(entry, payload);
}

async function* pages(
  couch: Couch,
  journal: string,
  stream: StreamId,
): AsyncIterable<readonly CouchDocument[]> {
  const { startkey, endkey } = streamKeyRange(stream);
  let from = startkey;
  for (;;) {
    const page = await couch.range<CouchDocument>(journal, { startkey: from, endkey, limit: PAGE });
    if (page.length) yield page;
    if (page.length < PAGE) return;
    from = `${page.at(-1)!._id}\u0000`;
  }
}
