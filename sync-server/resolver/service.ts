import type { Couch } from '../couch/couch.ts';
import { Lease } from './lease.ts';
import { listLibraries, type LibraryDocument } from './registry.ts';
import { Resolver } from './resolver.ts';
import type { Report } from './finding.ts';

export interface ResolverServicePorts {
  readonly couch: Couch;
  readonly now: () => number;
  /** Names this process in leases. */
  readonly holder: string;
  /** Resolves after `ms`, or at once when `signal` fires. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly report: Report;
  /** An error of one library's step; it is tried again. */
  readonly failed: (isil: string, error: unknown) => void;
}

const SWEEP_MS = 2_000;
const AFTER_ERROR_MS = 5_000;

/** Folds all libraries of this database, one after another, woken when entries came in and by a sweep. */
export class ResolverService {
  private readonly ports: ResolverServicePorts;
  private readonly resolvers = new Map<string, Resolver>();
  private readonly notBefore = new Map<string, number>();
  private readonly lease: Lease;
  private readonly due = new Set<string>();
  private nap = new AbortController();
  private stopping = false;
  private running: Promise<void> | null = null;

  constructor(ports: ResolverServicePorts) {
    this.ports = ports;
    this.lease = new Lease(ports);
  }

  run(): void {
    this.running ??= this.loop();
  }

  /** Entries of this library came in. */
  wake(isil: string): void {
    this.due.add(isil);
    this.nap.abort();
  }

  /** Ends after the step that is under way and gives its leases back. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.nap.abort();
    await this.running;
    await this.lease.releaseAll();
  }

  /** Folds everything that is there now. Rejects with the first error. */
  async drain(): Promise<void> {
    for (const library of await listLibraries(this.ports.couch)) {
      const resolver = this.resolverOf(library);
      while ((await resolver.step()).more);
    }
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      this.due.clear();
      this.nap = new AbortController();
      const more = await this.sweep();
      if (!this.stopping && !more && this.due.size === 0) await this.ports.pause(SWEEP_MS, this.nap.signal);
    }
  }

  private async sweep(): Promise<boolean> {
    let more = false;
    for (const library of await this.libraries()) {
      if (this.stopping) return false;
      try {
        more = (await this.stepOf(library)) || more;
      } catch (error) {
        this.failedOn(library.isil, error);
      }
    }
    return more;
  }

  private async libraries(): Promise<readonly LibraryDocument[]> {
    try {
      return await listLibraries(this.ports.couch);
    } catch (error) {
      this.failedOn('', error);
      await this.ports.pause(AFTER_ERROR_MS, this.nap.signal);
      return [];
    }
  }

  private async stepOf(library: LibraryDocument): Promise<boolean> {
    if ((this.notBefore.get(library.isil) ?? 0) > this.ports.now()) return false;
    if (!(await this.lease.hold(library.isil))) return false;
    return (await this.resolverOf(library).step()).more;
  }

  private failedOn(isil: string, error: unknown): void {
    this.resolvers.clear();
    this.notBefore.set(isil, this.ports.now() + AFTER_ERROR_MS);
    this.ports.failed(isil, error);
  }

  private resolverOf(library: LibraryDocument): Resolver {
    const key = library.database;
    let resolver = this.resolvers.get(key);
    if (!resolver) {
      const { couch, now, report } = this.ports;
      resolver = new Resolver({ couch, now, library, report });
      this.resolvers.set(key, resolver);
    }
    return resolver;
  }
}
