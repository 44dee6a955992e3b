import {
  entryId,
  type EntryId,
  parseEntryId,
  type StreamId,
  streamKeyRange,
} from '@balie/shared/journal/ids.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { type Couch, CouchError, type KeyRange } from '../couch/couch.ts';
import { journalsOf } from '../couch/journals-of.ts';
import { NOTHING_RECEIVED, type ReceivedNumbers, withNumbers } from './received-numbers.ts';

/** Some hundred bytes each. */
const MOST_STREAMS = 200_000;

/** The received numbers of streams, read once from all monthly journals of their library. */
export class StreamShelf {
  private readonly couch: Couch;
  private readonly streams = new Map<string, ReceivedNumbers>();
  private readonly forked = new Set<string>();
  /** Streams of which each entry that is here stands on the one below it, or on a hole. */
  private readonly sound = new Set<string>();

  constructor(couch: Couch) {
    this.couch = couch;
  }

  async received(library: string, stream: StreamId): Promise<ReceivedNumbers> {
    const key = `${library} ${stream}`;
    const had = this.streams.get(key);
    if (had) return had;
    const ids = [...new Set(await this.idsIn(library, streamKeyRange(stream)))];
    if (new Set(ids.map((id) => parseEntryId(id)!.seq)).size < ids.length) this.forked.add(key);
    if (ids.length === 0) this.sound.add(key);
    const read = withNumbers(
      NOTHING_RECEIVED,
      ids.map((id) => parseEntryId(id)!.seq),
    );
    if (this.streams.size >= MOST_STREAMS) this.clear();
    this.streams.set(key, withNumbers(this.streams.get(key) ?? NOTHING_RECEIVED, numbersOf(read)));
    return this.streams.get(key)!;
  }

  /** Adds what was just written. */
  async add(library: string, stream: StreamId, seqs: readonly number[]): Promise<void> {
    const key = `${library} ${stream}`;
    const before = await this.received(library, stream);
    const taken = (seq: number): boolean => seq <= before.contiguous || before.above.has(seq);
    if (seqs.some(taken) || new Set(seqs).size < seqs.length) this.forked.add(key);
    this.streams.set(key, withNumbers(before, seqs));
  }

  /** True when one number of it is taken more than once. */
  async isForked(library: string, stream: StreamId): Promise<boolean> {
    await this.received(library, stream);
    return this.forked.has(`${library} ${stream}`);
  }

  /** False for what nobody has looked at since this gateway started, too. */
  isSound(library: string, stream: StreamId): boolean {
    return this.sound.has(`${library} ${stream}`);
  }

  setSound(library: string, stream: StreamId, sound: boolean): void {
    if (sound) this.sound.add(`${library} ${stream}`);
    else this.sound.delete(`${library} ${stream}`);
  }

  /** All of a stream as it is stored. */
  async entries(library: string, stream: StreamId): Promise<readonly AnyEntry[]> {
    const found: AnyEntry[] = [];
    for (const journal of await journalsOf(this.couch, library)) {
      const documents = await this.couch
        .range<AnyEntry>(journal, streamKeyRange(stream))
        .catch(noneWhenDropped);
      found.push(...documents);
    }
    return found;
  }

  /** The ids that have one of these numbers, from all journals. */
  async ids(library: string, stream: StreamId, seqs: readonly number[]): Promise<readonly EntryId[]> {
    const first = Math.min(...seqs);
    const last = Math.max(...seqs);
    const range = { startkey: entryId(stream, first, ''), endkey: `${entryId(stream, last, '')}\ufff0` };
    const wanted = new Set(seqs);
    return (await this.idsIn(library, range)).filter((id) => wanted.has(parseEntryId(id)!.seq));
  }

  clear(): void {
    this.streams.clear();
    this.forked.clear();
    this.sound.clear();
  }

  private async idsIn(library: string, range: KeyRange): Promise<readonly EntryId[]> {
    const found: EntryId[] = [];
    for (const journal of await journalsOf(this.couch, library)) {
      const rows = await this.couch.rangeIds(journal, range).catch(noneWhenDropped);
      found.push(...rows.map((row) => row.id).filter((id) => parseEntryId(id)));
    }
    return found;
  }
}

function* numbersOf({ contiguous, above }: ReceivedNumbers): Generator<number> {
  for (let seq = 1; seq <= contiguous; seq++) yield seq;
  yield* above;
}

/** A journal may go while we look. */
function noneWhenDropped(error: unknown): readonly never[] {
  if (error instanceof CouchError && error.status === 404) return [];
  throw error;
}
