import { RULES } from '@balie/shared/protocol/api.ts';
import type { Turn } from './office.ts';

const HOUR = 3_600_000;
const REMINDER_CENTS = 75;

/** Every server knows these rules: they hold from now on. */
export const activateRules: Turn = async (office, _random, { library }) => {
  await office.write(library, [{ kind: 'rules.activate', body: { rules: RULES }, after: [] }]);
};

/** Somebody is reminded of a book, which may cost something (M3); where that bounces, by the next way (N1). */
export const sendNotice: Turn = async (office, random, { library }) => {
  const { world, time } = office;
  const lent = world.books.filter(({ library: own, record }) => own === library && record.loan !== null);
  const book = random.favourite(lent, ({ barcode }) => barcode);
  if (!book?.record.loan) return;
  const { ids, patron, due } = book.record.loan;
  const costs = random.chance(0.6);
  const notice = costs ? `overdue:${ids[0]!}:${due}:1` : `pre-overdue:${ids[0]!}:${due}`;
  const charge = costs ? { charge: { cents: REMINDER_CENTS, item: book.barcode } } : {};
  for (const way of ['email', 'sms', 'letter'] as const) {
    const kind = way === 'letter' ? 'notice.printed' : 'notice.sent';
    await office.write(library, [{ kind, body: { patron, notice, way, ...charge }, after: [] }]);
    await time.sleep(random.between(0, 6 * HOUR));
    if (random.chance(0.4)) return;
    await office.write(library, [
      { kind: 'notice.failed', body: { patron, notice, way, code: 'bounced' }, after: [] },
    ]);
  }
};
