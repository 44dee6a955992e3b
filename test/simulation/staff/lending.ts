import type { ScanCommand } from '@balie/desktop/contract/contract.ts';
import type { Random } from '../random.ts';
import type { Book } from '../world/book.ts';
import type { Person } from '../world/person.ts';
import { isOpen } from '../world/wish.ts';
import type { Counter } from './counter.ts';
import { take } from './returning.ts';

/** More questions than this about one scan is a fault of the product. */
const MOST_QUESTIONS = 8;

/** Somebody takes a book from a shelf to the desk. */
export async function borrow(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(random, isHere);
  const person = book && borrowerOf(counter, random, book);
  if (!book || !person || book.where.kind !== 'branch') return;
  const { branch } = book.where;
  await counter.with([book, person], async () => void (await lend(counter, random, book, branch, person)));
}

/** Somebody collects what waits for them on the shelf with the slips. */
export async function collect(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(
    random,
    ({ where, record }) => where.kind === 'branch' && record.slip !== null && record.transitTo === null,
  );
  if (!book?.record.slip || book.where.kind !== 'branch') return;
  const wish = counter.world.wishWith(book.record.slip.hold);
  const person = wish && counter.world.personOf(wish.patron);
  if (!person || person.busy || !isOpen(wish)) return;
  const { branch } = book.where;
  await counter.with([book, person], async () => void (await lend(counter, random, book, branch, person)));
}

/** Lent, and handed back over the desk at once. */
export async function thinkAgain(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(random, isHere);
  const person = book && borrowerOf(counter, random, book);
  if (!book || !person || book.where.kind !== 'branch') return;
  const { branch } = book.where;
  await counter.with([book, person], async () => {
    if (!(await lend(counter, random, book, branch, person))) return;
    await counter.pass();
    await take(counter, random, book, branch);
  });
}

/** By telephone: the book stays where it is. */
export async function prolong(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(random, ({ where }) => where.kind === 'person');
  if (!book) return;
  const branch = counter.branch(random, book.library);
  await counter.with([book], async () => {
    const command: ScanCommand = {
      ...{ code: book.barcode, by: 'typed', mode: 'renew', patron: null, session: random.text() },
    };
    const scanned = await counter.scan(random, branch, command);
    if (scanned?.answer.kind === 'blocked' && random.chance(0.5))
      await counter.scan(random, branch, { ...command, override: { reason: 'other' } });
  });
}

/** True when the person leaves with the book. */
export async function lend(
  counter: Counter,
  random: Random,
  book: Book,
  branch: string,
  person: Person,
): Promise<boolean> {
  const session = random.text();
  let command: ScanCommand = { code: book.barcode, by: 'scanned', mode: 'lend', patron: null, session };
  let doubt = false;
  for (let question = 0; question < MOST_QUESTIONS; question++) {
    const scanned = await counter.scan(random, branch, command, person.card);
    if (!scanned) return false;
    const { answer } = scanned;
    doubt ||= scanned.doubt;
    if (answer.kind === 'lent') {
      book.where = { kind: 'person', name: person.name };
      await counter.pass();
      if (random.chance(0.06))
        await counter.scan(random, branch, { ...command, override: { reason: 'other' } }, person.card);
      return true;
    }
    if (answer.kind === 'blocked') {
      if (!doubt && random.chance(0.1)) {
        book.story.push(`put aside: ${answer.checks.map((c) => c.code).join()}`);
        return false;
      }
      command = { ...command, override: { reason: 'other' } };
    } else if (answer.kind === 'choose') command = { ...command, meant: 'lend' };
    else if (answer.kind === 'unlisted') command = { ...command, confirmedUnlisted: true };
    else break;
  }
  counter.complain(`${book.barcode} could not be lent at ${branch}`);
  return false;
}

export function isHere({ where }: Book): boolean {
  return where.kind === 'branch';
}

export function borrowerOf(counter: Counter, random: Random, book: Book): Person | null {
  return counter.person(random, ({ library, card }) => library === book.library && card !== null);
}
