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
  const wanting = wantingOf(world);
  const everybody = (title: string): ReadonlySet<string> => wanting.get(rootOf(world, title)) ?? new Set();
  const areApart = (a: string, b: string): boolean =>
    rootOf(world, a) !== rootOf(world, b) && ![...everybody(a)].some((person) => everybody(b).has(person));
  const pairs = titles.flatMap((a) => titles.flatMap((b) => (a < b && areApart(a, b) ? [[a, b]] : [])));
  const wanted = pairs.filter((pair) =>
    pair.every((title) => world.wishes.some(({ queue }) => queue === `queue:title:${title}`)),
  );
  return random.favourite(wanted.length ? wanted : pairs, (pair) => pair.join());
}

/** Who ever waited for a title under any of its records, by the first of these. */
function wantingOf(world: World): ReadonlyMap<string, Set<string>> {
  const wanting = new Map<string, Set<string>>();
  for (const { queue, person } of world.wishes) {
    const root = rootOf(world, queue.slice('queue:title:'.length));
    wanting.set(root, (wanting.get(root) ?? new Set()).add(person));
  }
  return wanting;
}

function rootOf({ titles }: World, title: string): string {
  return titles.classOf(title)[0]!;
}
