import { DAY, localDay, momentOf, type DayNumber } from './amsterdam-time.ts';
import type { Calendar } from './calendar.ts';
import type { Branch } from './consortium.ts';
import type { Collection, Item, Material } from './items.ts';
import type { Patron } from './patrons.ts';
import type { Random } from './random.ts';
import { isForChildren } from './titles.ts';

export interface Loan {
  readonly item: Item;
  readonly patron: Patron;
  readonly branch: Branch;
  /** Moments in ms; `due` is the last second of its day. */
  readonly checkedOut: number;
  readonly due: number;
  readonly returned: number | null;
  readonly renewalsLeft: number;
  readonly finePerDay: string;
  readonly maxFine: string;
  readonly stopped: 'LOST' | 'MAXFINES' | null;
}

const OPEN_LOANS = 900;
const RETURNED_LOANS = 40;
const LOST_LOANS = 14;

interface Terms {
  readonly days: number;
  readonly renewals: number;
  readonly finePerDay: number;
  readonly maxFine: number;
}

const BOOK: Terms = { days: 21, renewals: 2, finePerDay: 0.1, maxFine: 5 };
const TERMS: Readonly<Record<Material, Terms>> = {
  boek: BOOK,
  'grote-letter': BOOK,
  luisterboek: BOOK,
  jeugdboek: { ...BOOK, finePerDay: 0, maxFine: 0 },
  tijdschrift: { ...BOOK, days: 14 },
  spel: { ...BOOK, renewals: 1 },
  sprinter: { days: 14, renewals: 0, finePerDay: 0.5, maxFine: 10 },
  dvd: { days: 7, renewals: 1, finePerDay: 0.5, maxFine: 10 },
};

/** How long ago a visit was, as its loans tell: not yet due, or late by so many days. */
type Lateness = 'in-time' | 'days' | 'weeks' | 'months' | 'lost';
const LATE_BY: Readonly<Record<Exclude<Lateness, 'in-time'>, readonly [number, number]>> = {
  days: [1, 7],
  weeks: [8, 42],
  months: [43, 280],
  lost: [60, 280],
};

