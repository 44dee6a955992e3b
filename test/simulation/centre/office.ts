import type { Draft, Sealed } from '@balie/shared/journal/seal.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { Machine } from '../machine.ts';
import type { Random } from '../random.ts';
import { isPassing, type SimulatedServer } from '../simulated-server.ts';
import type { VirtualTime } from '../virtual-time.ts';
import type { Chronicle } from '../world/chronicle.ts';
import type { Branch, World } from '../world/world.ts';

const MINUTE = 60_000;

export interface OfficeParts {
  readonly world: World;
  readonly chronicle: Chronicle;
  readonly time: VirtualTime;
  readonly server: SimulatedServer;
  /** A desk that is bought while the run goes on; nothing goes wrong with it. */
  readonly newDesk: (branch: Branch, name: string) => Machine;
  /** The server will come back from no backup of before this moment. */
  readonly forgetBackups: () => void;
  readonly complain: (problem: unknown) => void;
}

/** One turn of the centre of a library. */
export type Turn = (office: Office, random: Random, turn: TurnOf) => Promise<void>;

interface TurnOf {
  readonly library: string;
  readonly number: number;
}

/** Those who work at the centre of the libraries: what they decide is written in the centre's own streams. */
export class Office {
  /** Turns under way. */
  busy = 0;
  readonly world: World;
  readonly time: VirtualTime;
  readonly parts: OfficeParts;

  constructor(parts: OfficeParts) {
    this.parts = parts;
    this.world = parts.world;
    this.time = parts.time;
  }

  /** What goes wrong in a turn is a fault of the product or of the simulation. */
  async during(turn: () => Promise<void>): Promise<void> {
    this.busy += 1;
    try {
      await turn();
    } catch (error) {
      this.parts.complain(error);
    } finally {
      this.busy -= 1;
    }
  }

  /** Written to the centre's disk, known in the world, and sent until the server has it. */
  async write(library: string, drafts: readonly Draft[]): Promise<readonly Sealed[]> {
    const { server, chronicle } = this.parts;
    const written = await server.libraries.get(library)!.centre.write(drafts);
    for (const { entry } of written)
      chronicle.note({ entry, payload: null, at: this.time.now, newcomer: null });
    await this.persist(() => server.sendCentre(library));
    return written;
  }

  /** Does it again until the server is up and all of it is done. */
  async persist(act: () => Promise<void>): Promise<void> {
    for (;;) {
      if (this.parts.server.up) {
        try {
          return await act();
        } catch (error) {
          if (!isPassing(error)) throw error;
        }
      }
      await this.time.sleep(5 * MINUTE);
    }
  }

  /** States as the centre has them, however far its resolver is; those that it has not are left out. */
  async states<T>(library: string, ids: readonly string[]): Promise<ReadonlyMap<string, T>> {
    const { server } = this.parts;
    const found = await server.couch.getMany<StateDocument>(server.databaseOf(library), ids);
    return new Map([...found].map(([id, { winner }]) => [id, winner.state as T]));
  }
}
