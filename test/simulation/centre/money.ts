import type { AccountState } from '@balie/shared/accounts/fold-account.ts';
import { payableCents } from '@balie/shared/accounts/account-state.ts';
import { addDays, localDate } from '@balie/shared/calendar/days.ts';
import type { Bodies } from '@balie/shared/journal/kinds.ts';
import { accountDoc } from '@balie/shared/protocol/document-ids.ts';
import type { Office, Turn } from './office.ts';

const HOUR = 3_600_000;
/** Accounts in one file to the bank. */
const MOST = 4;

/** What somebody owed in another system comes over, and perhaps once more, as it is by then (L7). */
export const takeOverCharge: Turn = async (office, random, { library, number }) => {
  const { world, time } = office;
  const person = random.favourite(world.peopleOf(library), ({ name }) => name);
  const patron = person?.records[0]?.id;
  if (patron === undefined) return;
  const row = { source: `charge ${number}`, patron, reason: 'imported' };
  const write = (cents: number): Promise<unknown> =>
    office.write(library, [{ kind: 'charge.open', body: { ...row, cents }, after: [] }]);
  await write(random.chance(0.15) ? -random.between(1, 4) * 50 : random.between(1, 20) * 50);
  if (random.chance(0.5)) return;
  await time.sleep(random.between(HOUR, 12 * HOUR));
  await write(random.between(0, 20) * 50);
};

/** What is open is offered to the bank; days later in life, hours here, it was collected, or was not, or was taken back (M7). */
export const collectDebits: Turn = async (office, random, { library, number }) => {
  const { time } = office;
  const offers = (await offersOf(office, library, `incasso-${number}`)).slice(0, MOST);
  const collectOn = addDays(localDate(time.now, 'Europe/Amsterdam'), 3);
  for (const debit of offers)
    await office.write(library, [{ kind: 'debit.offer', body: { ...debit, collectOn }, after: [] }]);
  for (const debit of offers) {
    await time.sleep(random.between(0, 3 * HOUR));
    const isCollected = random.chance(0.7);
    if (isCollected) await office.write(library, [{ kind: 'debit.collect', body: debit, after: [] }]);
    if (isCollected && random.chance(0.6)) continue;
    await time.sleep(random.between(0, 3 * HOUR));
    await office.write(library, [{ kind: 'debit.reverse', body: { ...debit, code: 'MD06' }, after: [] }]);
  }
};

/** What each account owes, as the centre knows it. */
async function offersOf(
  office: Office,
  library: string,
  batch: string,
): Promise<readonly Bodies['debit.collect'][]> {
  const ids = office.world.peopleOf(library).flatMap(({ records }) => records.map(({ id }) => id));
  const accounts = await office.states<AccountState>(library, ids.map(accountDoc));
  return ids.flatMap((patron) => {
    const account = accounts.get(accountDoc(patron));
    if (account?.patron !== patron) return [];
    const lines = account.charges.flatMap((charge) => {
      const cents = payableCents(charge);
      return cents > 0 ? [{ charge: charge.id, cents, ...(charge.item ? { item: charge.item } : {}) }] : [];
    });
    return lines.length ? [{ patron, batch, lines }] : [];
  });
}
