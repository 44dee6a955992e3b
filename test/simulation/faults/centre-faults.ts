import type { Random } from '../random.ts';
import type { Befall, Scene } from './scene.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What befalls the centre: its database, its feed, its lease. */
export const centreFaults = {
  /** Some writes are made in part, or their answers are lost. */
  bulk: async (scene, _machine, random) => {
    const { faults } = scene.server.couch;
    faults.bulk = () =>
      random.chance(0.15)
        ? { write: () => random.chance(0.5), answer: random.pick(['rows', 'thrown'] as const) }
        : undefined;
    await during(scene, random);
    delete faults.bulk;
  },

  /** Changes are repeated, shuffled, or begin at an earlier place. */
  delivery: async (scene, _machine, random) => {
    const { faults } = scene.server.couch;
    faults.rewind = (_database, since) =>
      random.chance(0.02) ? String(Math.floor(Number.parseInt(since, 10) * random.next())) : undefined;
    faults.deliver = (_database, rows) =>
      random.chance(0.5) ? random.shuffle(random.chance(0.5) ? [...rows, ...rows.slice(0, 3)] : rows) : rows;
    await during(scene, random);
    delete faults.rewind;
    delete faults.deliver;
  },

  /** Another resolver takes over; the one before may not know it for an hour. */
  lease: async ({ server, time, log }, _machine, random) => {
    log('another resolver takes over');
    for (const isil of server.libraries.keys()) server.takeOver(isil, random.chance(0.5));
    if (random.chance(0.3)) server.restartGateway();
    await time.sleep(HOUR);
    for (const isil of server.libraries.keys()) server.takeOver(isil, false);
  },

  /** The database comes back from a backup, now and then before any desk notices; what was pushed since is with the desks. */
  restore: async (scene, _machine, random) => {
    const { server, time, log } = scene;
    const { couch } = server;
    scene.backups.push({ at: time.now, snapshot: couch.snapshot() });
    await time.sleep(random.between(10 * MINUTE, 8 * HOUR));
    if (scene.healed) return;
    log('the server is lost and comes back from a backup');
    if (random.chance(0.6)) {
      server.up = false;
      await time.sleep(random.between(MINUTE, 40 * MINUTE));
    }
    const backup = scene.backups.length
      ? random.pick(scene.backups)
      : { at: time.now, snapshot: couch.snapshot() };
    const { faults } = couch;
    couch.faults = {};
    await server.restore(backup.snapshot);
    if (!scene.healed) couch.faults = faults;
    server.up = true;
    scene.backups = scene.backups.filter(({ at }) => at <= backup.at);
  },
} as const satisfies Record<string, Befall>;

async function during({ time, log }: Scene, random: Random): Promise<void> {
  log('the database is in trouble');
  await time.sleep(random.between(20 * MINUTE, 90 * MINUTE));
}
