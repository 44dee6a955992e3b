import type { Instant } from './instant.ts';
import type { StreamId } from '../journal/ids.ts';

/** What a stream tells about time: facts only, joined by union, so that arrival order means nothing. */
export interface StreamClock {
  readonly stream: StreamId;
  /** The stream that this one's first entry names, once that entry is known. */
  readonly previous: StreamId | null;
  /** The reading of its first entry, once that is known. */
  readonly opened?: Opening;
  /** By seq of their `clock.anchor` entries; the lowest counts. */
  readonly anchors: readonly Anchor[];
}

interface Opening extends Reading {
  /** Number of the previous stream's entry that it continues; 0 without one. */
  readonly after: number;
}

export interface Anchor {
  readonly seq: number;
  readonly wall: number;
  readonly mono: number;
  readonly boot: string;
  readonly server: Instant;
}

export interface Reading {
  readonly wall: number;
  readonly mono: number;
  readonly boot: string;
}

export interface Timing {
  readonly at: Instant;
  /** False until an anchor is known: the desk's own wall clock, which may be wrong. */
  readonly final: boolean;
}

export type StreamClocks = ReadonlyMap<StreamId, StreamClock>;

/**
 * Effective time of a reading in a stream (DESIGN, Time): the first server anchor plus monotonic distance; without one, by the
 * stream that continues it, from opening to opening: a clock that was put right on the way is then wrong on no side of it.
 * Across boots by the wall clock's offset. Without any anchor the wall clock, provisionally.
 */
export function timeOf(stream: StreamId, reading: Reading, clocks: StreamClocks): Timing {
  const anchor = firstAnchor(clocks.get(stream));
  const at = anchor ? timeFrom(timed(anchor), reading) : timeByFollowing(stream, reading, clocks, [stream]);
  return at === null ? { at: reading.wall, final: false } : { at, final: true };
}

/** Streams whose entries may be re-timed when `stream` gets an anchor: itself and those before it that have none. */
export function retimedBy(stream: StreamId, clocks: StreamClocks): readonly StreamId[] {
  const found = [stream];
  let before = clocks.get(stream)?.previous ?? null;
  while (before && !found.includes(before)) {
    const clock = clocks.get(before);
    if (firstAnchor(clock)) break;
    found.push(before);
    before = clock?.previous ?? null;
  }
  return found;
}

/** Joins what two readers know of one stream. */
export function joinClocks(a: StreamClock, b: StreamClock): StreamClock {
  const anchors = new Map<string, Anchor>();
  for (const anchor of [...a.anchors, ...b.anchors]) anchors.set(anchorKey(anchor), anchor);
  const previous =
    a.previous === null
      ? b.previous
      : b.previous === null
        ? a.previous
        : a.previous < b.previous
          ? a.previous
          : b.previous;
  const [opened] = [a.opened, b.opened].flatMap((o) => o ?? []).sort(byOpening);
  return {
    stream: a.stream,
    previous,
    ...(opened ? { opened } : {}),
    anchors: [...anchors.values()].sort(byAnchor),
  };
}

/** Two openings of one stream are a machine that was copied while it ran: any will do, if it is always the same. */
function byOpening(a: Opening, b: Opening): number {
  return a.after - b.after || a.wall - b.wall || a.mono - b.mono || (a.boot < b.boot ? -1 : 1);
}

function anchorKey(anchor: Anchor): string {
  return `${anchor.seq} ${anchor.server} ${anchor.mono} ${anchor.wall} ${anchor.boot}`;
}

function byAnchor(a: Anchor, b: Anchor): number {
  return (
    a.seq - b.seq || a.server - b.server || a.mono - b.mono || a.wall - b.wall || (a.boot < b.boot ? -1 : 1)
  );
}

function firstAnchor(clock: StreamClock | undefined): Anchor | null {
  if (!clock) return null;
  return clock.anchors.length ? [...clock.anchors].sort(byAnchor)[0]! : null;
}

/** A moment of which both the clocks' readings and the true time are known. */
interface TimedReading extends Reading {
  readonly at: Instant;
}

function timed({ wall, mono, boot, server }: Anchor): TimedReading {
  return { wall, mono, boot, at: server };
}

function timeFrom(known: TimedReading, reading: Reading): Instant {
  return known.boot === reading.boot
    ? known.at + (reading.mono - known.mono)
    : reading.wall + (known.at - known.wall);
}

function timeByFollowing(
  stream: StreamId,
  reading: Reading,
  clocks: StreamClocks,
  seen: readonly StreamId[],
): Instant | null {
  const following: StreamClock[] = [];
  for (const clock of clocks.values())
    if (clock.previous === stream && !seen.includes(clock.stream)) following.push(clock);
  for (const { stream: next, opened, anchors } of following.sort(likelier(reading))) {
    const anchor = anchors.length ? firstAnchor(clocks.get(next)) : null;
    if (!opened) {
      if (anchor) return timeFrom(timed(anchor), reading);
      continue;
    }
    const at = anchor
      ? timeFrom(timed(anchor), opened)
      : timeByFollowing(next, opened, clocks, [...seen, next]);
    if (at !== null) return timeFrom({ ...opened, at }, reading);
  }
  return null;
}

/** A restored image and a clone continue an earlier tip: the desk's own next stream is the one that continues the latest. */
function likelier(reading: Reading): (a: StreamClock, b: StreamClock) => number {
  const rank = ({ opened }: StreamClock): readonly number[] =>
    opened
      ? [-opened.after, Number(opened.boot !== reading.boot), Math.abs(opened.wall - reading.wall)]
      : [1, 0, 0];
  return (a, b) => {
    const [ofA, ofB] = [rank(a), rank(b)];
    return ofA[0]! - ofB[0]! || ofA[1]! - ofB[1]! || ofA[2]! - ofB[2]! || (a.stream < b.stream ? -1 : 1);
  };
}
