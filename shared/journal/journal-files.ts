import { hashEntry } from './canonical.ts';
import type { StreamId } from './ids.ts';
import { deskOf, streamId } from './ids.ts';
import type { JournalDisk, JournalFile } from './file-system.ts';
import { journalLine, type JournalRecord, readJournal } from './journal-lines.ts';
import { type Draft, type Place, type Reading, seal, type Sealed, type Sign, type Tip } from './seal.ts';

export interface JournalPorts {
  readonly disk: JournalDisk;
  readonly reading: () => Reading;
  /** A fresh random text of lower-case letters and digits. */
  readonly random: () => string;
  readonly sign: Sign;
  readonly desk: string;
  readonly program: string;
  /** Where `stream.open` is written. */
  readonly home: Place;
}

interface JournalProblem {
  readonly code: 'torn-tail' | 'damaged-line';
  readonly file: string;
  readonly line: number;
}

/** Everything that the files hold, by stream in the order of their opening. */
export interface Recovered {
  readonly streams: ReadonlyMap<StreamId, readonly JournalRecord[]>;
  readonly problems: readonly JournalProblem[];
}

/** Wall and monotonic clock may drift apart by this much before a new stream begins, ms. */
const CLOCK_JUMP_MS = 2000;

interface OpenStream {
  readonly tip: Tip;
  readonly file: JournalFile;
  readonly name: string;
  readonly reading: Reading;
  /** Bytes of it that are on the disk for certain. */
  readonly length: number;
}

