import type { Hold, QueueState } from '@balie/shared/holds/queue-state.ts';
import { isOpen, type Wish } from '../world/wish.ts';
import type { World } from '../world/world.ts';
import type { Hearing } from './hearing.ts';

/** Each wish that stands is one open hold; those that were met were met by a book that somebody took home. */
export function holdProblems(hearing: Hearing): readonly string[] {
  const { library, world, documents } = hearing;
  const all = [...documents].filter(([id]) => id.startsWith('queue:'));
  const queues = new Map(all.map(([, { state }]) => [(state as QueueState).id, state as QueueState]));
  const holds = [...queues.values()].flatMap(({ id, holds: own }) =>
    own.map((hold) => ({ queue: id, hold })),
  );
  const wishes = world.wishes.filter(({ patron }) => world.personOf(patron).library === library);
  const problems = all
    .filter(([id, { state }]) => (state as QueueState).id !== rootOf(world, id))
    .map(([id, { state }]) => `${id} is not the queue of its title: ${JSON.stringify(state)}`);
  for (const wish of wishes) {
    const open = holds.filter(
      ({ queue, hold }) => world.isOneQueue(queue, wish.queue) && isOfWish(hold, wish) && isOpenHold(hold),
    );
    const wanted = wish.state === 'wanted' ? [1] : wish.state === 'satisfied' ? [0, 1] : [0];
    if (!wanted.includes(open.length))
      problems.push(`${textOf(wish)} is ${open.length} open holds: ${holdsText(holds, wish)}`);
    const differs = open.some(({ hold }) => hold.pickup !== wish.pickup || hold.suspended !== wish.suspended);
    if (differs && !wish.unsure) problems.push(`${textOf(wish)} stands otherwise: ${holdsText(holds, wish)}`);
  }
  for (const { queue, hold } of holds) {
    const wish = wishes.find((one) => world.isOneQueue(one.queue, queue) && isOfWish(hold, one));
    if (!wish) problems.push(`nobody asked for ${queue} as ${JSON.stringify(hold)}`);
    else if (hold.status === 'fulfilled' && !wasHad(hearing, wish, hold))
      problems.push(`${textOf(wish)} was met by nothing: ${JSON.stringify(hold)}`);
  }
  const open = holds
    .filter(({ hold }) => isOpenHold(hold))
    .map(({ queue, hold }) => `${hold.patron} ${queue}`);
  for (const twice of open.filter((one, i) => open.indexOf(one) !== i))
    problems.push(`${twice} is open more than once`);
  return problems;
}

/** Joined titles have one queue, that of the first. */
function rootOf({ titles }: World, id: string): string {
  const [, prefix, title] = /^(queue:title:)(.*)$/.exec(id) ?? [];
  return prefix === undefined ? id : `${prefix}${titles.classOf(title!)[0]}`;
}

/** The book that met it went home with them, or with somebody for whom they were taken. */
function wasHad({ world, chronicle }: Hearing, wish: Wish, { ended }: Hold): boolean {
  const entry = chronicle.entryOf(ended!.by);
  if (entry?.kind !== 'checkout') return false;
  const book = world.bookWith(entry.body['item']);
  const borrower = entry.body['patron'] as string;
  return (
    world.isOneQueue(`queue:title:${book?.title}`, wish.queue) &&
    (world.personOf(borrower).name === wish.person ||
      world.merges.wereOne(borrower, wish.patron) ||
      mayCollect(world, borrower, wish.patron))
  );
}

/** Somebody of their family took it home for them (P6). */
function mayCollect(world: World, borrower: string, patron: string): boolean {
  const family = world.personOf(borrower).records.flatMap(({ links }) => links.map(({ other }) => other));
  return world.personOf(patron).records.some(({ id }) => family.includes(id));
}

function isOfWish({ id, aliases }: Hold, { holds }: Wish): boolean {
  return holds.has(id) || aliases.some((alias) => holds.has(alias));
}

function isOpenHold({ status }: Hold): boolean {
  return status === 'waiting' || status === 'captured';
}

function textOf(wish: Wish): string {
  const { person, patron, queue, state, pickup, suspended, unsure } = wish;
  const sure = `${isOpen(wish) ? 'open' : 'closed'}${unsure ? ', unsure' : ''}${suspended ? ', suspended' : ''}`;
  return `the wish of ${person} (${patron}) for ${queue} at ${pickup}, ${state}, ${sure}, ${[...wish.holds].join(' ')}`;
}

function holdsText(holds: readonly { readonly hold: Hold }[], wish: Wish): string {
  return JSON.stringify(holds.filter(({ hold }) => isOfWish(hold, wish)).map(({ hold }) => hold));
}
