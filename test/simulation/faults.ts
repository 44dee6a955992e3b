import type { MemorySnapshot } from '@balie/sync-server/couch/memory-couch.ts';
import { readJournal } from '@balie/shared/journal/journal-lines.ts';
import { journalsOf } from '@balie/sync-server/resolver/journal-feed.ts';
import type { DiskImage, Machine } from './machine.ts';
import type { Fault } from './options.ts';
import type { Random } from './random.ts';
import type { SimulatedServer } from './simulated-server.ts';
import type { VirtualTime } from './virtual-time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface FaultParts {
  readonly time: VirtualTime;
  readonly random: Random;
  readonly server: SimulatedServer;
  readonly machines: Machine[];
  readonly faults: readonly Fault[];
  /** Adds a machine with the same identity as another. */
  readonly copyOf: (machine: Machine) => Machine;
  readonly log: (what: string) => void;
  readonly complain: (error: unknown) => void;
}

/** Everything that goes wrong, each thing by its own dice, until `heal`. */
export class FaultMaker {
  private healed = false;
  private readonly parts: FaultParts;
  private readonly images = new Map<Machine, DiskImage>();
  private backups: MemorySnapshot[] = [];
  private copies = 0;
  /** Streams that two machines wrote on, as copies of one that ran. */
  forks = 0;

  constructor(parts: FaultParts) {
    this.parts = parts;
  }

  start(): void {
    const { machines, random, server } = this.parts;
    for (const machine of machines) this.upset(machine);
    if (this.has('bulk')) {
      server.couch.faults.bulk = () =>
        random.chance(0.03)
          ? { write: () => random.chance(0.5), answer: random.pick(['rows', 'thrown'] as const) }
          : undefined;
    }
    if (this.has('delivery')) {
      server.couch.faults.rewind = (_database, since) =>
        random.chance(0.004) ? String(Math.floor(Number.parseInt(since, 10) * random.next())) : undefined;
      server.couch.faults.deliver = (_database, rows) =>
        random.chance(0.1)
          ? random.shuffle(random.chance(0.5) ? [...rows, ...rows.slice(0, 3)] : rows)
          : rows;
    }
    if (this.has('lease')) this.every(6 * HOUR, () => this.passLease());
    if (this.has('restore')) {
      this.every(5 * HOUR, () => void this.backups.push(server.couch.snapshot()));
      this.every(18 * HOUR, () => this.restore());
    }
    if (this.has('clone')) this.every(30 * HOUR, () => this.clone());
    if (this.has('fork')) this.every(30 * HOUR, () => this.fork());
  }

  /** Ends all of it: lines up, disks whole, clocks right, programs running. */
  async heal(): Promise<void> {
    const { machines, server } = this.parts;
    this.healed = true;
    server.couch.faults = {};
    server.up = true;
    server.restartGateway();
    for (const isil of server.libraries.keys()) server.takeOver(isil, false);
    for (const machine of machines) {
      machine.parts.line.up = true;
      machine.parts.line.faults = { answerLost: 0, repeated: 0, overtaken: 0 };
      machine.diskFaults.write = () => 'none';
      if (!machine.run) await machine.start();
    }
  }

  /** A copy begins with the clock of its original: which of two continues a stream is told by nothing but that. */
  private upset(machine: Machine, copied = false): void {
    const { random, time } = this.parts;
    const { line } = machine.parts;
    if (this.has('line')) line.faults = { answerLost: 0.06, repeated: 0.06, overtaken: 0.04 };
    if (this.has('disk'))
      machine.diskFaults.write = () =>
        random.chance(0.01) ? random.pick(['full', 'half-written'] as const) : 'none';
    if (this.has('partition')) this.every(8 * HOUR, () => this.partition(machine));
    if (this.has('crash')) this.every(5 * HOUR, () => this.crash(machine));
    if (this.has('clock') && !copied && random.chance(0.5)) {
      machine.wallOffset = random.pick([-1, 1]) * random.pick([3 * MINUTE, HOUR, 5 * DAY, 400 * DAY]);
    }
    if (machine.wallOffset !== 0) {
      time.after(random.between(HOUR, 2 * DAY), () => void this.correct(machine));
    }
    if (this.has('image')) {
      this.every(8 * HOUR, () => void this.images.set(machine, machine.image()));
      this.every(40 * HOUR, () => this.restoreImage(machine));
    }
  }

  private async partition(machine: Machine): Promise<void> {
    const { random, time, log } = this.parts;
    const { line } = machine.parts;
    const ms = random.chance(0.2)
      ? random.between(10 * HOUR, 2 * DAY)
      : random.between(10 * MINUTE, 5 * HOUR);
    log(`${machine.name} is cut off`);
    line.up = false;
    await time.sleep(ms);
    line.up = true;
    log(`${machine.name} is in contact`);
  }

