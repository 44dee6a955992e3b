import { localDay, momentOf, type DayNumber } from './amsterdam-time.ts';
import type { Calendar } from './calendar.ts';
import type { Branch } from './consortium.ts';
import type { Collection, Item } from './items.ts';
import type { Loan } from './loans.ts';
import type { Patron } from './patrons.ts';
import type { Random } from './random.ts';
import type { Title } from './titles.ts';

export interface Hold {
  readonly state: 'captured' | 'to-fetch' | 'queued' | 'suspended' | 'fulfilled' | 'cancelled';
  readonly title: Title;
  /** A hold on this very copy; null is one on the title. */
  readonly copy: Item | null;
  readonly patron: Patron;
  readonly pickup: Branch;
  /** Moments in ms. */
  readonly placed: number;
  readonly captured: number | null;
  readonly fulfilled: number | null;
  readonly cancelled: number | null;
  /** Captured, or looked for on the shelves. */
  readonly item: Item | null;
}

const CAPTURED = 38;
const TO_FETCH = 47;
const QUEUED = 45;
const SUSPENDED = 12;
const FULFILLED = 4;
const CANCELLED = 4;

/** Holds in every state. An available item serves at most one; nobody waits for a title twice, or for one that they have at home. */
export function buildHolds(
  collection: Collection,
  loans: readonly Loan[],
  patrons: readonly Patron[],
  calendar: Calendar,
  now: number,
  random: Random,
): Hold[] {
  const today = localDay(now);
  const holds: Hold[] = [];
  const used = new Set(loans.map((loan) => loan.item));
  const asked = new Set(loans.map((loan) => `${loan.patron.card} ${loan.item.title.control}`));
  const active = patrons.filter(
    (patron) => patron.status === 'active' && patron.expires >= today && !patron.institution,
  );
  const free = random.shuffle(
    collection.items.filter(
      (item) =>
        item.stock === 'shelved' && item.holdable && !used.has(item) && !collection.scarce.has(item.title),
    ),
  );

  function add(
    hold: Omit<Hold, 'copy' | 'captured' | 'fulfilled' | 'cancelled' | 'item'> & Partial<Hold>,
  ): boolean {
    const key = `${hold.patron.card} ${hold.title.control}`;
    if (asked.has(key)) return false;
    asked.add(key);
    holds.push({ copy: null, captured: null, fulfilled: null, cancelled: null, item: null, ...hold });
    return true;
  }

  function readerOf(branch: Branch): Patron {
    return random.pick(active.filter((patron) => patron.home === branch));
  }

  function moment(branch: Branch, day: DayNumber): number {
    const { opens, closes } = calendar.hours(branch, day);
    return momentOf(day, random.int(opens, closes - 60));
  }

  /** Patrons reserve at home too, at any hour from seven to eleven at night. */
  function placedDaysAgo(low: number, high: number): number {
    return momentOf(today - random.int(low, high), random.int(7 * 3600, 23 * 3600));
  }

  function next(): Item {
    const item = free.pop();
    if (!item) throw new Error('demo holds: no available items left');
    return item;
  }

  repeat(CAPTURED, () => {
    const item = next();
    const day = calendar.lastOpen(item.current, today - random.int(1, 7));
    const placed = momentOf(day - random.int(1, 20), random.int(7 * 3600, 23 * 3600));
    const captured = moment(item.current, day);
    const copy = random.chance(0.1) ? item : null;
    return add({
      state: 'captured',
      title: item.title,
      copy,
      patron: readerOf(item.current),
      pickup: item.current,
      placed,
      captured,
      item,
    });
  });
  repeat(TO_FETCH, () => {
    const item = next();
    const patron = random.pick(active.filter((each) => each.home.library === item.current.library));
    const copy = random.chance(0.08) ? item : null;
    return add({
      state: 'to-fetch',
      title: item.title,
      copy,
      patron,
      pickup: patron.home,
      placed: placedDaysAgo(1, 3),
      item,
    });
  });
  const queuedFor = [...collection.scarce, ...collection.ordered];
  repeat(QUEUED, () => {
    const patron = random.pick(active);
    return add({
      state: 'queued',
      title: random.pick(queuedFor),
      patron,
      pickup: patron.home,
      placed: placedDaysAgo(1, 60),
    });
  });
  repeat(SUSPENDED, () => {
    const patron = random.pick(active);
    return add({
      state: 'suspended',
      title: random.pick(queuedFor),
      patron,
      pickup: patron.home,
      placed: placedDaysAgo(5, 90),
    });
  });
  for (const loan of borrowedFromHoldShelf(loans, collection, now, random)) {
    const captured = moment(loan.branch, calendar.lastOpen(loan.branch, localDay(loan.checkedOut) - 1));
    const placed = momentOf(localDay(captured) - random.int(1, 20), random.int(7 * 3600, 23 * 3600));
    const { item, patron, branch, checkedOut: fulfilled } = loan;
    holds.push({
      state: 'fulfilled',
      title: item.title,
      copy: null,
      patron,
      pickup: branch,
      placed,
      captured,
      fulfilled,
      cancelled: null,
      item,
    });
  }
  repeat(CANCELLED, () => {
    const patron = random.pick(active);
    const cancelled = placedDaysAgo(1, 9);
    return add({
      state: 'cancelled',
      title: next().title,
      patron,
      pickup: patron.home,
      placed: placedDaysAgo(12, 40),
      cancelled,
    });
  });
  return holds;
}

/** Loans that began as a hold. */
function borrowedFromHoldShelf(
  loans: readonly Loan[],
  collection: Collection,
  now: number,
  random: Random,
): Loan[] {
  const fitting = loans.filter(
    (loan) =>
      loan.returned === null &&
      loan.due >= now &&
      loan.item.holdable &&
      !collection.scarce.has(loan.item.title),
  );
  return random.shuffle(fitting).slice(0, FULFILLED);
}

function repeat(times: number, attempt: () => boolean): void {
  for (let done = 0, tries = 0; done < times; tries++) {
    if (attempt()) done++;
    if (tries > times * 50) throw new Error('demo holds: too few patrons or items');
  }
}
