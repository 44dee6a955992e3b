import type { Instant } from '@balie/shared/clock/instant.ts';
import { Horizon } from '@balie/shared/journal/horizon.ts';
import type { EntryId, StreamId } from '@balie/shared/journal/ids.ts';
import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { Couch } from '../couch/couch.ts';
import { journalsOf } from '../couch/journals-of.ts';
import { type AdvancedStreams, advanceStreams } from './advance-streams.ts';
import { Calendars } from './calendars.ts';
import type { Report } from './finding.ts';
import { erasePayloads } from './erase-payloads.ts';
import { foldEntries, type Writes } from './fold-entries.ts';
import type { FoldPorts } from './fold-ports.ts';
import { entriesOfStream, idsOfStream, type JournalEntry } from './journal-entries.ts';
import { type FeedBatch, readFeed } from './journal-feed.ts';
import type { Timeline } from './planned-document.ts';
import {
  type FeedDocument,
  type HorizonPlace,
  loadMemory,
  type ResolverMemory,
  type StreamDocument,
} from './resolver-memory.ts';
import type { StreamReader } from './stream-state.ts';
import { StoredDocuments } from './stored-documents.ts';
import { TitleCopies } from './title-copies.ts';
import { NOWHERE, sweep } from './sweep.ts';
import { Turns } from './turns.ts';
import { retryWaiting } from './waiting-payloads.ts';
import { OvertakenError, writeAll } from './write-documents.ts';

interface ResolvedLibrary {
  readonly isil: string;
  readonly generation: string;
  /** `library-<isil>-<generation>` */
  readonly database: string;
}

export interface ResolverPorts {
  readonly couch: Couch;
  readonly now: () => Instant;
  readonly library: ResolvedLibrary;
  readonly report?: Report;
  /** Changes read of each journal in one step. */
  readonly batch?: number;
  /** Documents of the generation before, for a rebuild. */
  readonly before?: FoldPorts['before'];
}

export interface StepResult {
  /** Changes that were new to the feed. */
  readonly read: number;
  /** Documents written to the library's database. */
  readonly written: number;
  readonly more: boolean;
}

interface Batch extends FeedBatch {
  readonly journals: readonly string[];
  /** Revision of the feed document when it was read: only from there may it move on. */
  readonly feedRev: string | undefined;
  readonly waiting: Readonly<Record<EntryId, string>>;
}

interface Settled {
  readonly memory: ResolverMemory;
  readonly written: number;
  /** Documents have still to let go what is over. */
  readonly more: boolean;
}

const BATCH = 1000;
const ATTEMPTS = 5;

/**
 * Folds one library's journals into its state documents, of which it is the only writer. A step reads, folds, writes, and only
 * then says how far it came: documents, then streams, then the feed's places. Wherever it stops between, the next step reads
 * the same entries and writes what still differs. Of anything that throws nothing is remembered.
 */
export class Resolver {
  private readonly ports: ResolverPorts;
  private readonly fold: FoldPorts;
  private memory: ResolverMemory | null = null;
  private committed: ReadonlyMap<StreamId, StreamDocument> = new Map();

  constructor(ports: ResolverPorts) {
    this.ports = ports;
    const { couch, now, library } = ports;
    const report = ports.report ?? (() => undefined);
    const documents = new StoredDocuments(couch, library.database, report);
    this.fold = {
      couch,
      documents,
      calendars: new Calendars(documents),
      turns: new Turns(documents),
      titles: new TitleCopies(couch, documents, now),
      report,
      before: ports.before ?? (async () => new Map<string, never>()),
    };
  }

  /** The highest number of a stream without a gap below it that is folded and committed; 0 when it is not known. */
  folded(stream: StreamId): number {
    return this.committed.get(stream)?.tip.seq ?? 0;
  }

  /** All streams as committed last, for who watches. */
  streams(): ReadonlyMap<StreamId, StreamDocument> {
    return this.committed;
  }

  /** Reads what was committed before. `step` does so by itself. */
  async load(): Promise<void> {
    this.remember(await loadMemory(this.ports.couch, this.ports.library));
  }

  /** Folds the next changes of each journal. `more` when there may be further ones already. */
  async step(): Promise<StepResult> {
    let memory = await this.recall();
    const batch = await this.read(memory);
    for (let attempt = 1; ; attempt++) {
      try {
        const settled = await this.settle(memory, batch);
        this.remember(settled.memory);
        const { more, written } = settled;
        return { read: batch.read, written, more: batch.more || more || attempt > 1 };
      } catch (error) {
        if (!(error instanceof OvertakenError) || attempt === ATTEMPTS) throw error;
        this.fold.report({
          kind: 'settled-again',
          database: this.ports.library.database,
          id: '',
          detail: error.message,
        });
        memory = await loadMemory(this.ports.couch, this.ports.library);
        this.forget();
      }
    }
  }

  /** Makes the next steps read all journals from their beginning: nothing is lost by it, and everything is looked at again. */
  async rewind(): Promise<void> {
    const memory = await this.recall();
    const feed: FeedDocument = { ...memory.feed, positions: {}, places: {} };
    const revs = await writeAll(this.ports.couch, NATIONAL, [feed]);
    this.remember({ ...memory, feed: { ...feed, _rev: revs.get(feed._id)! } });
  }

