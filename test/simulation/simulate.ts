import { centreDesk } from '@balie/sync-server/journal/centre-journal.ts';
import { Office } from './centre/office.ts';
import { takeTurns } from './centre/turns.ts';
import { CentreWriter } from './centre-writer.ts';
import { FaultMaker } from './faults/fault-maker.ts';
import { Machine } from './machine.ts';
import { Line } from './network.ts';
import { openingBalance, STAFF, takeOver } from './opening-balance.ts';
import type { SimulationOptions } from './options.ts';
import { judge, type Verdict } from './oracle/judge.ts';
import { diceOf, type Plan, type PlannedVisit, planOf } from './plan.ts';
import type { Random } from './random.ts';
import { keyOf, signWith } from './signing.ts';
import { SimulatedServer } from './simulated-server.ts';
import { Counter } from './staff/counter.ts';
import { Staff } from './staff/staff.ts';
import { VirtualTime } from './virtual-time.ts';
import { Chronicle } from './world/chronicle.ts';
import { type Branch, World } from './world/world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** At night nobody waits for anything, and a desk asks the centre less often. */
const CLOSED_AFTER = 13 * HOUR;
const AT_NIGHT = 4;
/** What every drawer holds in the morning, in cents. */
const FLOAT = 5000;

export interface Report {
  readonly seed: number;
  readonly entries: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly violations: number;
  readonly virtualHours: number;
  readonly wallMs: number;
  readonly acts: number;
  /** How many entries of each kind were written. */
  readonly kinds: Readonly<Record<string, number>>;
  /** What is wrong, in words; empty when all is well. */
  readonly problems: readonly string[];
  /** What was done and what went wrong on purpose, in order. */
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
    kinds: verdict.kinds,
    problems: [...verdict.lost.map((id) => `lost: ${id}`), ...verdict.violations],
    log: verdict.violations.length + verdict.lost.length > 0 ? run.log : [],
  };
}

class Simulation {
  readonly time: VirtualTime;
  readonly began: number;
  readonly staff: Staff;
  private readonly options: SimulationOptions;
  private readonly plan: Plan;
  private readonly random: Random;
  private readonly world: World;
  private readonly chronicle: Chronicle;
  private readonly server: SimulatedServer;
  private readonly machines: Machine[] = [];
  /** Those that anything befalls, as the plan counts them. */
  private readonly fallible: Machine[] = [];
  private readonly faults: FaultMaker;
  private readonly office: Office;
  private readonly problems: string[] = [];
  private stopped = false;

  constructor(options: SimulationOptions) {
    this.options = options;
    this.plan = planOf(options);
    this.random = diceOf(options, 'run');
    this.began = Date.UTC(2026, 0, 5, 8) + this.random.between(0, 500) * DAY;
    this.time = new VirtualTime(this.began);
    const size = {
      libraries: options.libraries,
      branches: options.branches,
      books: Math.max(24, Math.round(options.acts / 6)),
      people: Math.max(10, Math.round(options.acts / 12)),
    };
    this.world = new World(size, diceOf(options, 'world'));
    this.chronicle = new Chronicle(this.world);
    this.server = new SimulatedServer(this.time, diceOf(options, 'server'));
    for (let i = 0; i < options.desks; i++)
      this.addMachine(this.world.branches[i % this.world.branches.length]!, `balie-${i + 1}`);
    const { time, world, chronicle, machines, server } = this;
    const complain = (problem: unknown): void =>
      void this.problems.push(problem instanceof Error ? String(problem.stack) : String(problem));
    this.staff = new Staff(new Counter({ world, chronicle, time, machines, complain }));
    this.faults = new FaultMaker({
      ...{ time, server, complain },
      machines: this.fallible,
      dice: ({ number }) => diceOf(options, `fault ${number}`),
      copyOf: (machine) => this.copyOf(machine),
      log: (what) => void world.history.push({ at: time.now, what }),
    });
    this.office = new Office({
      ...{ world, chronicle, time, server, complain },
      forgetBackups: () => this.faults.forgetBackups(),
      newDesk: (branch, name) => this.newMachine(branch, name),
    });
  }

  get log(): readonly string[] {
    return this.world.history.map(({ at, what }) => `${new Date(at).toISOString().slice(5, 19)} ${what}`);
  }

  async run(): Promise<Verdict> {
    const { time, plan } = this;
    await this.during(this.open());
    this.resolveFromTimeToTime();
    this.faults.plan(plan.faults, this.began);
    takeTurns(this.office, plan.centre, this.began, ({ number }) => diceOf(this.options, `turn ${number}`));
    this.expect(plan.visits, this.began);
    await time.run(this.began + plan.days * DAY);
    await this.during(this.faults.heal());
    await this.quiet();
    if (plan.horizon) {
      await this.during(this.setHorizon());
      this.expect(plan.later, time.now);
      await time.run(time.now + DAY);
      await this.quiet();
    }
    this.stopped = true;
    for (const isil of this.world.libraries) await this.during(this.server.drain(isil));
    await time.run(time.now + 2 * HOUR);
    const { world, chronicle, server, machines } = this;
    const forksAllowed = this.faults.forks > 0;
    const verdict = await this.during(judge({ world, chronicle, server, machines, forksAllowed }));
    return { ...verdict, violations: [...this.problems, ...verdict.violations] };
  }

