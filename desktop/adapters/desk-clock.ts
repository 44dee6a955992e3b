import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import type { Reading } from '@balie/shared/journal/seal.ts';
import type { DeskClock } from '../core/ports.ts';
import { writeDurably } from './durable-file.ts';

/** How far the two clocks of the machine may stray before the slower is believed to have slept, ms. */
const STRAYED_MS = 200;

/** How long the clock with sleep in it is not asked again, ms, unless the wall clock says that there was some: asking costs a file. */
const ASKED_EVERY_MS = 100;

/** Where a machine's own clocks are read; a test hands in others. */
export interface Machine {
  wall(): number;
  /** Ms since boot in fine steps; stands still while the machine sleeps. */
  fine(): number;
  /** Ms since boot in coarse steps, sleep included. */
  coarse(): number;
}

export const thisMachine: Machine = {
  wall: () => Date.now(),
  fine: () => Number(process.hrtime.bigint() / 1_000_000n),
  coarse: () => Math.round(uptime() * 1000),
};

/** The machine's clocks. Sleep counts in `mono`, so that waking up is no jump of the wall clock. */
export class MachineClock implements DeskClock {
  private readonly boot: string;
  private readonly machine: Machine;
  private offset = 0;
  private last = 0;
  private asked: { readonly wall: number; readonly fine: number } | null = null;

  constructor(boot: string, machine: Machine = thisMachine) {
    this.boot = boot;
    this.machine = machine;
  }

  reading(): Reading {
    const { machine } = this;
    const [wall, fine] = [machine.wall(), machine.fine()];
    if (this.mayHaveSlept(wall, fine)) {
      const coarse = machine.coarse();
      if (Math.abs(fine + this.offset - coarse) > STRAYED_MS) this.offset = coarse - fine;
      this.asked = { wall, fine };
    }
    this.last = Math.max(this.last, fine + this.offset, 0);
    return { wall, mono: this.last, boot: this.boot };
  }

  private mayHaveSlept(wall: number, fine: number): boolean {
    if (!this.asked) return true;
    const awake = fine - this.asked.fine;
    return awake >= ASKED_EVERY_MS || Math.abs(wall - this.asked.wall - awake) > STRAYED_MS / 2;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  }
}

interface Seen {
  readonly boot: string;
  /** Wall clock at boot, as it was computed then, and how long the machine had been up. */
  readonly began: number;
  readonly up: number;
}

/** So far two computations of one moment of booting may lie apart, ms. */
const SAME_BOOT_MS = 5000;

/**
 * Names this boot of the machine. Linux tells; elsewhere it is the last one that `path` remembers, when the machine began at the same
 * moment and has been up longer since. A wall clock that was set meanwhile makes it another boot, which costs accuracy only.
 */
export async function bootName(
  path: string,
  machine: Machine = thisMachine,
  linux = '/proc/sys/kernel/random/boot_id',
): Promise<string> {
  const told = await textOf(linux);
  if (told) return told;
  const up = machine.coarse();
  const began = machine.wall() - up;
  const seen = JSON.parse((await textOf(path)) ?? 'null') as Seen | null;
  if (seen && up >= seen.up && Math.abs(began - seen.began) <= SAME_BOOT_MS) return seen.boot;
  const boot = randomUUID();
  await writeDurably(path, JSON.stringify({ boot, began, up } satisfies Seen));
  return boot;
}

async function textOf(path: string): Promise<string | null> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
