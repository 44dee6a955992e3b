import type { StreamId } from '@balie/shared/journal/ids.ts';
import { retimedBy, timeOf } from '@balie/shared/clock/timing.ts';
import type { JournalEntry } from './journal-entries.ts';
import { type GenerationOf, streamDoc, type StreamDocument } from './resolver-memory.ts';
import { advance, clockChanged, newStream, type StreamReader } from './stream-state.ts';

export interface AdvancedStreams {
  readonly after: ReadonlyMap<StreamId, StreamDocument>;
  readonly changed: readonly StreamDocument[];
  /** To be folded with these, as `Advanced` says. */
  readonly besides: readonly JournalEntry[];
  /** Streams whose folded entries have another time now. */
  readonly retimed: readonly StreamId[];
}

interface StreamPorts {
  readonly library: GenerationOf;
  readonly reader: (stream: StreamId) => StreamReader;
}

/** What a library's streams are once `entries` have come, in whatever order. Nothing is written. */
export async function advanceStreams(
  streams: ReadonlyMap<StreamId, StreamDocument>,
  entries: readonly JournalEntry[],
  { library, reader }: StreamPorts,
): Promise<AdvancedStreams> {
  const after = new Map(streams);
  const changed: StreamDocument[] = [];
  const besides: JournalEntry[] = [];
  const newClocks: StreamId[] = [];
  for (const [stream, own] of byStream(entries)) {
    const stored = streams.get(stream);
    const before = stored ?? newStream(stream);
    const advanced = await advance(before, own, reader(stream));
    besides.push(...advanced.besides);
    if (stored && JSON.stringify(advanced.state) === JSON.stringify(stored)) continue;
    const document = { ...advanced.state, _id: streamDoc(library, stream), v: 1 as const };
    changed.push(document);
    after.set(stream, document);
    if (clockChanged(before, document)) newClocks.push(stream);
  }
  return { after, changed, besides, retimed: retimedStreams(newClocks, streams, after) };
}

/** Streams with entries that were folded before and now have another time. */
function retimedStreams(
  changed: readonly StreamId[],
  before: ReadonlyMap<StreamId, StreamDocument>,
  after: ReadonlyMap<StreamId, StreamDocument>,
): readonly StreamId[] {
  const found = new Set(changed.flatMap((stream) => retimedBy(stream, after)));
  const anyReading = { wall: 0, mono: 0, boot: '' };
  return [...found].filter((stream) => before.has(stream) && timeOf(stream, anyReading, after).final);
}

function byStream(entries: readonly JournalEntry[]): ReadonlyMap<StreamId, readonly JournalEntry[]> {
  const result = new Map<StreamId, JournalEntry[]>();
  for (const found of entries) {
    const list = result.get(found.entry.stream);
    if (list) list.push(found);
    else result.set(found.entry.stream, [found]);
  }
  return result;
}
