import type { Random } from '../random.ts';
import type { Counter } from './counter.ts';

const HOUR = 3_600_000;

/** A book gets another place on the shelves; one that the catalogue did not know is described for the first time. */
export async function describeBook(counter: Counter, random: Random, number: number): Promise<void> {
  const book = counter.book(random, ({ where }) => where.kind === 'branch');
  if (book?.where.kind !== 'branch') return;
  const { branch } = book.where;
  const { barcode: item, title, home: owner, loanGroup, listed } = book;
  const shelf = `Kast ${number}`;
  await counter.with([book], async () => {
    if (listed) await counter.do(random, branch, { kind: 'item.edit', item, set: { shelf } });
    else
      await counter.do(random, branch, {
        ...{ kind: 'item.register', item, title, work: null, owner, shelf, callNumber: null, loanGroup },
        ...{ priceCents: null, holdable: true, circulates: true, parts: 1 },
      });
  });
}

/** A book that nobody has goes to stand at another branch. */
export async function send(counter: Counter, random: Random): Promise<void> {
  const book = counter.book(
    random,
    ({ where, record, listed }) =>
      listed && where.kind === 'branch' && record.loan === null && record.slip === null,
  );
  if (book?.where.kind !== 'branch') return;
  const { branch } = book.where;
  const to = counter.branch(random, book.library);
  if (to === branch) return;
  await counter.with([book], async () => {
    const command = { kind: 'item.send', item: book.barcode, to, why: 'collection' } as const;
    const done = await counter.do(random, branch, command, { looks: true });
    if (done?.outcome.kind !== 'done') return;
    book.where = { kind: 'van', to, arrives: counter.time.now + random.between(HOUR, 14 * HOUR) };
  });
}
