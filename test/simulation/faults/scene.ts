import type { MemorySnapshot } from '@balie/sync-server/couch/memory-couch.ts';
import type { DiskImage, Machine } from '../machine.ts';
import type { PlannedFault } from '../plan.ts';
import type { Random } from '../random.ts';
import type { SimulatedServer } from '../simulated-server.ts';
import type { VirtualTime } from '../virtual-time.ts';

export interface FaultParts {
  readonly time: VirtualTime;
  readonly server: SimulatedServer;
  readonly machines: Machine[];
  /** The dice of one of them. */
  readonly dice: (fault: PlannedFault) => Random;
  /** Adds a machine with the same identity as another. */
  readonly copyOf: (machine: Machine) => Machine;
  readonly log: (what: string) => void;
  readonly complain: (error: unknown) => void;
}

/** What befalls the centre (without a machine), or one machine. */
export type Befall = (scene: Scene, machine: Machine, random: Random) => Promise<void>;

/** What the faults of one run share. */
export interface Scene extends FaultParts {
  healed: boolean;
  readonly images: Map<Machine, DiskImage>;
  backups: { readonly at: number; readonly snapshot: MemorySnapshot }[];
  /** Streams that two machines wrote on, as copies of one that ran. */
  forks: number;
}
