import type { Instant } from '@balie/shared/clock/instant.ts';
import { Horizon, type HorizonMark } from '@balie/shared/journal/horizon.ts';
import { type EntryId, entryId, type StreamId } from '@balie/shared/journal/ids.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import type { StreamState } from './stream-state.ts';

type Setting = Extract<Draft, { kind: 'horizon.set' }>;

/** So many streams fit in one entry. */
const MOST_STREAMS = 400;

/**
 * What the centre writes to set the horizon at `before`, in this order: its cut is all that is folded of every stream that moved since
 * the last, the centre's own among them, so that nothing that is known here is late. Where they do not fit in one entry, the first ones
 * take in streams and leave the horizon where it was.
 */
export function nextHorizon(
  streams: Iterable<Pick<StreamState, 'stream' | 'tip'>>,
  marks: readonly HorizonMark[],
  before: Instant,
): readonly Setting[] {
  const horizon = new Horizon(marks);
  const moved: (readonly [StreamId, EntryId])[] = [];
  for (const { stream, tip } of streams) {
    if (tip.hash === null) continue;
    const id = entryId(stream, tip.seq, tip.hash);
    if (!horizon.cuts(id)) moved.push([stream, id]);
  }
  moved.sort(([a], [b]) => (a < b ? -1 : 1));
  const drafts: Setting[] = [];
  do {
    const cut = Object.fromEntries(moved.splice(0, MOST_STREAMS));
    const at = moved.length ? Math.max(0, horizon.before) : before;
    drafts.push({ kind: 'horizon.set', body: { before: at, cut }, after: [] });
  } while (moved.length);
  return drafts;
}