  /** What was remembered is forgotten until the step has committed. */
  private async recall(): Promise<ResolverMemory> {
    const { memory } = this;
    this.memory = null;
    if (memory) return memory;
    this.forget();
    return loadMemory(this.ports.couch, this.ports.library);
  }

  private remember(memory: ResolverMemory): void {
    this.memory = memory;
    this.committed = memory.streams;
  }

  private forget(): void {
    this.fold.calendars.forget();
    this.fold.turns.forget();
  }

  private async read(memory: ResolverMemory): Promise<Batch> {
    const { couch, library, batch } = this.ports;
    const journals = await journalsOf(couch, library.isil);
    const feed = await readFeed(couch, journals, memory.feed.places, batch ?? BATCH, this.fold.report);
    const retry = await retryWaiting(couch, memory.feed.waiting, this.fold.report);
    return {
      ...feed,
      entries: unique([...feed.entries, ...retry.entries]),
      waiting: retry.waiting,
      journals,
      feedRev: memory.feed._rev,
    };
  }

  private async settle(memory: ResolverMemory, batch: Batch): Promise<Settled> {
    const streams = await advanceStreams(memory.streams, batch.entries, {
      library: this.ports.library,
      reader: (stream) => this.readerOf(batch.journals, stream),
    });
    const lines = linesOf(streams.after);
    const marks = await this.fold.turns.horizons();
    const place = memory.feed.horizon ?? NOWHERE;
    const horizon = new Horizon(marks.slice(0, place.inForce), lines);
    const timeline: Timeline = { clocks: streams.after, lines, horizon };
    const waiting = { ...batch.waiting };
    let written = 0;
    const write = async ({ layers, copies, missing, erased }: Writes): Promise<void> => {
      for (const layer of layers) written += await this.fold.documents.write(layer);
      this.fold.titles.copied(copies);
      for (const { entry, journal } of missing) waiting[entry._id] = journal;
      await erasePayloads(this.ports.couch, batch.journals, erased);
      for (const entry of erased) delete waiting[entry];
    };
    const fold = async (entries: readonly JournalEntry[]): Promise<void> => {
      if (entries.length) await write(await foldEntries(this.fold, entries, timeline));
    };
    await fold(unique([...batch.entries, ...streams.besides]));
    for (const stream of streams.retimed) {
      for await (const page of this.entriesOf(batch.journals, stream, 0)) await fold(page);
    }
    const swept = await sweep(this.fold, place, { clocks: streams.after, lines }, write);
    const after = await this.commitStreams(streams);
    const feed = await this.commitFeed(memory.feed, batch, waiting, swept.place);
    return { memory: { streams: after, feed }, written, more: swept.more };
  }

  private readerOf(journals: readonly string[], stream: StreamId): StreamReader {
    return {
      entriesFrom: async (seq) => {
        const found: JournalEntry[] = [];
        for await (const page of this.entriesOf(journals, stream, seq)) found.push(...page);
        return found;
      },
      ids: (from, to) => idsOfStream(this.ports.couch, journals, stream, from, to),
    };
  }

  private entriesOf(
    journals: readonly string[],
    stream: StreamId,
    from: number,
  ): AsyncGenerator<readonly JournalEntry[]> {
    return entriesOfStream(this.ports.couch, journals, stream, from, this.fold.report);
  }

  private async commitStreams({
    after,
    changed,
  }: AdvancedStreams): Promise<ReadonlyMap<StreamId, StreamDocument>> {
    const revs = await writeAll(this.ports.couch, NATIONAL, changed);
    const result = new Map(after);
    for (const document of changed)
      result.set(document.stream, { ...document, _rev: revs.get(document._id)! });
    return result;
  }

  /** Moves the feed on, unless another moved it since this batch was read: then what it says stands, and is read from. */
  private async commitFeed(
    feed: FeedDocument,
    batch: Batch,
    waiting: Readonly<Record<EntryId, string>>,
    horizon: HorizonPlace,
  ): Promise<FeedDocument> {
    if (feed._rev !== batch.feedRev) return feed;
    const { positions, places } = batch;
    const before = [feed.places, feed.waiting, feed.horizon ?? NOWHERE];
    if (JSON.stringify([places, waiting, horizon]) === JSON.stringify(before)) return feed;
    const next: FeedDocument = { ...feed, positions, places, waiting, horizon };
    const revs = await writeAll(this.ports.couch, NATIONAL, [next]);
    return { ...next, _rev: revs.get(next._id)! };
  }
}

function linesOf(streams: ReadonlyMap<StreamId, StreamDocument>): Timeline['lines'] {
  const lines: Record<EntryId, string> = {};
  for (const { forks, lines: own } of streams.values()) if (forks.length) Object.assign(lines, own);
  return lines;
}

/** An entry that stands in two journals is one entry; the first is as good as the other. */
function unique(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  return [...new Map(entries.map((found) => [found.entry._id, found])).values()];
}