interface Waiting {
  readonly drafts: readonly Draft[];
  readonly place: Place;
  readonly resolve: (sealed: readonly Sealed[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A desk's journal: one append-only file a stream, each append on the disk before its promise resolves (group commit).
 * A failed write ends the stream; the next append begins another, so that no acknowledged entry ever follows a doubtful one.
 */
export class JournalWriter {
  private readonly ports: JournalPorts;
  private previous: Tip | null;
  private current: OpenStream | null = null;
  private readonly waiting: Waiting[] = [];
  private flushing: Promise<void> | null = null;
  private closed = false;

  private constructor(ports: JournalPorts, previous: Tip | null) {
    this.ports = ports;
    this.previous = previous;
  }

  /** Reads all files, cuts torn tails, and opens a new stream that names the last tip. */
  static async open(
    ports: JournalPorts,
  ): Promise<{ writer: JournalWriter; recovered: Recovered; opened: readonly Sealed[] }> {
    const recovered = await recover(ports.disk);
    const writer = new JournalWriter(ports, lastTip(recovered, ports.desk));
    const opened = await writer.append([], ports.home);
    return { writer, recovered, opened };
  }

  /** Stream that the next append continues, unless the clock jumps before it. */
  get tip(): Tip | null {
    return this.current?.tip ?? this.previous;
  }

  /**
   * Seals and writes; resolves when it is on the disk. Entries that opening a stream adds come first in the result. Without
   * drafts it only opens a stream if the clock jumped, so that the jump leaves a trace before the machine is switched off.
   */
  append(drafts: readonly Draft[], place: Place): Promise<readonly Sealed[]> {
    if (this.closed) return Promise.reject(new Error('the journal is closed'));
    const { promise, resolve, reject } = withResolvers<readonly Sealed[]>();
    this.waiting.push({ drafts, place, resolve, reject });
    this.flushing ??= this.flush();
    return promise;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.flushing;
    await this.current?.file.close();
    this.current = null;
  }

  private async flush(): Promise<void> {
    await Promise.resolve();
    while (this.waiting.length) {
      const batch = this.waiting.splice(0);
      try {
        const results = await this.write(batch);
        batch.forEach((w, i) => w.resolve(results[i]!));
      } catch (error) {
        const failure = await this.abandon('failed').then(
          () => error,
          (closing: unknown) => new AggregateError([error, closing], 'the journal could not be written'),
        );
        for (const w of batch) w.reject(failure);
      }
    }
    this.flushing = null;
  }

  private async write(batch: readonly Waiting[]): Promise<readonly (readonly Sealed[])[]> {
    const reading = this.ports.reading();
    if (this.current && jumped(this.current.reading, reading)) await this.abandon('jumped');
    const before = this.current?.reading ?? reading;
    const opening: Sealed[] = [];
    const stream = this.current ?? (await this.begin(reading, opening));
    let tip = opening.at(-1)?.tip ?? stream.tip;
    const acts = batch.map(({ drafts, place }) =>
      drafts.map((draft) => {
        const next = seal(draft, place, reading, tip, this.ports.sign, this.ports.random());
        tip = next.tip;
        return next;
      }),
    );
    const text = [opening.map((one) => journalLine(one)), ...acts.map(linesOfAct)].flat().join('');
    if (text) await stream.file.appendSynced(text);
    this.current = { ...stream, tip, reading: text ? reading : before, length: stream.length + text.length };
    return acts.map((sealed, i) => (i === 0 ? [...opening, ...sealed] : sealed));
  }

  private async begin(reading: Reading, opening: Sealed[]): Promise<OpenStream> {
    const { ports, previous } = this;
    const stream = streamId(ports.desk, ports.random().slice(0, 10));
    const draft: Draft = { kind: 'stream.open', body: { previous, program: ports.program }, after: [] };
    const tip: Tip = { stream, seq: 0, hash: null };
    opening.push(seal(draft, ports.home, reading, tip, ports.sign, ''));
    const name = journalFileName(reading, stream);
    this.current = { tip, file: await ports.disk.open(name), name, reading, length: 0 };
    return this.current;
  }

  /** What reached the disk of a write that failed is cut off: its caller was told that it is not there. */
  private async abandon(why: 'failed' | 'jumped'): Promise<void> {
    const { current } = this;
    const { disk } = this.ports;
    this.current = null;
    if (!current) return;
    if (current.tip.seq > 0) this.previous = current.tip;
    await current.file.close();
    // Nothing in it was ever acknowledged; tried again and again on a full disk, such files would fill the folder.
    if (current.tip.seq === 0) await disk.remove(current.name).catch(() => undefined);
    else if (why === 'failed') await disk.truncate(current.name, current.length).catch(() => undefined);
  }
}

function linesOfAct(sealed: readonly Sealed[]): readonly string[] {
  return sealed.map((one, i) => journalLine(one, sealed.length - 1 - i));
}

/** Reads what a disk holds, cutting torn tails. */
async function recover(disk: JournalDisk): Promise<Recovered> {
  const streams = new Map<StreamId, JournalRecord[]>();
  const problems: JournalProblem[] = [];
  for (const file of await disk.list()) {
    const text = await disk.read(file);
    const { records, wholeLength, damaged } = readJournal(text);
    for (const line of damaged) problems.push({ code: 'damaged-line', file, line });
    if (wholeLength < text.length) {
      await disk.truncate(file, wholeLength);
      problems.push({ code: 'torn-tail', file, line: records.length + damaged.length + 1 });
    }
    for (const record of records) {
      const list = streams.get(record.entry.stream) ?? [];
      list.push(record);
      streams.set(record.entry.stream, list);
    }
  }
  return { streams, problems };
}

/** The end of the desk's stream that no later stream names; the files' names cannot tell, for a clock may have been wrong. */
function lastTip(recovered: Recovered, desk: string): Tip | null {
  const own = [...recovered.streams].filter(([stream]) => deskOf(stream) === desk);
  const named = new Set(own.flatMap(([, records]) => previousOf(records[0]!) ?? []));
  const last = own.findLast(([stream]) => !named.has(stream))?.[1].at(-1);
  return last ? { stream: last.entry.stream, seq: last.entry.seq, hash: hashEntry(last.entry) } : null;
}

/** The stream that a stream's first entry names. */
function previousOf({ entry }: JournalRecord): StreamId | null {
  const previous =
    entry.kind === 'stream.open' ? (entry.body['previous'] as { stream: StreamId } | null) : null;
  return previous?.stream ?? null;
}

/** Sorts by wall time of opening; the stream's random epoch keeps names apart. */
function journalFileName(reading: Reading, stream: StreamId): string {
  return `${String(reading.wall).padStart(14, '0')}-${stream}.journal`;
}

function jumped(a: Reading, b: Reading): boolean {
  return a.boot !== b.boot || Math.abs(b.wall - a.wall - (b.mono - a.mono)) > CLOCK_JUMP_MS;
}

function withResolvers<T>(): {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: unknown) => void;
} {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((res, rej) => {
    resolve = res;
    reject = rej;
  });
  return { promise, resolve, reject };
}
