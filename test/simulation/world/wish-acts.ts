import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { Bodies } from '@balie/shared/journal/kinds.ts';
import type { Slip } from './book.ts';
import type { Deed } from './deed.ts';
import { isOpen, type Wish } from './wish.ts';
import type { World } from './world.ts';

/** What was asked for, given up or had; returns how that is put back. */
export function noteWish(world: World, deed: Deed): (() => void) | undefined {
  const { hold, queue = queueOf(world, deed.entry) } = deed.entry.body;
  const concerned = (): readonly Wish[] =>
    world.wishes.filter(
      (wish) =>
        (typeof queue === 'string' && world.isOneQueue(wish.queue, queue)) || wish.holds.has(hold as string),
    );
  const before = new Map(concerned().map((wish) => [wish, stateOf(wish)]));
  if (!change(world, deed)) return undefined;
  const changed = concerned().flatMap((wish) => {
    const was = before.get(wish);
    return was && JSON.stringify(was) === JSON.stringify(stateOf(wish)) ? [] : [{ wish, was }];
  });
  return () => {
    for (const { wish, was } of changed) {
      const { holds, ...rest } = was ?? { holds: [], state: 'withdrawn' as const };
      Object.assign(wish, rest);
      wish.holds.clear();
      for (const hold of holds) wish.holds.add(hold);
    }
  };
}

/** The queue in which a book's title is wanted. */
function queueOf(world: World, { body }: AnyEntry): string | undefined {
  const book = world.bookWith(body['item']);
  return book && `queue:title:${book.title}`;
}

function stateOf({ state, suspended, unsure, pickup, holds }: Wish) {
  return { state, suspended, unsure, pickup, holds: [...holds] };
}

function change(world: World, deed: Deed): boolean {
  const { entry, at } = deed;
  switch (entry.kind) {
    case 'hold.place':
      place(world, entry, at);
      return true;
    case 'hold.cancel':
      return onWish(world, entry, (wish) => (wish.state = 'withdrawn'));
    case 'hold.suspend':
      return onWish(world, entry, (wish) => (wish.suspended = true));
    case 'hold.resume':
      return onWish(world, entry, (wish) => (wish.suspended = false));
    case 'hold.move': {
      const { pickup } = entry.body as unknown as Bodies['hold.move'];
      return onWish(world, entry, (wish) => (wish.pickup = pickup ?? wish.pickup));
    }
    case 'hold.expire': {
      const { item, why } = entry.body as unknown as Bodies['hold.expire'];
      const slip = world.bookWith(item)?.record.slip;
      return onWish(world, entry, (wish) => {
        if (slip && wish.holds.has(slip.hold)) wish.state = 'expired';
        else if (why === 'not-filled' && !isSetAside(world, wish)) wish.state = 'withdrawn';
      });
    }
    case 'checkout':
      had(world, entry, deed.slipBefore);
      return true;
    default:
      return false;
  }
}

/** One who asks again for what they wait for waits for it once; how it stands is then as the desk that heard first has it. */
function place(world: World, entry: AnyEntry, at: number): void {
  const { patron, queue, pickup, fees } = entry.body as unknown as Bodies['hold.place'];
  const open = world.wishOf(patron, queue);
  if (open) {
    open.holds.add(entry._id);
    if (open.state === 'satisfied') open.unsure = true;
    open.state = 'wanted';
    return;
  }
  world.wishes.push({
    ...{ person: world.personOf(patron).name, patron, queue, pickup, placedAt: at },
    ...{
      holds: new Set([entry._id]),
      uncollectedCents: fees.uncollectedCents,
      state: 'wanted',
      suspended: false,
      unsure: false,
      busy: false,
    },
  });
}

function onWish(world: World, { body }: AnyEntry, act: (wish: Wish) => void): boolean {
  const wish = world.wishWith(body['hold'] as string);
  if (wish && isOpen(wish)) act(wish);
  return true;
}

/** Somebody leaves with a book: the wish that its slip names, or that the desk knew, is met; others of theirs for it are satisfied. */
function had(world: World, entry: AnyEntry, slip: Slip | null): void {
  const { item, patron, fulfils } = entry.body as unknown as Bodies['checkout'];
  const { title } = world.bookWith(item)!;
  const { name } = world.personOf(patron);
  const queue = `queue:title:${title}`;
  if (slip && (slip.patron === patron || slip.hold === fulfils?.hold)) meet(world, slip.hold);
  else if (fulfils) meet(world, fulfils.hold);
  for (const wish of world.wishes)
    if (wish.person === name && world.isOneQueue(wish.queue, queue) && wish.state === 'wanted')
      wish.state = 'satisfied';
}

/** Whether a book with a slip for it stands somewhere. */
function isSetAside({ books }: World, { holds }: Wish): boolean {
  return books.some(({ record: { slip } }) => slip !== null && holds.has(slip.hold));
}

/** Of one that was given up, what was lent meets the one that has come since (H5). */
function meet(world: World, hold: string): void {
  const named = world.wishWith(hold);
  const wish = named && !isOpen(named) ? world.wishOf(named.patron, named.queue) : named;
  if (wish) wish.state = 'met';
}
