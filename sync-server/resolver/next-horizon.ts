import type { Instant } from '@balie/shared/clock/instant.ts';
import type { Line } from '@balie/shared/journal/chain.ts';
import { Horizon, type HorizonMark } from '@balie/shared/journal/horizon.ts';
import { type EntryId, entryId, parseEntryId, type StreamId } from '@balie/shared/journal/ids.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import type { StreamState } from './stream-state.ts';

type Setting = Extract<Draft, { kind: 'horizon.set' }>;

/** So many streams fit in one entry. */
const MOST_STREAMS = 400;

/**
 * What the centre writes to set the horizon at `before`, in this order: its cut is all that is folded of every stream that moved since
 * the last, the centre's own among them, so that nothing that is known here is late. Where they do not fit in one entry, the first ones
 * take in streams and leave the horizon where it was. Nothing while a stream lacks entries: what came after those is folded, and
 * would be late.
 */
export function nextHorizon(
  streams: Iterable<Pick<StreamState, 'stream' | 'tip' | 'lines' | 'holes' | 'broken'>>,
  marks: readonly HorizonMark[],
  before: Instant,
): readonly Setting[] {
  const moved: [StreamId, EntryId[]][] = [];
  for (const { stream, tip, lines, holes, broken } of streams) {
    if (holes.length || broken.length) return [];
    const horizon = new Horizon(marks, lines);
    const ids = tipsOf(stream, tip, lines).filter((id) => !horizon.cuts(id));
    if (ids.length) moved.push([stream, ids]);
  }
  moved.sort(([a], [b]) => (a < b ? -1 : 1));
  const drafts: Setting[] = [];
  do {
    const cut = Object.fromEntries(moved.splice(0, MOST_STREAMS));
    const at = moved.length ? Math.max(0, new Horizon(marks).before) : before;
    drafts.push({ kind: 'horizon.set', body: { before: at, cut }, after: [] });
  } while (moved.length);
  return drafts;
}

/** The newest entry, of each branch where the stream forked. */
function tipsOf(stream: StreamId, { seq, hash }: StreamState['tip'], lines: StreamState['lines']): EntryId[] {
  const newest = new Map<Line, EntryId>();
  for (const [id, line] of Object.entries(lines)) {
    const known = newest.get(line);
    if (known === undefined || seqOf(known) < seqOf(id)) newest.set(line, id);
  }
  if (newest.size) return [...newest.values()].sort();
  return hash === null ? [] : [entryId(stream, seq, hash)];
}

function seqOf(id: EntryId): number {
  return parseEntryId(id)!.seq;
}
