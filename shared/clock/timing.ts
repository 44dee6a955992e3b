import type { Instant } from './instant.ts';
import type { StreamId } from '../journal/ids.ts';

/** What a stream tells about time: facts only, joined by union, so that arrival order means nothing. */
export interface StreamClock {
  readonly stream: StreamId;
  /** The stream that this one's first entry names, once that entry is known. */
  readonly previous: StreamId | null;
  /** By seq of their `clock.anchor` entries; the lowest counts. */
  readonly anchors: readonly Anchor[];
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
 * Effective time of a reading in a stream (DESIGN, Time): the first server anchor plus monotonic distance; without one, the
 * nearest following stream's that has one, across boots by the wall clock's offset; else the wall clock, provisionally.
 */
export function timeOf(stream: StreamId, reading: Reading, clocks: StreamClocks): Timing {
  const anchor = firstAnchor(clocks.get(stream)) ?? nextAnchor(stream, clocks);
  if (!anchor) return { at: reading.wall, final: false };
  const at =
    anchor.boot === reading.boot ? anchor.server + (reading.mono - anchor.mono) : reading.wall + (anchor.server - anchor.wall);
  return { at, final: true };
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
  const previous = a.previous === null ? b.previous : b.previous === null ? a.previous : a.previous < b.previous ? a.previous : b.previous;
  return { stream: a.stream, previous, anchors: [...anchors.values()].sort(byAnchor) };
}

function anchorKey(anchor: Anchor): string {
  return `${anchor.seq} ${anchor.server} ${anchor.mono} ${anchor.wall} ${anchor.boot}`;
}

function byAnchor(a: Anchor, b: Anchor): number {
  return a.seq - b.seq || a.server - b.server || a.mono - b.mono || a.wall - b.wall || (a.boot < b.boot ? -1 : 1);
}

function firstAnchor(clock: StreamClock | undefined): Anchor | null {
  if (!clock) return null;
  return clock.anchors.length ? [...clock.anchors].sort(byAnchor)[0]! : null;
}

function nextAnchor(stream: StreamId, clocks: StreamClocks): Anchor | null {
  let front: readonly StreamId[] = [stream];
  const seen = new Set(front);
  while (front.length) {
    const following = [...clocks.values()].filter((c) => c.previous !== null && front.includes(c.previous) && !seen.has(c.stream));
    following.sort((a, b) => (a.stream < b.stream ? -1 : 1));
    for (const clock of following) {
      const anchor = firstAnchor(clock);
      if (anchor) return anchor;
    }
    front = following.map((c) => c.stream);
    for (const s of front) seen.add(s);
  }
  return null;
}
