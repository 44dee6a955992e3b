import { MemoryIndex } from '@balie/desktop/adapters/memory-index.ts';
import { Desk } from '@balie/desktop/core/desk.ts';
import type { DeskIdentity, DeskPorts, Index } from '@balie/desktop/core/ports.ts';
import type { JournalRecord } from '@balie/shared/journal/journal-lines.ts';
import { FakeAccessLog, FakePrinting, noDevices } from '@balie/desktop/core/testing-ports.ts';
import type { Reading, Sign } from '@balie/shared/journal/seal.ts';
import { DiskError, type DiskFaults, JournalStorage, SimulatedDisk } from './journal-storage.ts';
import { Life } from './life.ts';
import type { Line } from './network.ts';
import type { Random } from './random.ts';
import { pageOf, ReplicaStorage, SimulatedStore } from './replica.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface MachineParts {
  readonly identity: DeskIdentity;
  /** Names the machine; two may have one identity, as a clone has. */
  readonly name: string;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly line: Line;
  readonly sign: Sign;
  /** Least time between two looks at the centre, ms, at this hour: a simulated desk is as patient as the run is long. */
  readonly patience: () => number;
  /** The drawer that stands at it; a copy of a machine has none. */
  readonly till: string | null;
}

/** One run of the desk's program on a machine. */
export interface Run {
  readonly life: Life;
  readonly desk: Desk;
}

/** What a disk image keeps of a machine. */
export interface DiskImage {
  readonly journal: JournalStorage;
  readonly replica: ReplicaStorage;
}

/** A desk's PC: disk, replica, clocks, line, and whatever run of the program it has at the moment. */
export class Machine {
  readonly parts: MachineParts;
  journal = new JournalStorage();
  replica = new ReplicaStorage();
  /** How wrong the wall clock is, ms. */
  wallOffset = 0;
  run: Run | null = null;
  /** A member of staff stands at it. */
  busy = false;
  /** Nothing bad happens to it just now. */
  spared = false;
  /** Its access was taken away: what it tells nobody hears. */
  stolen = false;
  /** Its disk went back to an earlier one: it does not know all that it did. */
  forgot = false;
  readonly acknowledged = new Set<string>();
  /** What it said was done since it was stolen. */
  readonly unheard = new Set<string>();
  readonly diskFaults: DiskFaults = [];
  /** What streams are named by; the first run of a twin names its stream as the other does. */
  private names: Random;
  private twin = false;
  private index: Index | null = null;
  private boot: string;
  private boots = 0;
  private bootedAt: number;
  private starting: Life | null = null;
  private attempts = 0;
  private readonly fatal: (error: unknown) => void;

  constructor(parts: MachineParts, fatal: (error: unknown) => void) {
    this.parts = parts;
    this.bootedAt = parts.time.now;
    this.boot = parts.name;
    this.names = parts.random.fork('names');
    this.fatal = fatal;
  }

  get name(): string {
    return this.parts.name;
  }

  get branch(): string {
    return this.parts.identity.branch;
  }

  get till(): string | null {
    return this.parts.till;
  }

  get library(): string {
    return this.parts.identity.library;
  }

  reading(): Reading {
    const { now } = this.parts.time;
    return { wall: now + this.wallOffset, mono: now - this.bootedAt + 1000, boot: this.boot };
  }

  /** Starts the program, again and again while its disk fails. Resolves when it can be used or was killed meanwhile. */
  async start(): Promise<void> {
    const attempt = ++this.attempts;
    while (attempt === this.attempts && !(await this.tryStart())) await this.parts.time.sleep(60_000);
  }

  /** False when the program could not start for want of a disk. */
  private async tryStart(): Promise<boolean> {
    const life = new Life();
    this.starting = life;
    const starting = Desk.open(this.ports(life, await this.filledIndex()));
    const desk = await Promise.race([
      starting.catch((error: unknown) => this.failed(error, life)),
      life.ended,
    ]);
    if (this.twin) this.names = this.parts.random.fork('names');
    this.twin = false;
    if (desk === 'disk') return false;
    if (!desk || !life.alive) return true;
    desk.onEvent((event, payload) => {
      if (event !== 'acts.changed' || !life.alive) return;
      for (const act of (payload as { acts: readonly { id: string; act: string }[] }).acts) {
        if (act.act !== 'blocked' && !this.acknowledged.has(act.id))
          (this.stolen ? this.unheard : this.acknowledged).add(act.id);
      }
    });
    this.run = { life, desk };
    return true;
  }

