import fc from 'fast-check';
import type { StreamClock, StreamClocks } from '../clock/timing.ts';
import type { AnyEntry } from '../journal/entry.ts';
import { factOf, type Facts, retime, unite } from '../journal/fact.ts';
import type { Draft } from '../journal/seal.ts';
import { documentsNamedBy } from '../protocol/document-ids.ts';
import { factsOf, QuickStream, type TestStream, type WriteOptions } from './make-entry.ts';

/** What some desks wrote, and what is known of their clocks in the end. */
export interface History {
  readonly entries: readonly AnyEntry[];
  readonly clocks: StreamClocks;
}

/** How many milliseconds a desk's clock is ahead, and whether an anchor ever tells. */
export interface DeskClock {
  readonly wrong: number;
  readonly anchored: boolean;
}

/** Clocks of so many desks, at most `most` milliseconds ahead or behind. */
export function wrongClocks(desks: number, most: number): fc.Arbitrary<readonly DeskClock[]> {
  const clock = fc.record({ wrong: fc.integer({ min: -most, max: most }), anchored: fc.boolean() });
  return fc.array(clock, { minLength: desks, maxLength: desks });
}

/** Desks that write one after another, each by its own clock. */
export class Desks {
  readonly entries: AnyEntry[] = [];
  private readonly streams: readonly TestStream[];
  private readonly desks: readonly DeskClock[];

  constructor(
    desks: readonly DeskClock[],
    open: (stream: string) => TestStream = (stream) => new QuickStream(stream),
  ) {
    this.desks = desks;
    this.streams = desks.map((_, n) => open(`d${n}.x`));
  }

  /** `now` is the true time. */
  write(
    desk: number,
    draft: Pick<Draft, 'kind' | 'body'>,
    now: number,
    options: Omit<WriteOptions, 'at' | 'mono'> = {},
  ): AnyEntry {
    const { wrong } = this.desks[desk]!;
    const entry = this.streams[desk]!.write(draft, { ...options, at: now + wrong, mono: now });
    this.entries.push(entry);
    return entry;
  }

  /** All that they wrote; `now` is when the anchors are read. */
  history(now: number): History {
    const clocks = this.desks.map(({ wrong, anchored }, n): [string, StreamClock] => {
      const anchor = { seq: 1, wall: now + wrong, mono: now, boot: 'boot', server: now };
      const { stream } = this.streams[n]!;
      return [stream, { stream, previous: null, anchors: anchored ? [anchor] : [] }];
    });
    return { entries: this.entries, clocks: new Map(clocks) };
  }
}

/** The entries of a history that name a document. */
export function entriesNaming(document: string, { entries }: History): readonly AnyEntry[] {
  return entries.filter((entry) => documentsNamedBy(entry as unknown as Draft).includes(document));
}

/** The facts of a history that stand in a document. */
export function factsNaming(document: string, history: History): Facts {
  return factsOf(entriesNaming(document, history), history.clocks);
}

/** Numbers that say in which order things come, and what comes twice. */
export const anyArrival = fc.infiniteStream(fc.nat(1000));

/**
 * The same facts as they gather when their entries come in whatever order, some of them twice, and each desk's clock becomes known
 * at some moment between.
 */
export function arriving(
  entries: readonly AnyEntry[],
  clocks: StreamClocks,
  arrival: Iterator<number>,
): Facts {
  const next = (): number => arrival.next().value as number;
  const coming = entries
    .flatMap((entry) => (next() % 4 === 0 ? [entry, entry] : [entry]))
    .map((entry) => ({ entry, key: next() }))
    .sort((a, b) => a.key - b.key);
  const knownFrom = new Map([...clocks.keys()].map((stream) => [stream, next()]));
  let facts: Facts = {};
  for (const { entry, key } of coming) {
    const known = new Map([...clocks].filter(([stream]) => knownFrom.get(stream)! <= key));
    facts = unite(facts, { [entry._id]: factOf(entry, known)! });
  }
  return retime(facts, clocks);
}
