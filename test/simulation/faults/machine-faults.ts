import { readJournal } from '@balie/shared/journal/journal-lines.ts';
import { journalsOf } from '@balie/sync-server/couch/journals-of.ts';
import type { Machine } from '../machine.ts';
import type { Befall, Scene } from './scene.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What befalls one machine: its line, its power, its disk, its clock. */
export const machineFaults = {
  partition: async ({ time, log }, { name, parts: { line } }, random) => {
    const ms = random.chance(0.2)
      ? random.between(10 * HOUR, 2 * DAY)
      : random.between(10 * MINUTE, 5 * HOUR);
    log(`${name} is cut off`);
    line.up = false;
    await time.sleep(ms);
    line.up = true;
    log(`${name} is in contact`);
  },

  crash: async ({ time, log }, machine, random) => {
    const reboot = random.chance(0.5);
    if (machine.spared) return;
    log(`${machine.name} ${reboot ? 'loses power' : 'dies'}`);
    machine.crash(reboot);
    await time.sleep(random.between(MINUTE, 30 * MINUTE));
    if (!machine.run) await machine.start();
  },

  disk: async ({ log }, machine, random) => {
    const failures = Array.from({ length: random.between(1, 3) }, () =>
      random.pick(['full', 'half-written'] as const),
    );
    log(`${machine.name} has a bad disk: ${failures.join(', ')}`);
    machine.diskFaults.push(...failures);
  },

  line: async ({ time, log }, { name, parts: { line } }, random) => {
    log(`${name} has a bad line`);
    line.disturbances.add(random);
    await time.sleep(random.between(30 * MINUTE, 4 * HOUR));
    line.disturbances.delete(random);
  },

  /** Power that goes in the minutes after it is put right, before the program looked at the clock again, would leave no trace of it: not simulated. */
  clock: async ({ time, log }, machine, random) => {
    machine.wallOffset = random.pick([-1, 1]) * random.pick([3 * MINUTE, HOUR, 5 * DAY, 400 * DAY]);
    log(`${machine.name} has its clock ${machine.wallOffset} ms off`);
    await time.sleep(random.between(HOUR, 2 * DAY));
    await putRight({ time, log }, machine);
  },

  /** A disk goes back to an earlier image; only once the centre has everything that goes with it. */
  image: async (scene, machine, random) => {
    const { log, time, images } = scene;
    const image = images.get(machine);
    images.set(machine, machine.image());
    if (!image || machine.spared) return;
    machine.crash(true);
    if (await isAtCentre(scene, machine)) {
      log(`${machine.name} is put back to an image`);
      machine.putImage(image);
      scene.backups = [];
    }
    await time.sleep(random.between(MINUTE, 20 * MINUTE));
    if (!machine.run) await machine.start();
  },
} as const satisfies Record<string, Befall>;

/** A clock is put right while the program runs, and nothing else happens to the machine until it had time to notice. */
export async function putRight({ time, log }: Pick<Scene, 'time' | 'log'>, machine: Machine): Promise<void> {
  while (!machine.run) await time.sleep(MINUTE);
  log(`${machine.name} has its clock put right by ${-machine.wallOffset} ms`);
  machine.wallOffset = 0;
  machine.spared = true;
  await time.sleep(3 * machine.parts.patience());
  machine.spared = false;
}

/** Whether all that stands on its disk is in the journals. */
export async function isAtCentre(
  { server: { couch } }: Pick<Scene, 'server'>,
  machine: Machine,
): Promise<boolean> {
  const wanted = new Set<string>();
  for (const text of machine.journal.files.values())
    for (const { entry } of readJournal(text).records) wanted.add(entry._id);
  for (const journal of await journalsOf(couch, machine.library)) {
    for (const id of (await couch.getMany(journal, [...wanted])).keys()) wanted.delete(id);
  }
  return wanted.size === 0;
}