  /** Power is lost. With `reboot` the machine's monotonic clock begins anew; else only the program dies. */
  crash(reboot: boolean): void {
    this.attempts += 1;
    this.starting?.end();
    this.run?.life.end();
    this.run = null;
    this.journal.lose(this.parts.random);
    if (reboot) this.reboot();
  }

  reboot(): void {
    this.boots += 1;
    this.boot = `${this.name}-${this.boots}`;
    this.bootedAt = this.parts.time.now;
  }

  /** The program is closed as it should be. */
  async stop(): Promise<void> {
    const { run } = this;
    this.run = null;
    if (!run) return;
    await Promise.race([run.desk.close(), run.life.ended]);
    run.life.end();
    this.starting = null;
  }

  /** What stands on the disk of one visit or command. */
  written(session: string): readonly JournalRecord[] {
    return this.journal
      .recordsWith(`"session":"${session}"`)
      .filter(({ entry }) => entry.session === session);
  }

  image(): DiskImage {
    return { journal: this.journal.copy(), replica: this.replica.copy() };
  }

  /** Another disk is put in; the program does not run. */
  putImage(image: DiskImage): void {
    this.forgot = true;
    this.journal = image.journal.copy();
    this.replica = image.replica.copy();
    this.index = null;
  }

  /** A copy of a machine as it runs: its memory too, so that both go on with the same boot, clocks and names. */
  becomeTwinOf(other: Machine): void {
    this.putImage(other.image());
    this.wallOffset = other.wallOffset;
    this.boot = other.boot;
    this.bootedAt = other.bootedAt;
    this.names = other.names.twin();
    this.twin = true;
  }

  private failed(error: unknown, life: Life): 'disk' | null {
    if (!life.alive) return null;
    life.end();
    if (error instanceof DiskError) return 'disk';
    this.fatal(error);
    return null;
  }

  /** An index belongs to its replica; a machine that has none fills one anew. */
  private async filledIndex(): Promise<Index> {
    if (this.index) return this.index;
    const index = new MemoryIndex();
    for (let after: string | null = null; ;) {
      const page = pageOf(this.replica, after, 1000);
      if (!page.length) break;
      await index.apply(page, []);
      after = page.at(-1)!._id;
    }
    this.index = index;
    return index;
  }

  private ports(life: Life, index: Index): DeskPorts {
    const { identity, time, random, line, sign, patience } = this.parts;
    return {
      identity,
      program: 'simulation',
      disk: new SimulatedDisk(this.journal, life, time, this.diskFaults),
      openStore: (events) =>
        life.step(
          () =>
            new SimulatedStore(this.replica, events, {
              source: line,
              life,
              time,
              random,
              patience,
            }),
        ),
      openAccessLog: () => new FakeAccessLog(),
      index: surviving(index, life),
      gateway: line.gateway(life),
      clock: {
        reading: () => this.reading(),
        after: (ms, callback) => {
          const wait = Math.max(ms, random.between(patience() >> 1, patience()));
          return time.after(wait, () => {
            if (life.alive) callback();
          });
        },
      },
      random: () => this.names.text(),
      sign,
      verifyPin: () => Promise.resolve(true),
      makeVerifier: (pin) => Promise.resolve(pin),
      printing: new FakePrinting(),
      devices: noDevices,
    };
  }
}

/** The index outlives the program, as a file does; a dead program no longer reaches it. */
function surviving(index: Index, life: Life): Index {
  return {
    apply: (documents, deleted) => life.step(() => index.apply(documents, deleted)),
    clear: () => life.step(() => index.clear()),
    patronByCard: (card) => life.step(() => index.patronByCard(card)),
    loansOf: (patron) => life.step(() => index.loansOf(patron)),
    queuesOf: (patron) => life.step(() => index.queuesOf(patron)),
    copiesOf: (title) => life.step(() => index.copiesOf(title)),
    titleByIsbn: (isbn) => life.step(() => index.titleByIsbn(isbn)),
    search: (text, limit) => life.step(() => index.search(text, limit)),
    close: () => Promise.resolve(),
  };
}
