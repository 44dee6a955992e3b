import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { Random } from '../random.ts';
import type { Counter } from './counter.ts';
import { borrowerOf, isHere, lend } from './lending.ts';
import { take } from './returning.ts';

/** The wrong book was lent: it never left the shelf, and staff take it back as if it had never been. */
export async function lendByMistake(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(random, isHere);
  const person = book && borrowerOf(counter, random, book);
  if (!book || !person || book.where.kind !== 'branch') return;
  const { where } = book;
  await counter.with([book, person], async () => {
    const mark = counter.chronicle.entries.length;
    if (!(await lend(counter, random, book, where.branch, person))) return;
    await counter.pass();
    book.where = where;
    const made = madeSince(counter, mark, book.barcode);
    if (await undoAll(counter, random, where.branch, made)) return;
    await take(counter, random, book, where.branch);
  });
}

/** The wrong pile was taken back: the books are where they were, and staff undo it. */
export async function takeByMistake(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(random, ({ where }) => where.kind !== 'van');
  if (!book) return;
  const branch = book.where.kind === 'branch' ? book.where.branch : counter.branch(random, book.library);
  await counter.with([book], async () => {
    const { where } = book;
    const mark = counter.chronicle.entries.length;
    await take(counter, random, book, branch);
    await counter.pass();
    const made = madeSince(counter, mark, book.barcode);
    if (await undoAll(counter, random, branch, made)) book.where = where;
  });
}

/** The newest first: what came between would stand in the way (L8). True when all of it is undone. */
async function undoAll(
  counter: Counter,
  random: Random,
  branch: string,
  entries: readonly AnyEntry[],
): Promise<boolean> {
  for (const entry of entries.toReversed()) {
    if (!(await counter.undo(random, branch, entry))) return false;
    await counter.pass();
  }
  return entries.length > 0;
}

function madeSince({ chronicle }: Counter, mark: number, barcode: string): readonly AnyEntry[] {
  return chronicle.entries.slice(mark).filter(({ body }) => body['item'] === barcode);
}
