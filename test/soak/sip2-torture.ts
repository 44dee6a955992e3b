import { percentile } from '../bench/benchmark.ts';
import { runClients } from './sip2-clients.ts';
import { checkJournal } from './sip2-journal.ts';
import { type Fault, faults } from './sip2-machine.ts';
import { openSyncingWorld } from './sip2-syncing-world.ts';
import { Sip2Wire } from './sip2-wire.ts';
import { openSip2World } from './sip2-world.ts';

export interface Torture {
  readonly seed: number;
  readonly clients: number;
  readonly seconds: number;
  /** The desk pushes and pulls meanwhile, and another desk of this computer copies the library again and again. */
  readonly syncing?: boolean;
  /** How long a machine says nothing after an answer, at the most: `HURRIED` unless told. */
  readonly longestPauseMs?: number;
}

/** Hardly a pause, ms: what comes out is how much a desk can do, and how it queues for that. */
export const HURRIED = 40;
/** Two lines a second of each machine: somebody at a self-check lays down a book every second, and it says two things of it. */
export const STEADY = 1000;

export interface TortureReport extends Torture {
  readonly requests: number;
  readonly requestsPerSecond: number;
  /** By kind. */
  readonly faults: Readonly<Record<Fault, number>>;
  readonly checkouts: number;
  /** What should not be; a sentence each. */
  readonly violations: readonly string[];
  /** From the line to its answer, of requests that nothing was done to, ms. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly longestMs: number;
  /** The same of a patron's first PIN, which is worked out slowly on purpose (A7). */
  readonly firstPinP95Ms: number;
  /** What the machines' own process needed of one processor, %. */
  readonly clientsBusy: number;
  /** Entries that reached the centre, and first copies that another desk made, meanwhile. */
  readonly synced?: { readonly entries: number; readonly copies: number };
}

/**
 * Many machines at one desk, with dropped connections, wrong checksums, repeats, junk and lines without end. Each has books of its own,
 * of which it knows how often they were lent; all want the same few others. Afterwards the journal is read.
 */
export async function torture(options: Torture): Promise<TortureReport> {
  const { clients, seed, seconds, syncing = false, longestPauseMs = HURRIED } = options;
  const world = await (syncing ? openSyncingWorld(clients) : openSip2World(clients));
  try {
    const { port, shared, pin, own } = world;
    const began = performance.now();
    const place = { port, shared, pin, longestPauseMs };
    const { machines, cpuMs } = await runClients({ place, own, seed, seconds });
    const tookMs = performance.now() - began;
    // It still serves.
    await (await Sip2Wire.open(port, own[0]!.user)).drop();
    const synced = await world.synced?.();
    const { checkouts, violations } = checkJournal(
      await world.written(),
      machines.map(({ expected }) => expected),
    );
    const times = machines.flatMap((machine) => machine.times);
    const requests = machines.reduce((sum, machine) => sum + machine.requests, 0);
    const pins = machines.flatMap((machine) => machine.pinTimes);
    return {
      ...options,
      ...{ longestPauseMs, requests, requestsPerSecond: Math.round((1000 * requests) / tookMs) },
      faults: Object.fromEntries(
        faults.map((fault) => [fault, machines.reduce((sum, { done }) => sum + done[fault], 0)]),
      ) as Record<Fault, number>,
      checkouts,
      violations: [...machines.flatMap((machine) => machine.violations), ...violations],
      p50Ms: rounded(percentile(times, 0.5)),
      p95Ms: rounded(percentile(times, 0.95)),
      longestMs: rounded(Math.max(...times)),
      firstPinP95Ms: pins.length ? rounded(percentile(pins, 0.95)) : 0,
      clientsBusy: Math.round((100 * cpuMs) / tookMs),
      ...(synced ? { synced } : {}),
    };
  } finally {
    await world.close();
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}