  private expect(visits: readonly PlannedVisit[], from: number): void {
    for (const visit of visits)
      this.time.at(
        from + visit.at,
        () => void this.staff.visit(visit, diceOf(this.options, `visit ${visit.number}`)),
      );
  }

  /** Everybody goes home, and every desk tells the centre all it knows. */
  private async quiet(): Promise<void> {
    const { time, staff, office } = this;
    await time.run(time.now + 2 * DAY, () => staff.visits + office.busy === 0);
    if (staff.visits) this.problems.push(`${staff.visits} visits never ended`);
    if (office.busy) this.problems.push(`${office.busy} turns of the centre never ended`);
    await time.run(time.now + 2 * HOUR);
  }

  /** At a moment at which all is folded: what was lent and what is over by then is let go, and nothing is late. */
  private async setHorizon(): Promise<void> {
    const { world, time, server, plan } = this;
    const before = this.random.between(this.began, this.began + plan.days * DAY);
    for (const isil of world.libraries) {
      await server.drain(isil);
      await server.setHorizon(isil, before);
      await server.drain(isil);
    }
    world.history.push({ at: time.now, what: `the horizon is ${new Date(before).toISOString()}` });
  }

  /** The centre is founded, the opening balance journalled and folded, the desks started and filled. */
  private async open(): Promise<void> {
    const { world, time, server, options } = this;
    const centres = [];
    for (const isil of world.libraries) {
      const branch = world.branchesOf(isil)[0]!.code;
      const dice = diceOf(options, `centre ${isil}`);
      const centre = await CentreWriter.open(centreDesk('centre', isil), isil, branch, time, dice);
      centres.push({ isil, centre });
    }
    await server.found(centres);
    for (const { isil, centre } of centres) {
      const drafts = openingBalance(world, isil, time.now, diceOf(options, `import ${isil}`));
      takeOver(world, await centre.write(drafts), time.now);
      await server.sendCentre(isil);
      await server.drain(isil);
    }
    for (const machine of this.machines)
      await server.enrol(machine.parts.identity.desk, machine.library, machine.branch);
    for (const machine of this.machines) await machine.start();
  }

  private resolveFromTimeToTime(): void {
    for (const isil of this.world.libraries) {
      const random = diceOf(this.options, `resolver ${isil}`);
      const next = (): void => {
        this.time.after(random.between(MINUTE / 6, 2 * this.patience()), () => {
          if (this.stopped) return;
          void (this.server.up ? this.server.resolve(isil) : Promise.resolve()).then(next);
        });
      };
      next();
    }
  }

  /** Least time between two looks at the centre, ms. */
  private patience(): number {
    const byDay = Math.min(10 * MINUTE, Math.max(20_000, (this.options.days * DAY) / 280));
    const isNight = (this.time.now - this.began) % DAY > CLOSED_AFTER && !this.stopped;
    return isNight ? AT_NIGHT * byDay : byDay;
  }

  private addMachine(branch: Branch, name: string, original?: Machine): Machine {
    const machine = this.newMachine(branch, name, { till: original ? null : name, original });
    const { till } = machine;
    if (till !== null)
      this.world.purse.drawers.set(till, { till, cents: FLOAT, doubtful: false, busy: false });
    this.fallible.push(machine);
    return machine;
  }

  private newMachine(
    branch: Branch,
    name: string,
    {
      till = null,
      original,
    }: { readonly till?: string | null; readonly original?: Machine | undefined } = {},
  ): Machine {
    const { time, server } = this;
    const random = diceOf(this.options, name);
    const desk = original?.parts.identity.desk ?? name;
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
        line: new Line({ desk, centre: server, time, random: random.fork('line') }),
        sign: signWith(keyOf(desk)),
        patience: () => this.patience(),
        ...{ name, time, random, till },
      },
      (error) =>
        void this.problems.push(
          `${name} did not start: ${error instanceof Error ? error.stack : String(error)}`,
        ),
    );
    this.machines.push(machine);
    return machine;
  }

  /** The drawer stays with the original. */
  private copyOf(machine: Machine): Machine {
    const { branch, library, parts } = machine;
    const drawer = this.world.purse.drawers.get(parts.identity.desk);
    if (drawer) drawer.doubtful = true;
    return this.addMachine(
      { code: branch, library },
      `${parts.identity.desk}-copy-${this.machines.length}`,
      machine,
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
