import { addDays, localDate } from '@balie/shared/calendar/days.ts';
import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import type { QueueState } from '@balie/shared/holds/queue-state.ts';
import { expiredOn } from '@balie/shared/holds/shelf-time.ts';
import { ALWAYS_OPEN } from '@balie/shared/calendar/opening.ts';
import { itemDoc, titleQueue } from '@balie/shared/protocol/document-ids.ts';
import type { Random } from '../random.ts';
import type { Office, Turn } from './office.ts';

const TIME_ZONE = 'Europe/Amsterdam';
const HOUR = 3_600_000;
const OPEN = { opens: '09:00', closes: '18:00' };

/** A branch gives new hours: on one or two days of the week it is closed from now on, and on a holiday. */
export const setHours: Turn = async (office, random, { library }) => {
  const today = todayOf(office);
  const shut = [random.between(0, 6), random.between(0, 6)];
  const hours = [0, 1, 2, 3, 4, 5, 6].filter((weekday) => !shut.includes(weekday));
  const holiday = addDays(today, random.between(0, 4));
  const body = {
    branch: branchOf(office, random, library),
    hours: hours.map((weekday) => ({ weekday, ...OPEN })),
    closed: [{ from: holiday, to: addDays(holiday, random.between(0, 1)), reason: 'feestdag' }],
  };
  await office.write(library, [{ kind: 'calendar.set', body, after: [] }]);
};

/** Storm, a burst pipe: a branch or all of the library is closed from today or tomorrow on (D8). */
export const closeBranch: Turn = async (office, random, { library }) => {
  const from = addDays(todayOf(office), random.between(0, 1));
  const branch = random.chance(0.3) ? null : branchOf(office, random, library);
  const body = { branch, from, to: addDays(from, random.between(0, 2)), reason: 'lekkage' };
  await office.write(library, [{ kind: 'calendar.close', body, after: [] }]);
};

/** All that is due within some days may stay longer (D8). */
export const extendLoans: Turn = async (office, random, { library }) => {
  const dueFrom = addDays(todayOf(office), random.between(-1, 0));
  const dueTo = addDays(dueFrom, random.between(0, 2));
  const branch = random.chance(0.5) ? null : branchOf(office, random, library);
  const until = addDays(dueTo, random.between(0, 3));
  const body = { branch, dueFrom, dueTo, until, reason: 'sluiting' };
  await office.write(library, [{ kind: 'loan.extend', body, after: [] }]);
};

/** Days that a copy waits on the shelf with the slips, and that somebody waits for a title: few, for runs are short. */
const SHELF_DAYS = 1;
const UNFILLED_DAYS = 19;

/** The day is closed, and what it ends by what the centre knows ends (H8, H9). */
export const closeDay: Turn = async (office, _random, { library }) => {
  const day = localDate(office.time.now - 6 * HOUR, TIME_ZONE);
  const titles = new Set(office.world.books.flatMap((book) => (book.library === library ? book.title : [])));
  const queues = await office.states<QueueState>(library, [...titles].map(titleQueue));
  const copies = [...queues.values()].flatMap(({ holds }) =>
    holds.flatMap(({ captures }) => captures.map(({ item }) => itemDoc(item))),
  );
  const items = await office.states<ItemState>(library, [...new Set(copies)]);
  const ended = expiredOn(addDays(day, 1), [...queues.values()], {
    ...{ shelfDays: SHELF_DAYS, unfilledDays: UNFILLED_DAYS, timeZone: TIME_ZONE },
    calendarOf: () => ALWAYS_OPEN,
    readySince: ({ pickup }, { item, at }) => {
      const state = items.get(itemDoc(item));
      return state?.at === pickup && state.transitTo === null ? at : null;
    },
  });
  await office.write(library, [{ kind: 'day.close', body: { day }, after: [] }, ...ended]);
};

function todayOf({ time }: Office): string {
  return localDate(time.now, TIME_ZONE);
}

function branchOf({ world }: Office, random: Random, library: string): string {
  return random.favourite(world.branchesOf(library), ({ code }) => code)!.code;
}
