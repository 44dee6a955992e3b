import { type Anchor, joinClocks, type StreamClock } from '@balie/shared/clock/timing.ts';
import { hashEntry } from '@balie/shared/journal/canonical.ts';
import { inspectChain, type Line } from '@balie/shared/journal/chain.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { type EntryId, type Hash, parseEntryId, type StreamId } from '@balie/shared/journal/ids.ts';
import { upcast } from '@balie/shared/journal/upcasters.ts';
import type { Bodies } from '@balie/shared/journal/kinds.ts';
import type { JournalEntry } from './journal-entries.ts';

/** What the resolver knows of a stream: `stream:<isil>:<generation>:<stream>` in `national`. Of its anchors only the lowest. */
export interface StreamState extends StreamClock {
  /** The highest number without a gap below it, folded when this is written. `hash` is one of them after a fork. */
  readonly tip: { readonly seq: number; readonly hash: Hash | null };
  /** The highest number up to which the chain has neither fork, hole nor break. */
  readonly plain: number;
  readonly highest: number;
  readonly forks: readonly number[];
  readonly holes: readonly number[];
  readonly broken: readonly EntryId[];
  readonly lines: Readonly<Record<EntryId, Line>>;
}

export interface StreamReader {
  /** Valid entries of the stream from a number on. */
  entriesFrom(seq: number): Promise<readonly JournalEntry[]>;
  /** Ids of the entries with these numbers, bounds included. */
  ids(from: number, to: number): Promise<ReadonlySet<EntryId>>;
}

export interface Advanced {
  readonly state: StreamState;
  /**
   * To be folded with these: entries that stand on another line than was known before, and those that were found in the journals up
   * to the new tip before the feed brought them.
   */
  readonly besides: readonly JournalEntry[];
}

/** More are counted by `highest` less `tip`. */
const MOST_HOLES = 1000;

export function newStream(stream: StreamId): StreamState {
  const tip = { seq: 0, hash: null };
  return {
    stream,
    previous: null,
    anchors: [],
    tip,
    plain: 0,
    highest: 0,
    forks: [],
    holes: [],
    broken: [],
    lines: {},
  };
}

/** A stream after these entries of it, new or repeated. Reads its neighbours only when they do not simply continue it. */
export async function advance(
  state: StreamState,
  entries: readonly JournalEntry[],
  reader: StreamReader,
): Promise<Advanced> {
  const clock = withClock(state, entries);
  const sorted = [...entries].sort((a, b) => a.entry.seq - b.entry.seq);
  const { state: ahead, odd } = continued({ ...state, ...clock }, sorted);
  if (odd.length === 0 || (await areRepeats(ahead, odd, reader))) return { state: ahead, besides: [] };
  return inspected(ahead, odd, reader);
}

/** True when this stream's entries may have another time than under `before`. */
export function clockChanged(before: StreamClock, after: StreamClock): boolean {
  return (
    JSON.stringify([before.previous, before.opened, before.anchors]) !==
    JSON.stringify([after.previous, after.opened, after.anchors])
  );
}

function withClock(
  state: StreamState,
  entries: readonly JournalEntry[],
): Pick<StreamClock, 'previous' | 'opened' | 'anchors'> {
  const { stream, previous, opened, anchors } = state;
  let clock: StreamClock = { stream, previous, anchors, ...(opened ? { opened } : {}) };
  for (const { entry, known } of entries) {
    if (!known || (entry.kind !== 'stream.open' && entry.kind !== 'clock.anchor')) continue;
    clock = joinClocks(clock, clockOf(entry));
  }
  return {
    previous: clock.previous,
    ...(clock.opened ? { opened: clock.opened } : {}),
    anchors: clock.anchors.slice(0, 1),
  };
}

function clockOf(entry: AnyEntry): StreamClock {
  const { stream, seq, wall, mono, boot } = entry;
  const body = upcast(entry)!.body;
  if (entry.kind === 'stream.open') {
    const { previous } = body as Bodies['stream.open'];
    if (seq > 1) return { stream, previous: null, anchors: [] };
    return {
      stream,
      previous: previous?.stream ?? null,
      opened: { wall, mono, boot, after: previous?.seq ?? 0 },
      anchors: [],
    };
  }
  const anchor: Anchor = { seq, wall, mono, boot, server: (body as Bodies['clock.anchor']).server };
  return { stream, previous: null, anchors: [anchor] };
}

