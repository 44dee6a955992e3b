import type { Printer, PrinterState, PrintJob, PrintOutcome } from '@balie/hardware/ports/printer.ts';
import { PrintQueue, type PrintRecord, type PrintStorage } from './print-queue.ts';

/** What happened, and what must not have. */
interface Story {
  readonly told: readonly string[];
  readonly wrong: readonly string[];
}

const STEPS = 60;

/**
 * Some days of a print queue, from a seed: papers are added, the printer fails in every way, the disk refuses, the program ends
 * anywhere, a person answers. Then all is well for a while, and what stands on the paper is compared with what was asked.
 */
export async function queueLife(seed: number): Promise<Story> {
  const world = new World(seed);
  await world.start();
  for (let step = 0; step < STEPS; step++) await world.step();
  await world.recover();
  return { told: world.told, wrong: world.judge() };
}

class World {
  readonly told: string[] = [];
  private readonly random: () => number;
  private readonly paper: string[] = [];
  private readonly accepted = new Set<string>();
  private readonly dropped = new Set<string>();
  private readonly allowed = new Map<string, number>();
  private kept: PrintRecord | null = null;
  private diskFails = false;
  private faults = true;
  private made = 0;
  private life: { alive: boolean } | null = null;
  private queue!: PrintQueue;
  private printer!: FicklePrinter;

  constructor(seed: number) {
    this.random = randomOf(seed);
  }

  async start(): Promise<void> {
    const own = { alive: true };
    this.printer?.cut();
    this.printer = new FicklePrinter({
      chance: (of) => this.faults && this.random() < of,
      put: (id) => own.alive && this.paper.push(id),
      told: (line) => this.told.push(line),
    });
    const previous = this.life;
    if (previous) previous.alive = false;
    this.life = own;
    this.queue = await PrintQueue.open({
      storage: this.storageOf(own),
      printer: this.printer,
      changed: () => undefined,
    });
    await settled();
  }
  async step(): Promise<void> {
    const dice = this.random();
    if (dice < 0.35) await this.add();
    else if (dice < 0.5) this.printer.become(this.random() < 0.7 ? 'ready' : 'paper-out');
    else if (dice < 0.6) this.printer.settle();
    else if (dice < 0.7) this.diskFails = this.say(!this.diskFails && this.random() < 0.5, 'the disk fails');
    else if (dice < 0.85) await this.answer();
    else {
      this.told.push('the program ends');
      this.printer.endInTheMiddle();
      await this.start();
    }
    await settled();
  }

  /** No faults from here on. A person asks again for whatever is asked about. */
  async recover(): Promise<void> {
    [this.faults, this.diskFails] = [false, false];
    await this.start();
    this.printer.become('ready');
    await settled();
    for (const { id } of this.queue.jobs) {
      this.allow(id);
      await this.queue.answer(id, 'again');
      await settled();
    }
  }

  judge(): string[] {
    const times = (id: string): number => this.paper.filter((one) => one === id).length;
    const wrong = this.queue.jobs.map(({ id, state }) => `${id} is still ${state}`);
    for (const id of this.accepted) if (times(id) === 0 && !this.dropped.has(id)) wrong.push(`${id} is lost`);
    for (const id of new Set(this.paper))
      if (times(id) > 1 + (this.allowed.get(id) ?? 0)) wrong.push(`${id} is doubled`);
    return wrong;
  }

  private async add(): Promise<void> {
    const id = `job ${(this.made += 1)}`;
    const made = { id, of: id, kind: 'loans', madeAt: this.made, document: id, columns: 42 } as const;
    await this.queue.add(made).then(
      () => this.accepted.add(id),
      () => this.told.push(`refused is ${id}`),
    );
  }

  private async answer(): Promise<void> {
    const asked = this.queue.jobs.find(({ state }) => state === 'asked');
    if (!asked) return;
    const { id } = asked;
    const onPaper = this.paper.includes(id);
    const answer = this.random() < 0.5 ? 'again' : onPaper ? 'printed' : 'drop';
    this.told.push(answer === 'again' ? `a person asks again for ${id}` : `a person says ${answer} of ${id}`);
    // Before the answer is kept: it may be kept although the disk says that it was not.
    if (answer === 'again') this.allow(id);
    if (answer === 'drop') this.dropped.add(id);
    await this.queue.answer(id, answer).catch(() => undefined);
  }

  private allow(id: string): void {
    this.allowed.set(id, (this.allowed.get(id) ?? 0) + 1);
  }

  private say(holds: boolean, line: string): boolean {
    if (holds) this.told.push(line);
    return holds;
  }

  /** A disk that fails may have kept what it refused. A program that has ended writes nothing any more. */
  private storageOf(own: { alive: boolean }): PrintStorage {
    return {
      load: () => Promise.resolve(this.kept),
      save: (record) => {
        if (!own.alive) return new Promise(() => undefined);
        if (!this.diskFails || this.random() < 0.3) this.kept = record;
        return this.diskFails ? Promise.reject(new Error('the disk fails')) : Promise.resolve();
      },
    };
  }
}

interface Fate {
  readonly chance: (of: number) => boolean;
  readonly put: (id: string) => unknown;
  readonly told: (line: string) => unknown;
}

/** Ends jobs in every way that the port allows, now or later. */
class FicklePrinter implements Printer {
  state: PrinterState = { code: 'unknown', params: {} };
  private readonly fate: Fate;
  private readonly listeners = new Set<(state: PrinterState) => void>();
  private pending: { readonly job: PrintJob; readonly end: (outcome: PrintOutcome) => void } | null = null;

  constructor(fate: Fate) {
    this.fate = fate;
  }

  onState(listener: (state: PrinterState) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  print(job: PrintJob): Promise<PrintOutcome> {
    return new Promise((end) => {
      this.pending = { job, end };
      if (!this.fate.chance(0.4)) this.settle();
    });
  }

  openDrawer(): Promise<boolean> {
    return Promise.resolve(true);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  become(code: 'ready' | 'paper-out'): void {
    this.state = { code, params: {} };
    for (const listener of [...this.listeners]) listener(this.state);
  }

  /** The job in hand ends now. */
  settle(): void {
    const { pending, state } = this;
    if (!pending) return;
    this.pending = null;
    const { job, end } = pending;
    if (this.fate.chance(0.2)) {
      this.fate.told('not printed');
      return end({ kind: 'not-printed', state });
    }
    const unknown = this.fate.chance(0.3);
    const onPaper = !unknown || this.fate.chance(0.5);
    if (onPaper) this.fate.put(job.id);
    this.fate.told(unknown ? `unknown, ${onPaper ? '' : 'not '}on paper` : 'printed');
    end(unknown ? { kind: 'unknown', state } : { kind: 'printed' });
  }

  /** The program ends: what the printer has of a job it may print, and nobody hears of it. */
  endInTheMiddle(): void {
    if (!this.pending) return;
    const onPaper = this.fate.chance(0.5);
    if (onPaper) this.fate.put(this.pending.job.id);
    this.fate.told(`ends in the middle, ${onPaper ? '' : 'not '}on paper`);
    this.cut();
  }

  cut(): void {
    this.pending = null;
    this.listeners.clear();
  }
}

/** Lets everything run that only waits for promises. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
}

/** Mulberry32: the same numbers below 1 for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
