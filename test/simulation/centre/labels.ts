import type { Turn } from './office.ts';

const HOUR = 3_600_000;

/** A book on a shelf gets another label, and only later does the centre hear that both are one book (L10). */
export const giveLabel: Turn = async (office, random, { library }) => {
  const { world, time } = office;
  const free = world.books.filter(
    (book) => book.library === library && book.listed && !book.busy && book.where.kind === 'branch',
  );
  const book = random.favourite(free, ({ barcode }) => barcode);
  if (!book) return;
  const before = book.barcode;
  const label = `${random.pick(['BAND', 'ETIKET'])}-${String(random.between(0, 999_999)).padStart(6, '0')}`;
  if (world.bookWith(label)) return;
  book.labels.push(label);
  book.barcode = label;
  book.story.push(`labelled ${label} over ${before}`);
  if (random.chance(0.7)) await time.sleep(random.between(0, 8 * HOUR));
  const [item, into] = random.shuffle([before, label]) as [string, string];
  await office.write(library, [{ kind: 'item.merge', body: { item, into }, after: [] }]);
};
