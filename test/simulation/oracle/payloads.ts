import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { payloadId } from '@balie/shared/journal/entry.ts';
import { personalBeside } from '@balie/shared/protocol/databases.ts';
import { journalsOf } from '@balie/sync-server/couch/journals-of.ts';
import type { SimulatedServer } from '../simulated-server.ts';
import type { World } from '../world/world.ts';

/** Of who asked to be forgotten no payload stands in any month; of everybody else each does (A1). */
export async function payloadProblems(
  library: string,
  world: World,
  { couch }: SimulatedServer,
  entries: ReadonlyMap<string, AnyEntry>,
): Promise<readonly string[]> {
  const kept = new Set<string>();
  for (const journal of await journalsOf(couch, library)) {
    const database = personalBeside(journal);
    if ((await couch.listDatabases(database)).length === 0) continue;
    for (const { id } of await couch.rangeIds(database, { startkey: '', endkey: '\ufff0' })) kept.add(id);
  }
  const people = world.peopleOf(library);
  const gone = new Set(people.flatMap(({ left, records }) => (left ? records.map(({ id }) => id) : [])));
  const isGone = ({ body }: AnyEntry): boolean => gone.has(body['patron'] as string);
  return [...entries.values()].flatMap((entry) => {
    if (entry.library !== library || !entry.personal) return [];
    if (kept.has(payloadId(entry._id)) !== isGone(entry)) return [];
    return [`the payload of ${entry._id} ${isGone(entry) ? 'was to be erased' : 'is gone'}`];
  });
}
