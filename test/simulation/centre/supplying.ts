import { addDays, localDate } from '@balie/shared/calendar/days.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import type { Random } from '../random.ts';
import type { Book } from '../world/book.ts';
import type { Office, Turn } from './office.ts';

const HOUR = 3_600_000;
const BORROWER = 'NL-0799999999';
const ELSEWHERE = 'ELDERS';

/** A library that is not simulated asks for a book, has it for a while, and sends it home, or does not (I2-I5, I8). */
export const supplyLibrary: Turn = async (office, random, { library, number }) => {
  const { world, time } = office;
  const request = `ill:${BORROWER}:${number}`;
  const pause = (): Promise<void> => time.sleep(random.between(0, 5 * HOUR));
  const write = async (draft: Pick<Draft, 'kind' | 'body'>): Promise<void> => {
    await office.write(library, [{ ...draft, after: [] } as Draft]);
    await pause();
  };
  const asked = { title: 'gevraagd', work: null, from: BORROWER, pickup: 'elders', patron: 'lezer-elders' };
  await write({
    kind: 'ill.request',
    body: { request, hold: null, queue: null, ...asked, agreedCents: 0, needBefore: null },
  });
  const said = { request, supplier: library };
  await write({ kind: 'ill.answer', body: { ...said, answer: 'asked' } });
  const book = random.chance(0.8) ? bookOnShelf(office, random, library) : null;
  if (!book) {
    await write({ kind: 'ill.answer', body: { ...said, answer: 'unfilled', reason: 'not-here' } });
    await write({ kind: 'ill.cancel', body: { request, by: 'centre' } });
    return;
  }
  book.busy = true;
  const item = book.barcode;
  if (random.chance(0.5)) await write({ kind: 'ill.answer', body: { ...said, answer: 'expect-to-supply' } });
  await write({ kind: 'ill.answer', body: { ...said, answer: 'will-supply', item } });
  const due = addDays(localDate(time.now, 'Europe/Amsterdam'), 28);
  book.where = { kind: 'library', isil: BORROWER };
  await write({ kind: 'ill.ship', body: { ...said, item, due, renewals: 1 } });
  if (random.chance(0.9)) await write({ kind: 'ill.receive', body: { request, item } });
  if (random.chance(0.4)) await write({ kind: 'ill.extend', body: { request, due: addDays(due, 14) } });
  if (random.chance(0.3)) await write({ kind: 'ill.answer', body: { ...said, answer: 'recall' } });
  if (random.chance(0.15)) {
    await write({ kind: 'ill.lost', body: { request, item, where: 'borrower', cents: 1800 } });
    return;
  }
  if (random.chance(0.8)) await write({ kind: 'ill.return', body: { request, item, leg: 'sent' } });
  book.where = { kind: 'branch', branch: world.branchesOf(library)[0]!.code };
  await write({ kind: 'ill.return', body: { request, item, leg: 'arrived' } });
  book.busy = false;
};

/** Somebody wants a book that only another library has; it comes, is paid for as agreed, and goes back (I1, M5). */
export const askElsewhere: Turn = async (office, random, { library, number }) => {
  const { world, time } = office;
  const person = random.favourite(world.peopleOf(library), ({ name }) => name);
  const patron = person?.records[0]?.id;
  if (patron === undefined) return;
  const request = `ill:${library}:${number}`;
  const item = `${ELSEWHERE}-${number}`;
  const said = { request, supplier: BORROWER };
  const cents = random.between(0, 3) * 125;
  const pickup = world.branchesOf(library)[0]!.code;
  const asked = { title: 'elders', work: null, from: library, pickup, patron, agreedCents: cents };
  const moves: readonly Pick<Draft, 'kind' | 'body'>[] = [
    { kind: 'ill.request', body: { request, hold: null, queue: null, ...asked, needBefore: null } },
    { kind: 'ill.answer', body: { ...said, answer: 'asked' } },
    {
      kind: 'ill.ship',
      body: { ...said, item, due: addDays(localDate(time.now, 'Europe/Amsterdam'), 28), renewals: 0 },
    },
    { kind: 'ill.receive', body: { request, item, ...(cents > 0 ? { charge: { patron, cents } } : {}) } },
    { kind: 'ill.return', body: { request, item, leg: 'sent' } },
    { kind: 'ill.return', body: { request, item, leg: 'arrived' } },
  ];
  for (const move of moves.slice(0, random.between(3, moves.length))) {
    await office.write(library, [{ ...move, after: [] } as Draft]);
    await time.sleep(random.between(0, 5 * HOUR));
  }
};

function bookOnShelf({ world }: Office, random: Random, library: string): Book | null {
  const free = world.books.filter(
    ({ library: own, listed, busy, where, record }) =>
      own === library && listed && !busy && where.kind === 'branch' && !record.loan && !record.slip,
  );
  return random.favourite(free, ({ barcode }) => barcode);
}
