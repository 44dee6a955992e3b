import type { Machine } from '../machine.ts';
import type { Random } from '../random.ts';
import type { Befall, Scene } from './scene.ts';
import { putRight } from './machine-faults.ts';

const HOUR = 3_600_000;

/** A second machine that begins as a copy of this one. */
export const copyFaults = {
  /** A PC is replaced by a copy of another's disk, while that one goes on. */
  clone: async (scene, original, random) => {
    if (!original.run) return;
    const copy = scene.copyOf(original);
    scene.log(`${copy.name} begins as a clone of ${original.name}`);
    copy.putImage(original.image());
    copy.wallOffset = original.wallOffset;
    settle(scene, copy, random);
    await copy.start();
  },

  /** A machine is copied while it runs, and both go on: one stream, two continuations. */
  fork: async (scene, original, random) => {
    if (!original.run || original.busy) return;
    scene.forks += 1;
    original.crash(false);
    const copy = scene.copyOf(original);
    scene.log(`${copy.name} begins as a twin of ${original.name}`);
    copy.becomeTwinOf(original);
    settle(scene, copy, random);
    await Promise.all([original.start(), copy.start()]);
  },
} as const satisfies Record<string, Befall>;

/** A copy has the clock of its original, right or wrong, until somebody looks at it. */
function settle({ time, log, complain }: Scene, copy: Machine, random: Random): void {
  if (copy.wallOffset === 0) return;
  time.after(random.between(HOUR, 24 * HOUR), () => void putRight({ time, log }, copy).catch(complain));
}
