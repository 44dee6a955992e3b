import { centreDesk } from '@balie/sync-server/journal/centre-journal.ts';
import { CentreWriter } from './centre-writer.ts';
import { FaultMaker } from './faults.ts';
import { Machine } from './machine.ts';
import { Line } from './network.ts';
import { openingBalance, STAFF } from './opening-balance.ts';
import type { SimulationOptions } from './options.ts';
import { judge } from './oracle.ts';
import { Random } from './random.ts';
import { keyOf, signWith } from './signing.ts';
import { SimulatedServer } from './simulated-server.ts';
import { Staff } from './staff.ts';
import { VirtualTime } from './virtual-time.ts';
import { type Branch, World } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Report {
  readonly seed: number;
  readonly entries: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly violations: number;
  readonly virtualHours: number;
  readonly wallMs: number;
  readonly acts: number;
  /** What is wrong, in words; empty when all is well. */
  readonly problems: readonly string[];
  /** What went wrong on purpose, in order. */
  readonly log: readonly string[];
}

/** Runs whole desks and a whole server for some virtual days and compares the outcome with the physical world. */
export async function simulate(options: SimulationOptions): Promise<Report> {
  const began = performance.now();
  const run = new Simulation(options);
  const verdict = await run.run();
  return {
    seed: options.seed,
    entries: verdict.entries,
    acknowledged: verdict.acknowledged,
    lost: verdict.lost.length,
    violations: verdict.violations.length,
    virtualHours: Math.round((run.time.now - run.began) / HOUR),
    wallMs: Math.round(performance.now() - began),
    acts: run.staff.acts,
    problems: [...verdict.lost.map((id) => `lost: ${id}`), ...verdict.violations],
    log: run.log,
  };
}

class Simulation {
  readonly time: VirtualTime;
  readonly began: number;
  readonly staff: Staff;
  readonly log: string[] = [];
  private readonly options: SimulationOptions;
  private readonly random: Random;
  private readonly world: World;
  private readonly server: SimulatedServer;
  private readonly machines: Machine[] = [];
  private readonly faults: FaultMaker;
  private readonly problems: string[] = [];
  private readonly patienceMs: number;
  private stopped = false;

  constructor(options: SimulationOptions) {
    this.options = options;
    this.random = new Random(`balie ${options.seed}`);
    this.began = Date.UTC(2026, 0, 5, 8) + this.random.between(0, 500) * DAY;
    this.time = new VirtualTime(this.began);
    const books = Math.max(24, Math.round(options.acts / 6));
    const patrons = Math.max(10, Math.round(options.acts / 12));
    this.world = new World(
      { libraries: options.libraries, branches: options.branches, books, patrons },
      this.random.fork('world'),
    );
    this.server = new SimulatedServer(this.time, this.random.fork('server'));
    this.patienceMs = Math.min(10 * MINUTE, Math.max(20_000, (options.days * DAY) / 700));
    for (let i = 0; i < options.desks; i++)
      this.addMachine(this.world.branches[i % this.world.branches.length]!, `balie-${i + 1}`);
    const { time, world, machines } = this;
    const complain = (problem: unknown): void =>
      void this.problems.push(problem instanceof Error ? String(problem.stack) : String(problem));
    this.staff = new Staff({ world, time, machines, random: this.random.fork('staff'), complain });
    this.faults = new FaultMaker({
      ...{ time, machines, server: this.server, faults: options.faults, random: this.random.fork('faults') },
      complain,
      copyOf: (machine) => this.copyOf(machine),
      log: (what) => void this.log.push(`${new Date(time.now).toISOString().slice(5, 19)} ${what}`),
    });
  }

  async run(): Promise<Awaited<ReturnType<typeof judge>>> {
    const { time } = this;
    await this.during(this.open());
    this.resolveFromTimeToTime();
    await time.run(time.now + HOUR);
    this.faults.start();
    this.planVisits();
    await time.run(this.began + this.options.days * DAY);
    await this.during(this.faults.heal());
    await time.run(time.now + 2 * DAY, () => this.staff.visits === 0);
    if (this.staff.visits) this.problems.push(`${this.staff.visits} visits never ended`);
    await time.run(time.now + 2 * HOUR);
    this.stopped = true;
    for (const isil of this.world.libraries) await this.during(this.server.drain(isil));
    await time.run(time.now + 2 * HOUR);
    const verdict = await this.during(judge(this.world, this.server, this.machines, this.faults.forks > 0));
    return { ...verdict, violations: [...this.problems, ...verdict.violations] };
  }

  /** The centre is founded, the opening balance journalled and folded, the desks started and filled. */
  private async open(): Promise<void> {
    const { world, time, server, random } = this;
    const centres = [];
    for (const isil of world.libraries) {
      const branch = world.branchesOf(isil)[0]!.code;
      centres.push({
        isil,
        centre: await CentreWriter.open(
          centreDesk('centre', isil),
          isil,
          branch,
          time,
          random.fork('centre'),
        ),
      });
    }
    await server.found(centres);
    for (const { isil, centre } of centres) {
      await centre.write(openingBalance(world, isil, time.now, random.fork('import')));
      await server.sendCentre(isil);
      await server.drain(isil);
    }
    for (const machine of this.machines)
      await server.enrol(machine.parts.identity.desk, machine.library, machine.branch);
    for (const machine of this.machines) await machine.start();
  }

  private resolveFromTimeToTime(): void {
    for (const isil of this.world.libraries) {
      const next = (): void => {
        this.time.after(this.random.between(MINUTE / 6, 2 * this.patienceMs), () => {
          if (this.stopped) return;
          void (this.server.up ? this.server.resolve(isil) : Promise.resolve()).then(next);
        });
      };
      next();
    }
  }

  /** Visits fall in opening hours, on all days. */
  private planVisits(): void {
    const { random, time, options } = this;
    for (let i = 0; i < options.acts; i++) {
      const day = this.began + random.between(0, options.days - 1) * DAY;
      time.at(Math.max(day + random.between(HOUR, 12 * HOUR), time.now), () => void this.staff.visit());
    }
  }

  private addMachine(branch: Branch, name: string, desk = name): Machine {
    const { time, server } = this;
    const random = this.random.fork(name);
    const machine = new Machine(
      {
        identity: {
          desk,
          name,
          library: branch.library,
          branch: branch.code,
          timeZone: 'Europe/Amsterdam',
          signedIn: STAFF,
        },
        line: new Line({ centre: server, time, random: random.fork('line') }),
        sign: signWith(keyOf(desk)),
        patienceMs: this.patienceMs,
        ...{ name, time, random },
      },
      (error) =>
        void this.problems.push(
          `${name} did not start: ${error instanceof Error ? error.stack : String(error)}`,
        ),
    );
    this.machines.push(machine);
    return machine;
  }

  private copyOf(machine: Machine): Machine {
    const { branch, library, parts } = machine;
    return this.addMachine(
      { code: branch, library },
      `${machine.name}-copy-${this.machines.length}`,
      parts.identity.desk,
    );
  }

  /** Lets time pass until a piece of work is done. */
  private async during<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const finished = work.finally(() => {
      done = true;
    });
    finished.catch(() => undefined);
    await this.time.run(this.time.now + DAY, () => done);
    if (!done) throw new Error('the simulation stands still');
    return finished;
  }
}
