import type { Fault } from '../options.ts';
import type { PlannedFault } from '../plan.ts';
import { centreFaults } from './centre-faults.ts';
import { copyFaults } from './copy-faults.ts';
import { machineFaults } from './machine-faults.ts';
import type { Befall, FaultParts, Scene } from './scene.ts';

const BEFALL: Readonly<Record<Fault, Befall>> = { ...machineFaults, ...centreFaults, ...copyFaults };

/** Makes go wrong what is planned, until `heal`. */
export class FaultMaker {
  private readonly scene: Scene;

  constructor(parts: FaultParts) {
    this.scene = { ...parts, healed: false, images: new Map(), backups: [], forks: 0 };
  }

  get forks(): number {
    return this.scene.forks;
  }

  /** `began` is the moment that the plan counts from. */
  plan(faults: readonly PlannedFault[], began: number): void {
    for (const fault of faults)
      this.scene.time.at(began + fault.at, () => {
        if (this.scene.healed) return;
        const machine = this.scene.machines[fault.machine ?? 0];
        if (!machine) return;
        BEFALL[fault.kind](this.scene, machine, this.scene.dice(fault)).catch((error: unknown) =>
          this.scene.complain(error),
        );
      });
  }

  /** Nothing comes back from before this moment: somebody is gone who alone could tell it again. */
  forgetBackups(): void {
    this.scene.backups = [];
  }

  /** Ends all of it: lines up, disks whole, clocks right, programs running. */
  async heal(): Promise<void> {
    const { machines, server } = this.scene;
    this.scene.healed = true;
    server.couch.faults = {};
    server.up = true;
    server.restartGateway();
    for (const isil of server.libraries.keys()) server.takeOver(isil, false);
    for (const machine of machines) {
      machine.parts.line.up = true;
      machine.parts.line.disturbances.clear();
      machine.diskFaults.length = 0;
      if (!machine.run) await machine.start();
    }
  }
}