  private async crash(machine: Machine): Promise<void> {
    const { random, time, log } = this.parts;
    const reboot = random.chance(0.5);
    if (machine.spared) return;
    log(`${machine.name} ${reboot ? 'loses power' : 'dies'}`);
    machine.crash(reboot);
    await time.sleep(random.between(MINUTE, 30 * MINUTE));
    if (!machine.run) await machine.start();
  }

  /** Power that goes in the minutes after, before the program looked at the clock again, would leave no trace of it: not simulated. */
  private async correct(machine: Machine): Promise<void> {
    const { time, log } = this.parts;
    while (!machine.run) await time.sleep(MINUTE);
    log(`${machine.name} has its clock put right by ${-machine.wallOffset} ms`);
    machine.wallOffset = 0;
    machine.spared = true;
    await time.sleep(3 * machine.parts.patienceMs);
    machine.spared = false;
  }

  /** Another resolver takes over; the one before may not know it for an hour. */
  private async passLease(): Promise<void> {
    const { server, random, time } = this.parts;
    for (const isil of server.libraries.keys()) server.takeOver(isil, random.chance(0.5));
    if (random.chance(0.3)) server.restartGateway();
    await time.sleep(HOUR);
    for (const isil of server.libraries.keys()) server.takeOver(isil, false);
  }

  /** The database comes back from a backup, now and then before any desk notices; what was pushed since is with the desks. */
  private async restore(): Promise<void> {
    const { server, random, time, log } = this.parts;
    log('the server is lost and comes back from a backup');
    if (random.chance(0.6)) {
      server.up = false;
      await time.sleep(random.between(MINUTE, 40 * MINUTE));
    }
    const backup = this.backups.length ? random.pick(this.backups) : server.couch.snapshot();
    const { faults } = server.couch;
    server.couch.faults = {};
    await server.restore(backup);
    if (!this.healed) server.couch.faults = faults;
    server.up = true;
    this.backups = this.backups.slice(0, this.backups.indexOf(backup) + 1);
  }

  /** A PC is replaced by a copy of another's disk, while that one goes on. */
  private async clone(): Promise<void> {
    const { machines, random, log } = this.parts;
    const original = random.pick(machines);
    if (this.copies >= 2 || !original.run) return;
    this.copies += 1;
    const copy = this.parts.copyOf(original);
    log(`${copy.name} begins as a clone of ${original.name}`);
    copy.putImage(original.image());
    copy.wallOffset = original.wallOffset;
    this.upset(copy, true);
    await copy.start();
  }

  /** A machine is copied while it runs, and both go on: one stream, two continuations. */
  private async fork(): Promise<void> {
    const { machines, random, log } = this.parts;
    const original = random.pick(machines);
    if (this.copies >= 2 || !original.run || original.busy) return;
    this.copies += 1;
    this.forks += 1;
    original.crash(false);
    const copy = this.parts.copyOf(original);
    log(`${copy.name} begins as a twin of ${original.name}`);
    copy.becomeTwinOf(original);
    this.upset(copy, true);
    await Promise.all([original.start(), copy.start()]);
  }

  /** A disk goes back to an earlier image; only once the centre has everything that goes with it. */
  private async restoreImage(machine: Machine): Promise<void> {
    const { log, random, time } = this.parts;
    const image = this.images.get(machine);
    if (!image || machine.spared) return;
    machine.crash(true);
    if (await this.isAtCentre(machine)) {
      log(`${machine.name} is put back to an image`);
      machine.putImage(image);
      this.backups = [];
    }
    await time.sleep(random.between(MINUTE, 20 * MINUTE));
    if (!machine.run) await machine.start();
  }

  private async isAtCentre(machine: Machine): Promise<boolean> {
    const { couch } = this.parts.server;
    const wanted = new Set<string>();
    for (const text of machine.journal.files.values())
      for (const { entry } of readJournal(text).records) wanted.add(entry._id);
    for (const journal of await journalsOf(couch, machine.library)) {
      for (const id of (await couch.getMany(journal, [...wanted])).keys()) wanted.delete(id);
    }
    return wanted.size === 0;
  }

  private every(meanMs: number, act: () => void | Promise<void>): void {
    const { time, random } = this.parts;
    const again = (): void => {
      time.after(random.between(meanMs >> 2, meanMs + (meanMs >> 1)), () => {
        if (this.healed) return;
        Promise.resolve(act()).then(again, (error: unknown) => this.parts.complain(error));
      });
    };
    again();
  }

  private has(fault: Fault): boolean {
    return this.parts.faults.includes(fault);
  }
}