function continued(
  state: StreamState,
  sorted: readonly JournalEntry[],
): { state: StreamState; odd: readonly JournalEntry[] } {
  if (state.plain < state.highest) return { state, odd: sorted };
  let last: AnyEntry | null = null;
  const odd: JournalEntry[] = [];
  for (const found of sorted) {
    const { entry }: JournalEntry = found;
    const seq: number = last?.seq ?? state.tip.seq;
    if (entry._id === last?._id) continue;
    if (entry.seq === seq + 1 && follows(entry, last, state)) last = entry;
    else odd.push(found);
  }
  if (!last) return { state, odd };
  const tip = { seq: last.seq, hash: hashEntry(last) };
  return { state: { ...state, tip, plain: tip.seq, highest: tip.seq }, odd };
}

/** `_rev` has the first half of the hash: enough to know it again without computing it for every entry. */
function follows(entry: AnyEntry, last: AnyEntry | null, state: StreamState): boolean {
  return last ? entry.prev?.slice(0, 32) === last._rev.slice(2) : entry.prev === state.tip.hash;
}

/** True when all of them lie in the plain part of the chain and have no rivals for their numbers. */
async function areRepeats(
  state: StreamState,
  odd: readonly JournalEntry[],
  reader: StreamReader,
): Promise<boolean> {
  const from = odd[0]!.entry.seq;
  const to = odd.at(-1)!.entry.seq;
  if (to > state.plain) return false;
  const ids = new Set([...(await reader.ids(from, to)), ...odd.map((e) => e.entry._id)]);
  const seqs = new Set([...ids].map((id) => parseEntryId(id)?.seq));
  return ids.size === seqs.size;
}

/** Looks at the chain from the plain part's end on, or from below the lowest of these. */
async function inspected(
  state: StreamState,
  odd: readonly JournalEntry[],
  reader: StreamReader,
): Promise<Advanced> {
  const from = Math.max(0, Math.min(state.plain, odd[0]!.entry.seq - 1));
  const window = new Map(
    [...(await reader.entriesFrom(from)), ...odd].map((found) => [found.entry._id, found]),
  );
  const entries = [...window.values()].map((found) => found.entry);
  const report = inspectChain(entries);
  const highest = entries.reduce((most, { seq }) => Math.max(most, seq), state.highest);
  const holes = report.holes.filter((seq) => seq > from);
  const forks = [...new Set([...state.forks, ...report.forks])].sort((a, b) => a - b);
  const broken = report.broken.filter((id) => seqOf(id) > from);
  const tip = tipAt((holes[0] ?? highest + 1) - 1, entries, state);
  const lowestOdd = [...forks.slice(0, 1), ...broken.map(seqOf)].reduce(
    (least, seq) => Math.min(least, seq),
    Infinity,
  );
  const plain = Math.min(tip.seq, lowestOdd - 1);
  const besides = [...window.values()].filter(
    ({ entry: { _id, seq } }) =>
      report.lines[_id] !== state.lines[_id] || (seq > state.tip.seq && seq <= tip.seq),
  );
  const lines = { ...state.lines, ...report.lines };
  return {
    state: {
      ...{ ...state, ...withClock(state, besides), tip, plain, highest, forks, broken, lines },
      holes: holes.slice(0, MOST_HOLES),
    },
    besides,
  };
}

function tipAt(seq: number, entries: readonly AnyEntry[], state: StreamState): StreamState['tip'] {
  const [entry] = entries.filter((e) => e.seq === seq).sort((a, b) => (a._id < b._id ? -1 : 1));
  if (entry) return { seq, hash: hashEntry(entry) };
  return seq === state.tip.seq ? state.tip : { seq, hash: null };
}

function seqOf(id: EntryId): number {
  return parseEntryId(id)!.seq;
}
