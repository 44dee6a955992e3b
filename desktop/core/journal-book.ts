import type { StreamClock } from '@balie/shared/clock/timing.ts';
import { joinClocks } from '@balie/shared/clock/timing.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { JournalRecord } from '@balie/shared/journal/journal-lines.ts';
import { type EntryId, parseEntryId, type StreamId } from '@balie/shared/journal/ids.ts';
import type { Numbers } from '@balie/shared/protocol/api.ts';

const NONE: Numbers = { received: 0, folded: 0, safe: 0 };

/** All entries of this desk's own streams, and how far the centre is with each. */
export class JournalBook {
  private readonly streams = new Map<StreamId, JournalRecord[]>();
  private readonly known = new Map<StreamId, Numbers>();
  private readonly sent = new Map<StreamId, number>();
  /** Up to where the centre's numbers are known to be this desk's entries: a copy of this machine may have taken the same numbers. */
  private readonly confirmed = new Map<StreamId, number>();
  /** Streams of which the centre lacked what this desk's entries stand on: what it counts beyond the confirmed is another machine's. */
  private readonly forked = new Set<StreamId>();
  /** Streams that were begun anew in this round. */
  private readonly restarted = new Set<StreamId>();
  private readonly refusedIds = new Set<string>();
  private readonly personal = new Map<EntryId, Readonly<Record<string, string>>>();
  private readonly inReplica = new Set<EntryId>();
  /** What `waiting` counts, until something but a new entry changes it: a long outage must not make each act slower. */
  private counted: number | null = 0;
  readonly clocks = new Map<StreamId, StreamClock>();
  /** Grows when a stream tells something of its time: entries may be timed otherwise from then on. */
  clockChanges = 0;
  /** Grows when something else is folded than before. */
  foldChanges = 0;

  add(record: JournalRecord): void {
    const { stream } = record.entry;
    const records = this.streams.get(stream);
    if (records) records.push(record);
    else this.streams.set(stream, [record]);
    if (this.counted !== null && this.waits(record.entry)) this.counted += 1;
    if (record.payload) this.personal.set(record.entry._id, record.payload.fields);
    const clock = clockOf(record.entry);
    if (!clock) return;
    this.clocks.set(stream, joinClocks(this.clocks.get(stream) ?? clock, clock));
    this.clockChanges += 1;
  }

  /** An entry of this desk's own. */
  entry(id: EntryId): AnyEntry | null {
    const parts = parseEntryId(id);
    const records = (parts && this.streams.get(parts.stream)) ?? [];
    const { entry } = records[indexAfter(records, (parts?.seq ?? 0) - 1)] ?? {};
    return entry?._id === id ? entry : null;
  }

  *entries(): Iterable<AnyEntry> {
    for (const records of this.streams.values()) for (const { entry } of records) yield entry;
  }

  entriesOf(stream: StreamId): readonly AnyEntry[] {
    return (this.streams.get(stream) ?? []).map(({ entry }) => entry);
  }

  /** Entries of which this desk has the payload. */
  withPayload(): readonly AnyEntry[] {
    return [...this.entries()].filter(({ _id }) => this.personal.has(_id));
  }

  /** Forgets the payloads of these entries (A1). */
  erase(ids: ReadonlySet<EntryId>): void {
    for (const id of ids) this.personal.delete(id);
    for (const [stream, records] of this.streams)
      this.streams.set(
        stream,
        records.map((record) => (ids.has(record.entry._id) ? { ...record, payload: null } : record)),
      );
  }

  /** The personal fields that travel beside an entry, if it has any (A1). */
  personalOf(entry: EntryId): Readonly<Record<string, string>> | undefined {
    return this.personal.get(entry);
  }

  /** True while a stream has no anchor of its own. */
  needsAnchor(stream: StreamId): boolean {
    return (this.clocks.get(stream)?.anchors.length ?? 0) === 0;
  }

  /** The centre's word; a number may fall, when it was restored from a backup. */
  heard(streams: Readonly<Record<StreamId, Numbers>>): void {
    for (const [stream, numbers] of Object.entries(streams)) {
      if (!this.streams.has(stream)) continue;
      const { received, folded } = this.known.get(stream) ?? NONE;
      if (numbers.received < received) this.sent.delete(stream);
      this.known.set(stream, numbers);
      if (numbers.folded !== folded) this.foldChanged();
    }
  }

  /**
   * The answer to a push of these records. Nothing received of a stream means that the centre lacks what they stand on, perhaps for
   * another machine took the numbers below (a fork): it is sent again from its beginning. Nothing is sent a third time in a round.
   */
  answered(records: readonly JournalRecord[], streams: Readonly<Record<StreamId, Numbers>>): void {
    this.markSent(records);
    for (const [stream, last] of new Map(records.map(({ entry }) => [entry.stream, entry.seq]))) {
      const numbers = streams[stream];
      if (!numbers) continue;
      const { received } = numbers;
      const fell = received < (this.known.get(stream) ?? NONE).received;
      this.heard({ [stream]: numbers });
      if (received > 0) this.confirmed.set(stream, Math.min(received, last));
      else {
        this.confirmed.delete(stream);
        this.forked.add(stream);
      }
      const anew = (received > 0 ? fell : !this.hasRefused(stream)) && !this.restarted.has(stream);
      if (anew) {
        this.restarted.add(stream);
        this.sent.delete(stream);
      } else this.sent.set(stream, last);
    }
  }

