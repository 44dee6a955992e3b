import type { Instant } from '../clock/instant.ts';
import type { StreamClock, StreamClocks } from '../clock/timing.ts';
import type { Line } from './chain.ts';
import type { Fact } from './fact.ts';
import { type EntryId, parseEntryId, type StreamId } from './ids.ts';
import { isAncestor } from './order.ts';

/** One `horizon.set` (DESIGN, Folding). A cut says nothing of streams that did not move since the one before. */
export interface HorizonMark {
  readonly by: EntryId;
  readonly before: Instant;
  /** By stream the newest entry that was folded then, of each branch where it forked. */
  readonly cut: Readonly<Record<StreamId, readonly EntryId[]>>;
}

/** The newest entry of a stream, or of a branch of it, that a cut holds. */
interface Tip {
  readonly id: EntryId;
  readonly seq: number;
  readonly line: Line;
  /** The number of its mark. */
  readonly nth: number;
}

type Dated = Pick<Fact, 'at' | 'final' | 'line'>;

/**
 * How far back anything can still change (L7): the marks that a library set, oldest first. Each goes further than those before it, in
 * time and in every stream; what a mark says otherwise is not heard. `lines` are of entries on a fork's branch.
 */
export class Horizon {
  private readonly befores: readonly Instant[];
  private readonly tips = new Map<StreamId, Tip[]>();
  private readonly lines: Readonly<Record<EntryId, Line>>;

  constructor(marks: readonly HorizonMark[], lines: Readonly<Record<EntryId, Line>> = {}) {
    this.lines = lines;
    let before = -Infinity;
    this.befores = marks.map((mark) => (before = Math.max(before, mark.before)));
    for (const [nth, { cut }] of marks.entries())
      for (const [stream, ids] of Object.entries(cut)) {
        const further = ids.filter((id) => !this.isWithin(nth, id, lines[id]));
        const tips = further.map((id) => ({ id, seq: parseEntryId(id)!.seq, line: lines[id] ?? '', nth }));
        this.tips.set(stream, [...(this.tips.get(stream) ?? []), ...tips]);
      }
  }

  /** What is earlier is beyond the horizon; without one, nothing is. */
  get before(): Instant {
    return this.befores.at(-1) ?? -Infinity;
  }

  /** Whether an entry had come when the newest mark was set. */
  cuts(id: EntryId, line = this.lines[id]): boolean {
    return this.isWithin(this.befores.length - 1, id, line);
  }

  /** Earlier than a mark that it had not come to: it counts no more, for ever (L7). A time that is not final may yet be another. */
  isLate(id: EntryId, { at, final, line }: Dated): boolean {
    if (!final || at >= this.before) return false;
    const first = this.befores.findIndex((before) => at < before);
    return !this.isWithin(first, id, line);
  }

  /** Whether an act was beyond a mark to which the undoing of it had not come. */
  undoesTooLate(undo: EntryId, line: Line | undefined, target: EntryId, of: Dated): boolean {
    if (!of.final) return false;
    const first = this.befores.findIndex(
      (before, nth) => of.at < before && this.isWithin(nth, target, of.line),
    );
    return first !== -1 && !this.isWithin(first, undo, line);
  }

  /** What the entries within the newest cut alone tell of time: no anchor that comes later gives them another. */
  clocksWithin(clocks: StreamClocks): StreamClocks {
    const within = new Map<StreamId, StreamClock>();
    for (const [stream, tips] of this.tips) {
      const clock = clocks.get(stream);
      const last = Math.max(...tips.map(({ seq }) => seq));
      if (clock) within.set(stream, { ...clock, anchors: clock.anchors.filter(({ seq }) => seq <= last) });
    }
    return within;
  }

  private isWithin(nth: number, id: EntryId, line: Line = ''): boolean {
    const { stream, seq } = parseEntryId(id)!;
    const holds = (tip: Tip): boolean =>
      tip.nth <= nth && (seq === tip.seq ? id === tip.id : seq < tip.seq && isAncestor(line, tip.line));
    return this.tips.get(stream)?.some(holds) ?? false;
  }
}

export const NO_HORIZON = new Horizon([]);
