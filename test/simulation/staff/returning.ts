import type { ScanCommand } from '@balie/desktop/contract/contract.ts';
import type { Random } from '../random.ts';
import type { Book } from '../world/book.ts';
import type { Counter } from './counter.ts';

const HOUR = 3_600_000;
const MOST_QUESTIONS = 4;

/** Somebody brings a book back, to any branch, now and then over the desk twice. */
export async function bringBack(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(random, ({ where }) => where.kind === 'person');
  if (!book) return;
  const branch = counter.branch(random, book.library);
  await counter.with([book], async () => {
    await take(counter, random, book, branch);
    if (!random.chance(0.08)) return;
    await counter.pass();
    await take(counter, random, book, branch);
  });
}

/** The van came: each of its books is taken back, or only noted as arrived. */
export async function unload(counter: Counter, random: Random): Promise<void> {
  const { now } = counter.time;
  const book = counter.book(random, ({ where }) => where.kind === 'van' && where.arrives <= now);
  if (book?.where.kind !== 'van') return;
  const { to } = book.where;
  await counter.with([book], async () => {
    if (random.chance(0.2)) {
      const command = { kind: 'item.receive', item: book.barcode } as const;
      const done = await counter.do(random, to, command, { looks: true });
      if (done?.outcome.kind === 'done') {
        book.where = { kind: 'branch', branch: to };
        return;
      }
    }
    await take(counter, random, book, to);
  });
}

/** The book goes where the screen says. */
export async function take(counter: Counter, random: Random, book: Book, branch: string): Promise<void> {
  let command: ScanCommand = {
    ...{ code: book.barcode, by: 'scanned', mode: 'take', patron: null, session: random.text() },
  };
  for (let question = 0; question < MOST_QUESTIONS; question++) {
    const scanned = await counter.scan(random, branch, command);
    const answer = scanned?.answer;
    if (answer?.kind === 'taken') {
      const { destination } = answer;
      const to = destination.kind === 'branch' ? destination.branch : null;
      book.where = to
        ? { kind: 'van', to, arrives: counter.time.now + random.between(HOUR, 14 * HOUR) }
        : { kind: 'branch', branch };
      return;
    }
    if (answer?.kind !== 'unlisted') break;
    command = { ...command, confirmedUnlisted: true };
  }
  counter.complain(`${book.barcode} could not be taken back at ${branch}`);
}
