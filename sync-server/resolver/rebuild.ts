import { libraryDatabase, NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { Instant } from '@balie/shared/clock/instant.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { Couch } from '../couch/couch.ts';
import type { Report } from './finding.ts';
import { findLibrary, putLibrary } from './registry.ts';
import { feedDoc, streamDoc } from './resolver-memory.ts';
import { Resolver } from './resolver.ts';
import { writeAll } from './write-documents.ts';

export interface RebuildPorts {
  readonly couch: Couch;
  readonly now: () => Instant;
  /** A fresh random text of lower-case letters and digits. */
  readonly newGeneration: () => string;
  readonly report?: Report;
  /** Told after each step how many entries were read so far. */
  readonly progress?: (read: number) => void;
}

/**
 * Folds all of a library's journals into a database of a new generation, and then makes that the library's. What comes in
 * meanwhile is folded by the next steps, of either. The old database stays until `dropGeneration`.
 */
export async function rebuild(
  ports: RebuildPorts,
  isil: string,
): Promise<{ readonly database: string; readonly generation: string }> {
  const { couch, now, newGeneration, report } = ports;
  const old = await findLibrary(couch, isil);
  if (!old) throw new Error(`${isil} is not registered`);
  const generation = newGeneration();
  const database = libraryDatabase(isil, generation);
  await couch.createDatabase(database);
  const resolver = new Resolver({
    couch,
    now,
    library: { isil, generation, database },
    before: (ids) => documentsIn(couch, old.database, ids),
    ...(report ? { report } : {}),
  });
  let read = 0;
  for (let more = true; more;) {
    const step = await resolver.step();
    read += step.read;
    more = step.more;
    ports.progress?.(read);
  }
  const current = await findLibrary(couch, isil);
  await putLibrary(couch, current, { ...(current ?? old), generation, database });
  return { database, generation };
}

/** Drops a generation that counts no more, with what was kept of its feed. Throws on the current one. */
export async function dropGeneration(couch: Couch, isil: string, generation: string): Promise<void> {
  const current = await findLibrary(couch, isil);
  if (current?.generation === generation)
    throw new Error(`${generation} is the current generation of ${isil}`);
  await couch.dropDatabase(libraryDatabase(isil, generation));
  const prefix = streamDoc({ isil, generation }, '');
  const streams = await couch.rangeIds(NATIONAL, { startkey: prefix, endkey: `${prefix}\ufff0` });
  const feed = feedDoc({ isil, generation });
  const feeds = await couch.rangeIds(NATIONAL, { startkey: feed, endkey: feed });
  await writeAll(
    couch,
    NATIONAL,
    [...streams, ...feeds].map(({ id, rev }) => ({ _id: id, _rev: rev, _deleted: true })),
  );
}

async function documentsIn(
  couch: Couch,
  database: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StateDocument>> {
  const found = await couch.getMany<StateDocument>(database, ids);
  return new Map([...found].map(([id, { winner }]) => [id, winner]));
}