/** Loans of every age. An item is in at most one of them, open or returned; blocked and expired people have only old ones. */
export function buildLoans(
  collection: Collection,
  patrons: readonly Patron[],
  calendar: Calendar,
  now: number,
  random: Random,
): Loan[] {
  const today = localDay(now);
  const loans: Loan[] = [];
  const shelves = shelvesOf(collection, random);

  function lend(
    item: Item,
    patron: Patron,
    lateness: Lateness,
    visit: DayNumber | null,
    returnAgain: boolean,
  ): boolean {
    const terms = TERMS[item.material];
    const daysAgo = lateness === 'in-time' ? null : terms.days + random.int(...LATE_BY[lateness]);
    const day = visit ?? calendar.lastOpen(item.current, today - (daysAgo ?? random.int(1, terms.days - 1)));
    const isOpen = calendar.isOpen(item.current, day);
    const checkedOut = isOpen ? momentWithin(item.current, day) : 0;
    const due = momentOf(calendar.nextOpen(item.current, day + terms.days), 86_399);
    const isAllowed =
      item.created < day && patron.registered <= day && day <= patron.expires && isOpen && checkedOut < now;
    if (!isAllowed || (lateness === 'in-time') !== due >= now) return false;

    const isFree = patron.juvenile || terms.finePerDay === 0;
    const daysLate = Math.max(0, Math.floor((now - due) / DAY));
    const isCapped = !isFree && daysLate * terms.finePerDay >= terms.maxFine;
    loans.push({
      item,
      patron,
      branch: item.current,
      checkedOut,
      due,
      returned: returnAgain ? returnMoment(item.current, day) : null,
      renewalsLeft: Math.min(
        terms.renewals,
        random.weighted([
          [2, 70],
          [1, 20],
          [0, 10],
        ]),
      ),
      finePerDay: (isFree ? 0 : terms.finePerDay).toFixed(2),
      maxFine: (isFree ? 0 : terms.maxFine).toFixed(2),
      stopped: returnAgain ? null : lateness === 'lost' ? 'LOST' : isCapped ? 'MAXFINES' : null,
    });
    return true;
  }

  function momentWithin(branch: Branch, day: DayNumber): number {
    const { opens, closes } = calendar.hours(branch, day);
    return momentOf(day, random.int(opens, closes - 60));
  }

  /** On an open day after `day` and before today. */
  function returnMoment(branch: Branch, day: DayNumber): number {
    const back = calendar.lastOpen(branch, random.int(day + 1, today - 1));
    return back > day ? momentWithin(branch, back) : momentOf(day, 86_000);
  }

  function readerFor(item: Item): Patron {
    const near = active.filter((patron) => patron.home === item.current);
    return random.pick(near);
  }

  const active = patrons.filter((patron) => patron.status === 'active' && patron.expires >= today);
  const troubled = patrons.filter((patron) => patron.status === 'blocked' || patron.expires < today);

  for (const item of collection.items) {
    if (collection.scarce.has(item.title)) until(() => lend(item, readerFor(item), 'in-time', null, false));
  }
  for (let lost = 0; lost < LOST_LOANS; lost++) {
    until(() => one(random.pick(random.chance(0.4) ? troubled : active), 'lost', false));
  }
  for (let back = 0; back < RETURNED_LOANS; back++) until(() => one(random.pick(active), 'in-time', true, 4));
  for (const patron of random.shuffle(troubled).slice(0, troubled.length / 2))
    one(patron, random.pick(['weeks', 'months']), false);

  const readers = random.shuffle(active);
  for (let i = 0; openCount() < OPEN_LOANS; i++) {
    const patron = readers[i % readers.length] as Patron;
    const lateness = random.weighted<Lateness>([
      ['in-time', 80],
      ['days', 9],
      ['weeks', 7],
      ['months', 4],
    ]);
    visitOf(patron, lateness);
  }
  return loans;

  function openCount(): number {
    return loans.length - RETURNED_LOANS;
  }

  function one(patron: Patron, lateness: Lateness, returnAgain: boolean, minimumAge = 1): boolean {
    const branch = placeOf(patron);
    const item = shelves.next(branch, patron);
    const visit = minimumAge > 1 ? calendar.lastOpen(branch, today - random.int(minimumAge, 20)) : null;
    return item !== null && lend(item, patron, lateness, visit, returnAgain);
  }

  /** One visit: several things on one day at one branch; late ones each have their own day. */
  function visitOf(patron: Patron, lateness: Lateness): void {
    const branch = placeOf(patron);
    const wanted = patron.institution
      ? random.int(4, 12)
      : random.weighted([
          [1, 30],
          [2, 28],
          [3, 18],
          [4, 12],
          [5, 7],
          [7, 5],
        ]);
    const day = lateness === 'in-time' ? calendar.lastOpen(branch, today - random.int(1, 20)) : null;
    for (let i = 0; i < wanted && openCount() < OPEN_LOANS; i++) {
      const item = shelves.next(branch, patron);
      if (item) lend(item, patron, lateness, day, false);
    }
  }

  function placeOf(patron: Patron): Branch {
    return random.weighted([
      [patron.home, 86],
      [random.pick(shelves.branchesOf(patron.home)), 10],
      [random.pick(shelves.branches), 4],
    ]);
  }
}

/** Tries again until it works; more than a few hundred tries means that the data cannot give it. */
function until(attempt: () => boolean): void {
  for (let tries = 0; tries < 2_000; tries++) if (attempt()) return;
  throw new Error('demo loans: no patron and item fit together');
}

/** What can be lent at each branch, in a shuffled order, children's apart. Each call gives the next one. */
function shelvesOf(collection: Collection, random: Random) {
  const free = random.shuffle(
    collection.items.filter(
      (item) => item.stock === 'shelved' && item.circulates && !collection.scarce.has(item.title),
    ),
  );
  const piles = new Map<Branch, { children: Item[]; adults: Item[] }>();
  for (const item of free) {
    const pile = piles.get(item.current) ?? { children: [], adults: [] };
    piles.set(item.current, pile);
    (isForChildren(item.title) ? pile.children : pile.adults).push(item);
  }
  const branches = [...piles.keys()].sort((one, other) => (one.code < other.code ? -1 : 1));
  return {
    branches,
    branchesOf: (branch: Branch) => branches.filter((each) => each.library === branch.library),
    next(branch: Branch, patron: Patron): Item | null {
      const pile = piles.get(branch);
      const wantsChildren = patron.juvenile
        ? random.chance(0.95)
        : random.chance(patron.institution ? 0.6 : 0.1);
      return (wantsChildren ? pile?.children.pop() : pile?.adults.pop()) ?? null;
    },
  };
}
