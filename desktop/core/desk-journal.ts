import { nextReceipt } from '@balie/shared/accounts/receipts.ts';
import { timeOf } from '@balie/shared/clock/timing.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { eraseFromFiles } from '@balie/shared/journal/erase-from-files.ts';
import { JournalWriter } from '@balie/shared/journal/journal-files.ts';
import type { Draft, Place } from '@balie/shared/journal/seal.ts';
import { personOf } from '@balie/shared/privacy/erasure.ts';
import { RULES } from '@balie/shared/protocol/api.ts';
import { JournalBook } from './journal-book.ts';
import type { DeskPorts } from './ports.ts';

type Ports = Pick<DeskPorts, 'identity' | 'disk' | 'random' | 'sign' | 'program' | 'clock'>;

/** Who does something, in which visit, by which policy. */
type Doing = Pick<Place, 'staff' | 'session' | 'policy'>;

const NOBODY: Doing = { staff: null, session: null, policy: '' };

/** This desk's own streams: the files and the book of what stands in them, which are never apart. */
export class DeskJournal {
  readonly book = new JournalBook();
  private readonly ports: Ports;
  private readonly writer: JournalWriter;

  private constructor(ports: Ports, writer: JournalWriter) {
    this.ports = ports;
    this.writer = writer;
  }

  /** Recovers what a crash left and opens a new stream. */
  static async open(ports: Ports): Promise<DeskJournal> {
    const { identity, disk, random, sign, program, clock } = ports;
    const { writer, recovered, opened } = await JournalWriter.open({
      ...{ disk, random, sign, program, desk: identity.desk },
      home: placeOf(ports, NOBODY),
      reading: () => clock.reading(),
    });
    const journal = new DeskJournal(ports, writer);
    for (const records of recovered.streams.values()) for (const record of records) journal.book.add(record);
    for (const sealed of opened) journal.book.add(sealed);
    return journal;
  }

  /**
   * Takes the payloads of the entries that are about these ids out of the files, and then out of the book (A1). Before anything is
   * written in this run. Rejects when the disk does: then they are still there, and go at the next start.
   */
  async erase(ids: ReadonlySet<string>): Promise<void> {
    const about = this.book.withPayload().filter(({ body }) => ids.has(personOf(body) ?? ''));
    if (about.length === 0) return;
    const erased = new Set(about.map(({ _id }) => _id));
    await eraseFromFiles(this.ports.disk, erased);
    this.book.erase(erased);
  }

  /** The desk's best idea of the time: the centre's, as soon as it was heard. */
  now(): number {
    const stream = this.writer.tip?.stream;
    const reading = this.ports.clock.reading();
    return stream ? timeOf(stream, reading, this.book.clocks).at : reading.wall;
  }

  /** All of it or nothing, synced: what was asked for, and before it what a clock that was put right begins. Rejects when the disk does. */
  async append(drafts: readonly Draft[], doing: Doing): Promise<readonly AnyEntry[]> {
    const sealed = await this.writer.append(drafts, placeOf(this.ports, doing));
    for (const one of sealed) this.book.add(one);
    return sealed.map(({ entry }) => entry);
  }

  /** A clock that was put right is noted although nobody does anything, for the power may go next. A failure waits for the next act. */
  async checkClock(): Promise<void> {
    await this.append([], NOBODY).catch(() => []);
  }

  /** What anchors the current stream to the server's clock, read at `mono`; null when it has an anchor. */
  anchorAt(server: number, mono: number): Draft | null {
    const stream = this.writer.tip?.stream;
    if (stream && !this.book.needsAnchor(stream)) return null;
    const at = Math.round(server + this.ports.clock.reading().mono - mono);
    return { kind: 'clock.anchor', body: { server: at }, after: [] };
  }

  /** The next number of the stream that goes on from here: a clock that was put right begins another one first (M8). */
  async nextReceipt(): Promise<number> {
    await this.checkClock();
    const stream = this.writer.tip?.stream;
    return nextReceipt(stream ? this.book.entriesOf(stream) : []);
  }

  close(): Promise<void> {
    return this.writer.close();
  }
}

function placeOf({ identity: { library, branch } }: Ports, doing: Doing): Place {
  return { library, branch, rules: RULES, ...doing };
}
