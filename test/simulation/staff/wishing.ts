import type { HoldCommand } from '@balie/desktop/contract/commands.ts';
import type { Random } from '../random.ts';
import { isOpen, type Wish } from '../world/wish.ts';
import type { Counter } from './counter.ts';

/** Somebody asks for a title, at a desk that may not know what they asked elsewhere. */
export async function askForTitle(counter: Counter, random: Random): Promise<void> {
  const person = counter.person(random, ({ card, records }) => card !== null && records.length > 0);
  if (!person) return;
  const { library } = person;
  const copy = random.favourite(
    counter.world.books.filter((book) => book.library === library && book.listed),
    ({ barcode }) => barcode,
  );
  if (!copy) return;
  const branch = counter.branch(random, library);
  await counter.with([person], async () => {
    const patron = await opened(counter, random, branch, person.card!);
    if (patron === null) return;
    const pickup = counter.branch(random, library);
    const command = { kind: 'hold.place', queue: `queue:title:${copy.title}`, patron, pickup } as const;
    const done = await counter.do(random, branch, command, { override: true });
    if (done?.outcome.kind !== 'done' || !random.chance(0.08)) return;
    await counter.pass();
    await takeBackLast(counter, random, branch, done.outcome.entries.at(-1)!);
  });
}

/** Somebody changes their mind about what they wait for; what a desk has not heard of it cannot change. */
export async function changeWish(counter: Counter, random: Random): Promise<void> {
  const wish = wishFor(counter, random, (one) => one.state === 'wanted');
  if (!wish) return;
  const person = counter.world.personOf(wish.patron);
  const branch = counter.branch(random, person.library);
  await counter.with([wish, person], async () => {
    const named = { queue: wish.queue, hold: random.favourite([...wish.holds], (hold) => hold)! };
    const change = changeOf(counter, random, wish, person.library);
    const done = await counter.do(random, branch, { ...named, ...change } as HoldCommand);
    if (change.kind !== 'hold.cancel' || done?.outcome.kind !== 'done' || !random.chance(0.2)) return;
    await counter.pass();
    await takeBackLast(counter, random, branch, done.outcome.entries.at(-1)!);
  });
}

/** A book stood too long on the shelf with the slips. */
export async function giveUpWaiting(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(
    random,
    ({ where, record }) => where.kind === 'branch' && record.slip !== null && record.transitTo === null,
  );
  if (!book?.record.slip || book.where.kind !== 'branch') return;
  const wish = counter.world.wishWith(book.record.slip.hold);
  if (!wish || wish.busy || !isOpen(wish)) return;
  const { branch } = book.where;
  const { hold } = book.record.slip;
  const command = {
    kind: 'hold.expire',
    queue: wish.queue,
    hold,
    why: 'not-collected',
    item: book.barcode,
  } as const;
  await counter.with([book, wish], async () => void (await counter.do(random, branch, command)));
}

function wishFor(counter: Counter, random: Random, fits: (wish: Wish) => boolean): Wish | null {
  const { world } = counter;
  const free = world.wishes.filter((wish) => !wish.busy && !world.personOf(wish.patron).busy && fits(wish));
  return random.favourite(free, ({ patron, queue }) => `${patron} ${queue}`);
}

function changeOf(
  counter: Counter,
  random: Random,
  wish: Wish,
  library: string,
):
  | { readonly kind: 'hold.cancel'; readonly by: 'patron' | 'library' }
  | { readonly kind: 'hold.suspend'; readonly until: null }
  | { readonly kind: 'hold.resume' }
  | { readonly kind: 'hold.move'; readonly pickup: string } {
  const kind = random.next();
  if (kind < 0.4) return { kind: 'hold.cancel', by: random.chance(0.8) ? 'patron' : 'library' };
  if (kind < 0.7) return { kind: 'hold.move', pickup: counter.branch(random, library) };
  return wish.suspended ? { kind: 'hold.resume' } : { kind: 'hold.suspend', until: null };
}

/** Whom a branch's desk takes the bearer of a card for; null where it knows nobody. */
export async function opened(
  counter: Counter,
  random: Random,
  branch: string,
  card: string,
): Promise<string | null> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const machine = await counter.freeDesk(random, branch);
    machine.busy = true;
    const found = await counter.open(machine, card);
    machine.busy = false;
    if (found) return found.kind === 'patron' ? found.patron : null;
    await counter.pass();
  }
  return null;
}

/** What was just done was a mistake. */
export async function takeBackLast(
  counter: Counter,
  random: Random,
  branch: string,
  entry: string,
): Promise<boolean> {
  const found = counter.chronicle.entryOf(entry);
  return found !== null && counter.undo(random, branch, found);
}