  /** The centre is another than before: what it has is to be shown anew. */
  doubt(): void {
    this.confirmed.clear();
    this.forgetSent();
  }

  refuse(ids: readonly string[]): void {
    for (const id of ids) this.refusedIds.add(id);
  }

  get refused(): number {
    return this.refusedIds.size;
  }

  /** After contact was lost nothing that was under way counts as sent. */
  forgetSent(): void {
    this.sent.clear();
    this.restarted.clear();
  }

  /**
   * What to push next, oldest streams first, at most `limit`: records above what was received or sent. Where the centre counts
   * further than this desk has pushed since it started, the last of those goes first, for the centre to say whether it has this
   * one. A stream that had to begin anew goes on from what is confirmed.
   */
  toPush(limit: number): readonly JournalRecord[] {
    const batch: JournalRecord[] = [];
    for (const [stream, records] of this.streams) {
      const received = Math.min((this.known.get(stream) ?? NONE).received, lastSeq(records));
      const sure = (this.confirmed.get(stream) ?? 0) >= received ? received : received - 1;
      const known = this.forked.has(stream) ? Math.min(sure, this.confirmed.get(stream) ?? 0) : sure;
      const from = Math.max(known, this.sent.get(stream) ?? 0);
      if (from >= lastSeq(records)) continue;
      const next = indexAfter(records, from);
      batch.push(...records.slice(next, next + limit - batch.length));
      if (batch.length >= limit) return batch;
    }
    return batch;
  }

  private markSent(records: readonly JournalRecord[]): void {
    for (const { entry } of records)
      this.sent.set(entry.stream, Math.max(entry.seq, this.sent.get(entry.stream) ?? 0));
  }

  /** A push was answered, and yet less is received than was sent, for no refusal: send it again. */
  resendMissing(): void {
    this.restarted.clear();
    for (const [stream, sent] of this.sent) {
      if ((this.known.get(stream) ?? NONE).received < sent && !this.hasRefused(stream))
        this.sent.delete(stream);
    }
  }

  /** Streams whose numbers may still grow. */
  unsettledStreams(): readonly StreamId[] {
    return [...this.streams]
      .filter(([stream, records]) => (this.known.get(stream) ?? NONE).folded < lastSeq(records))
      .map(([stream]) => stream);
  }

  allStreams(): readonly StreamId[] {
    return [...this.streams.keys()];
  }

  /** The replica has this entry in a document: it is folded, whatever number this run of the program has heard. */
  seen(entry: EntryId): void {
    this.inReplica.add(entry);
    this.foldChanged();
  }

  isFolded(entry: AnyEntry): boolean {
    return this.inReplica.has(entry._id) || entry.seq <= (this.known.get(entry.stream) ?? NONE).folded;
  }

  /** Acts of staff that the centre has not folded; what the desk writes for itself is not counted. */
  waiting(): number {
    this.counted ??= this.countWaiting();
    return this.counted;
  }

  private foldChanged(): void {
    this.counted = null;
    this.foldChanges += 1;
  }

  private countWaiting(): number {
    let count = 0;
    for (const [stream, records] of this.streams) {
      const { folded } = this.known.get(stream) ?? NONE;
      for (let i = records.length - 1; i >= 0 && records[i]!.entry.seq > folded; i--)
        if (this.waits(records[i]!.entry)) count++;
    }
    return count;
  }

  private waits(entry: AnyEntry): boolean {
    return isAct(entry) && !this.isFolded(entry);
  }

  private hasRefused(stream: StreamId): boolean {
    return [...this.refusedIds].some((id) => id.startsWith(`entry:${stream}:`));
  }
}

/** What an entry tells about its stream's time; null for most. */
function clockOf(entry: AnyEntry): StreamClock | null {
  const { stream, seq, wall, mono, boot } = entry;
  if (entry.kind === 'stream.open') {
    const previous = entry.body['previous'] as { stream: StreamId; seq: number } | null;
    return {
      stream,
      previous: previous?.stream ?? null,
      opened: { wall, mono, boot, after: previous?.seq ?? 0 },
      anchors: [],
    };
  }
  if (entry.kind !== 'clock.anchor') return null;
  return {
    stream,
    previous: null,
    anchors: [{ seq, wall, mono, boot, server: entry.body['server'] as number }],
  };
}

function isAct(entry: AnyEntry): boolean {
  return entry.kind !== 'stream.open' && entry.kind !== 'clock.anchor';
}

/** Where the first one with a number beyond this stands: numbers rise, and a damaged line may have left one out. */
function indexAfter(records: readonly JournalRecord[], seq: number): number {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records[middle]!.entry.seq > seq) high = middle;
    else low = middle + 1;
  }
  return low;
}

function lastSeq(records: readonly JournalRecord[]): number {
  return records.at(-1)?.entry.seq ?? 0;
}
