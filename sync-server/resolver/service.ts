import type { Instant } from '@balie/shared/clock/instant.ts';
import type { StreamId } from '@balie/shared/journal/ids.ts';
import type { Couch } from '../couch/couch.ts';
import type { Report } from './finding.ts';
import { isFresh, releaseLease, takeLease } from './lease.ts';
import { type LibraryDocument, listLibraries } from './registry.ts';
import { Resolver } from './resolver.ts';

export interface ResolverServicePorts {
  readonly couch: Couch;
  readonly now: () => Instant;
  /** Names this process in leases. */
  readonly holder: string;
  /** Resolves after `ms`, or at once when `signal` fires. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly report: Report;
  /** An error of one library's step, or, with '', of reading the list of libraries. It is tried again, later and later. */
  readonly failed: (isil: string, error: unknown) => void;
  /** Changes read of each journal in one step. */
  readonly batch?: number;
}

interface Turn {
  readonly library: LibraryDocument;
  readonly resolver: Resolver;
  dueAt: Instant;
  woken: boolean;
  failures: number;
  leaseUntil: Instant;
}

/** A library that nobody woke is looked at this often. */
const SWEEP_MS = 2000;
const SOONEST_RETRY_MS = 500;
const LATEST_RETRY_MS = 60_000;

/** Folds all libraries of this database, one step at a time, whichever has something to do: woken, or by a sweep. */
export class ResolverService {
  private readonly ports: ResolverServicePorts;
  private turns = new Map<string, Turn>();
  private listAt: Instant = 0;
  private listFailures = 0;
  private running: Promise<void> | null = null;
  private stopping = false;
  private nap = new AbortController();
  private waitingForIdle: (() => void)[] = [];

  constructor(ports: ResolverServicePorts) {
    this.ports = ports;
  }

  /** Works until `stop`. What it resolves with is the end; it never rejects. */
  run(): Promise<void> {
    this.running ??= this.loop();
    return this.running;
  }

  /** Entries of this library came in. */
  wake(isil: string): void {
    const turn = this.turns.get(isil);
    if (turn) turn.woken = true;
    else this.listAt = 0;
    this.nap.abort();
  }

  /**
   * Folds what is there at the call. While it runs, libraries that fail or are another's are left to their time; otherwise it
   * folds all of them itself, whoever holds the lease, and rejects with the first error: what a command waits for.
   */
  async drain(): Promise<void> {
    if (this.running) {
      this.listAt = 0;
      for (const turn of this.turns.values()) turn.woken = true;
      const idle = new Promise<void>((resolve) => this.waitingForIdle.push(resolve));
      this.nap.abort();
      return idle;
    }
    for (const library of await listLibraries(this.ports.couch)) {
      const turn = this.turnOf(library);
      this.turns.set(library.isil, turn);
      while ((await turn.resolver.step()).more);
    }
  }

  /** Ends after the step that is under way and gives its leases back. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.nap.abort();
    await this.running;
    for (const [isil, turn] of this.turns) {
      if (turn.leaseUntil > 0)
        await releaseLease(this.ports, isil).catch((error: unknown) => this.ports.failed(isil, error));
    }
    this.turns.clear();
  }

  /** The highest number of a stream without a gap below it that is folded; 0 when it is not known here. */
  folded(isil: string, stream: StreamId): number {
    return this.turns.get(isil)?.resolver.folded(stream) ?? 0;
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      this.nap = new AbortController();
      const waiting = this.waitingForIdle.splice(0);
      await this.work();
      for (const resolve of waiting) resolve();
      const ms = this.nextDueAt() - this.ports.now();
      if (!this.stopping && ms > 0 && !this.nap.signal.aborted) await this.ports.pause(ms, this.nap.signal);
    }
    for (const resolve of this.waitingForIdle.splice(0)) resolve();
  }

  /** Steps of every library that is due, in turn, until none is. */
  private async work(): Promise<void> {
    while (!this.stopping) {
      if (this.listAt <= this.ports.now()) await this.list();
      const due = [...this.turns.values()].filter((turn) => dueAt(turn) <= this.ports.now());
      if (due.length === 0) return;
      for (const turn of due) if (!this.stopping) await this.take(turn);
    }
  }

  private async list(): Promise<void> {
    try {
      const libraries = await listLibraries(this.ports.couch);
      this.turns = new Map(libraries.map((library) => [library.isil, this.turnOf(library)]));
      this.listFailures = 0;
      this.listAt = this.ports.now() + SWEEP_MS;
    } catch (error) {
      this.listAt = this.ports.now() + retryAfter(this.listFailures++);
      this.ports.failed('', error);
    }
  }

  private turnOf(library: LibraryDocument): Turn {
    const turn = this.turns.get(library.isil);
    if (turn?.library.generation === library.generation) return turn;
    const { isil, generation, database } = library;
    const { couch, now, report, batch } = this.ports;
    const resolver = new Resolver({
      couch,
      now,
      library: { isil, generation, database },
      report,
      ...(batch ? { batch } : {}),
    });
    return { library, resolver, dueAt: 0, woken: true, failures: 0, leaseUntil: turn?.leaseUntil ?? 0 };
  }

  private async take(turn: Turn): Promise<void> {
    const { now, failed } = this.ports;
    turn.woken = false;
    try {
      const more = (await this.isLeased(turn)) && (await turn.resolver.step()).more;
      turn.failures = 0;
      turn.dueAt = more ? now() : now() + SWEEP_MS;
    } catch (error) {
      turn.dueAt = now() + retryAfter(turn.failures++);
      failed(turn.library.isil, error);
    }
  }

  private async isLeased(turn: Turn): Promise<boolean> {
    if (isFresh(turn.leaseUntil, this.ports.now())) return true;
    turn.leaseUntil = (await takeLease(this.ports, turn.library.isil)) ?? 0;
    return turn.leaseUntil > 0;
  }

  private nextDueAt(): Instant {
    return [...this.turns.values()].reduce((least, turn) => Math.min(least, dueAt(turn)), this.listAt);
  }
}

/** A library that fails is not woken before its time. */
function dueAt(turn: Turn): Instant {
  return turn.woken && turn.failures === 0 ? 0 : turn.dueAt;
}

function retryAfter(failures: number): number {
  return Math.min(LATEST_RETRY_MS, SOONEST_RETRY_MS * 2 ** failures);
}
