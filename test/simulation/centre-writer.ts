import { JournalWriter } from '@balie/shared/journal/journal-files.ts';
import { type Draft, type Place, type Sealed } from '@balie/shared/journal/seal.ts';
import { RULES } from '@balie/shared/protocol/api.ts';
import { JournalStorage, SimulatedDisk } from './journal-storage.ts';
import { Life } from './life.ts';
import type { Random } from './random.ts';
import { keyOf, signWith } from './signing.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The centre's own stream for a library: synced files on another disk than the database, sent again after a restore. */
export class CentreWriter {
  readonly desk: string;
  private readonly library: string;
  private readonly branch: string;
  private readonly writer: JournalWriter;
  readonly written: Sealed[] = [];

  private constructor(desk: string, library: string, branch: string, writer: JournalWriter) {
    this.desk = desk;
    this.library = library;
    this.branch = branch;
    this.writer = writer;
  }

  static async open(
    desk: string,
    library: string,
    branch: string,
    time: VirtualTime,
    random: Random,
  ): Promise<CentreWriter> {
    const started = time.now;
    const { writer, opened } = await JournalWriter.open({
      disk: new SimulatedDisk(new JournalStorage(), new Life(), time, []),
      reading: () => ({ wall: time.now, mono: time.now - started, boot: desk }),
      random: () => random.text(),
      sign: signWith(keyOf(desk)),
      desk,
      program: 'simulation',
      home: placeAt(library, branch),
    });
    const centre = new CentreWriter(desk, library, branch, writer);
    centre.written.push(...opened);
    const anchor: Draft = { kind: 'clock.anchor', body: { server: time.now }, after: [] };
    await centre.write([anchor]);
    return centre;
  }

  async write(drafts: readonly Draft[]): Promise<readonly Sealed[]> {
    const sealed = await this.writer.append(drafts, placeAt(this.library, this.branch));
    this.written.push(...sealed);
    return sealed;
  }
}

function placeAt(library: string, branch: string): Place {
  return { library, branch, staff: null, session: null, rules: RULES, policy: '' };
}
