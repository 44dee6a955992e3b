import type { Random } from '../random.ts';
import type { Wish } from '../world/wish.ts';
import type { Counter } from './counter.ts';
import { take } from './returning.ts';

/** Somebody puts a book on a shelf themselves, past the desk. */
export async function leaveOnShelf(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(random, ({ where }) => where.kind === 'person');
  if (!book) return;
  const branch = counter.branch(random, book.library);
  book.where = { kind: 'branch', branch };
  book.story.push(`left on a shelf at ${branch}`);
}

/** Somebody says that they returned a book: sometimes they did, and sometimes it lies at home. */
export async function claim(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(random, ({ record }) => record.loan !== null);
  if (!book) return;
  const branch = counter.branch(random, book.library);
  await counter.with([book], async () => {
    if (book.where.kind === 'person' && random.chance(0.5)) {
      book.where = { kind: 'branch', branch: counter.branch(random, book.library) };
      book.story.push(`left on a shelf at ${book.where.branch}`);
    }
    const command = { kind: 'loan.claim', item: book.barcode } as const;
    await counter.do(random, branch, command, { override: random.chance(0.5) });
  });
}

/** Somebody says that a book is lost; now and then it turns up all the same. */
export async function lose(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(random, ({ where }) => where.kind === 'person');
  if (!book) return;
  const branch = counter.branch(random, book.library);
  const command = { kind: 'loan.lost', item: book.barcode, why: 'patron-says' } as const;
  await counter.with([book], async () => void (await counter.do(random, branch, command)));
}

/** Staff come upon a book that should not be there: it was returned past the desk, or was missed. */
export async function searchShelves(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(
    random,
    ({ where, record }) => where.kind === 'branch' && (record.loan !== null || record.missing),
  );
  if (book?.where.kind !== 'branch') return;
  const { branch } = book.where;
  await counter.with([book], async () => {
    const item = book.barcode;
    const command = random.chance(0.7)
      ? ({ kind: 'item.mark', item, mark: 'found' } as const)
      : ({ kind: 'item.seen', item } as const);
    const done = await counter.do(random, branch, command, { looks: true });
    if (done?.outcome.kind === 'done' && book.record.loan === null) return;
    await counter.pass();
    if (random.chance(0.7)) await take(counter, random, book, branch);
  });
}

/** A book is not where it should stand. */
export async function miss(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(random, ({ where, listed }) => where.kind === 'branch' && listed);
  if (book?.where.kind !== 'branch') return;
  const { branch } = book.where;
  const command = { kind: 'item.mark', item: book.barcode, mark: 'missing' } as const;
  await counter.with([book], async () => void (await counter.do(random, branch, command)));
}

/** Staff look for a book that somebody waits for, and it is not where it should stand (H6). */
export async function lookInVain(counter: Counter, random: Random): Promise<void> {
  const { world } = counter;
  const rootOf = (title: string): string => world.titles.classOf(title)[0]!;
  const wanted = new Map<string, Wish>();
  for (const wish of world.wishes) {
    const root = rootOf(wish.queue.slice('queue:title:'.length));
    if (wish.state === 'wanted' && !wish.busy && !wanted.has(root)) wanted.set(root, wish);
  }
  const wishFor = (title: string): Wish | undefined => wanted.get(rootOf(title));
  const book = counter.book(
    random,
    ({ title, where, listed }) => listed && where.kind === 'branch' && wishFor(title) !== undefined,
  );
  if (book?.where.kind !== 'branch') return;
  const { branch } = book.where;
  const wish = wishFor(book.title)!;
  const hold = random.favourite([...wish.holds], (id) => id)!;
  const command = { kind: 'hold.notOnShelf', queue: wish.queue, hold, item: book.barcode } as const;
  await counter.with([book, wish], async () => void (await counter.do(random, branch, command)));
}
