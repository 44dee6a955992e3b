import type { Random } from '../random.ts';
import type { World } from '../world/world.ts';
import type { Turn } from './office.ts';

/**
 * Two records turn out to describe one title (H1). Not of titles of which somebody ever wanted both: what they waited for twice is then
 * one wish from the beginning, and nobody at a counter can have known.
 */
export const joinTitles: Turn = async (office, random, { library }) => {
  const pair = pairOf(office.world, random, library);
  if (!pair) return;
  const [title, into] = random.shuffle(pair) as [string, string];
  await office.write(library, [{ kind: 'title.merge', body: { title, into }, after: [] }]);
};

function pairOf(world: World, random: Random, library: string): readonly string[] | null {
  const titles = [...new Set(world.books.flatMap((b) => (b.library === library && b.listed ? b.title : [])))];
  const pairs = titles.flatMap((a) =>
    titles.flatMap((b) => (a < b && !isWantedTwice(world, a, b) ? [[a, b]] : [])),
  );
  const wanted = pairs.filter((pair) =>
    pair.every((title) => world.wishes.some(({ queue }) => queue === `queue:title:${title}`)),
  );
  return random.favourite(wanted.length ? wanted : pairs, (pair) => pair.join());
}

/** Whether somebody ever wanted both, or they are joined already. */
function isWantedTwice(world: World, a: string, b: string): boolean {
  if (world.titles.classOf(a).includes(b)) return true;
  const [ofA, ofB] = [a, b].map(
    (title) =>
      new Set(
        world.wishes.flatMap(({ queue, person }) =>
          world.isOneQueue(queue, `queue:title:${title}`) ? person : [],
        ),
      ),
  );
  return [...ofA!].some((person) => ofB!.has(person));
}
