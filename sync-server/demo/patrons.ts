import { dayNumber, dayParts, type DayNumber } from './amsterdam-time.ts';
import { libraryBarcode } from './check-digits.ts';
import { BRANCHES, LIBRARIES, type Branch, type Library } from './consortium.ts';
import {
  ANTILLEAN_AND_MOLUCCAN,
  DUTCH,
  FRISIAN,
  INSTITUTIONS,
  MOROCCAN,
  NEWER,
  POLISH,
  STREETS,
  SURINAMESE,
  TURKISH,
  type Background,
} from './names-data.ts';
import type { Random } from './random.ts';

type Subscription = 'jeugd' | 'basis' | 'compleet' | 'tegoed';

export interface Patron {
  readonly card: string;
  /** With its tussenvoegsels, as it is written: "van den Berg". An institution has only this name. */
  readonly family: string;
  readonly given: string;
  readonly second: string;
  readonly born: DayNumber | null;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly subscription: Subscription;
  readonly home: Branch;
  readonly registered: DayNumber;
  readonly expires: DayNumber;
  readonly status: 'active' | 'blocked' | 'inactive';
  readonly juvenile: boolean;
  readonly institution: boolean;
}

export interface Card {
  readonly card: string;
  readonly owner: Patron;
  readonly active: boolean;
}

const PATRON_COUNT = 1_200;
const INSTITUTION_COUNT = 24;
const REPLACED_CARDS = 36;

type Draft = { -readonly [K in keyof Patron]: Patron[K] };
type Home = Pick<Draft, 'home' | 'street' | 'postcode' | 'city'>;

/** The patrons, by household, and every card that was ever given out to them. */
export function buildPatrons(
  today: DayNumber,
  random: Random,
): { patrons: readonly Patron[]; cards: readonly Card[] } {
  const serials = new Map(LIBRARIES.map((library) => [library, 0]));
  const branchWeights = BRANCHES.map((branch) => [branch, branch.library.weight * branch.weight] as const);
  const patrons: Draft[] = [];

  function nextCard(library: Library): string {
    const serial = (serials.get(library) ?? 0) + 1;
    serials.set(library, serial);
    return libraryBarcode('person', library.institution, 200_000 + serial * 3);
  }

  function address(): Home {
    const home = random.weighted(branchWeights);
    const street = random.int(0, STREETS.length - 1);
    const letter = 'ABCDEGHJKLMNPRSTVWXZ'[street % 20] ?? 'A';
    return {
      home,
      street: `${STREETS[street] ?? ''} ${random.int(1, 140)}${random.chance(0.1) ? random.pick(['a', 'b', ' bis', '-2']) : ''}`,
      postcode: `${home.postcode} Q${letter}`,
      city: home.city,
    };
  }

  function add(
    home: Home,
    own: Pick<
      Draft,
      'family' | 'given' | 'second' | 'born' | 'email' | 'subscription' | 'juvenile' | 'institution'
    >,
  ): void {
    patrons.push({
      ...home,
      ...own,
      card: nextCard(home.home.library),
      phone: random.chance(0.75) ? `0600${String(random.int(0, 999_999)).padStart(6, '0')}` : '',
      registered:
        today - random.int(330, own.juvenile ? Math.min(2_000, today - (own.born ?? today) - 20) : 4_400),
      expires: today + random.int(1, 365),
      status: 'active',
    });
  }

  /** Nobody in a household has the same given name. */
  function givenName(names: readonly string[], home: Home): string {
    const name = random.pick(names);
    const isTaken = patrons.slice(-8).some((other) => other.given === name && other.street === home.street);
    return isTaken ? givenName(names, home) : name;
  }

  function adult(home: Home, family: string, background: Background, age: number): void {
    const names = random.chance(0.54) ? background.women : background.men;
    const given = givenName(names, home);
    const born = birthDay(today, age, random);
    add(home, {
      family,
      given,
      second: random.chance(0.2) ? random.pick(names) : '',
      born,
      email: random.chance(age > 70 ? 0.5 : 0.9) ? emailOf(given, family, born) : '',
      subscription: random.weighted([
        ['compleet', 45],
        ['basis', 40],
        ['tegoed', 15],
      ]),
      juvenile: false,
      institution: false,
    });
  }

  function child(home: Home, family: string, background: Background, oldest: number): void {
    const names = random.chance(0.5) ? background.women : background.men;
    const born = birthDay(today, random.int(1, Math.min(17, oldest)), random);
    add(home, {
      family,
      given: givenName(names, home),
      second: random.chance(0.2) ? random.pick(names) : '',
      born,
      email: '',
      subscription: 'jeugd',
      juvenile: true,
      institution: false,
    });
  }

  function household(room: number): void {
    const home = address();
    const background = random.weighted(backgroundsAt(home.home));
    const family = random.pick(background.families);
    const size = random.weighted([
      [1, 40],
      [2, 18],
      [3, 12],
      [4, 16],
      [5, 10],
      [6, 4],
    ]);
    const hasChildren = size >= 3 || (size === 2 && random.chance(0.25));
    const age = hasChildren ? random.int(26, 52) : random.int(18, 91);
    adult(home, family, background, age);
    const adults = hasChildren && size === 2 ? 1 : 2;
    if (size >= 2 && adults === 2 && room >= 2) {
      const other = random.weighted(backgroundsAt(home.home));
      const name = random.chance(0.6)
        ? family
        : random.chance(0.3)
          ? `${family}-${random.pick(other.families)}`
          : random.pick(other.families);
      adult(home, name, other, Math.max(18, age + random.int(-5, 5)));
    }
    for (let i = adults; i < Math.min(size, room); i++) child(home, family, background, age - 20);
  }

  for (let i = 0; i < INSTITUTION_COUNT; i++) {
    const home = address();
    add(home, {
      family: `${INSTITUTIONS[i % INSTITUTIONS.length] ?? ''} ${home.city}`,
      given: '',
      second: '',
      born: null,
      email: `instelling${i + 1}@example.org`,
      subscription: 'compleet',
      juvenile: false,
      institution: true,
    });
  }
  while (patrons.length < PATRON_COUNT) household(PATRON_COUNT - patrons.length);

  for (const branch of BRANCHES)
    markTroubles(
      patrons.filter((patron) => patron.home === branch),
      today,
      random,
    );
  return { patrons, cards: buildCards(patrons, nextCard, random) };
}

/** Of each branch's adults some are blocked, expired or gone; always at least one is blocked and one expired. */
function markTroubles(patrons: readonly Draft[], today: DayNumber, random: Random): void {
  const adults = random.shuffle(patrons.filter((patron) => !patron.juvenile && !patron.institution));
  const blocked = Math.ceil(adults.length * 0.015);
  const expired = Math.ceil(adults.length * 0.06);
  const gone = Math.round(adults.length * 0.01);
  adults.forEach((patron, index) => {
    if (index < blocked) patron.status = 'blocked';
    else if (index < blocked + expired) patron.expires = today - random.int(2, 320);
    else if (index < blocked + expired + gone) patron.status = 'inactive';
  });
}

function buildCards(
  patrons: readonly Patron[],
  nextCard: (library: Library) => string,
  random: Random,
): Card[] {
  const cards: Card[] = patrons.map((owner) => ({ card: owner.card, owner, active: true }));
  const replaced = random.shuffle(patrons).slice(0, REPLACED_CARDS);
  for (const owner of replaced) cards.push({ card: nextCard(owner.home.library), owner, active: false });
  return cards;
}

function backgroundsAt(branch: Branch): (readonly [Background, number])[] {
  const isFrisian = branch.library.code === 'FJIL';
  return [
    [DUTCH, isFrisian ? 40 : 62],
    [FRISIAN, isFrisian ? 48 : 2],
    [TURKISH, isFrisian ? 2 : 8],
    [MOROCCAN, isFrisian ? 2 : 8],
    [SURINAMESE, isFrisian ? 1 : 7],
    [POLISH, 4],
    [ANTILLEAN_AND_MOLUCCAN, 3],
    [NEWER, 5],
  ];
}

function birthDay(today: DayNumber, age: number, random: Random): DayNumber {
  const { year, month, day } = dayParts(today);
  const lastBirthday = dayNumber(year - age, month, Math.min(day, 28));
  return lastBirthday - random.int(0, 360);
}

/** An address in example.org, which RFC 2606 keeps for examples. */
function emailOf(given: string, family: string, born: DayNumber): string {
  const plain = `${given}.${family}`
    .normalize('NFD')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l')
    .replaceAll('Ł', 'L');
  const name = plain.replace(/[^A-Za-z.-]/g, '').toLowerCase();
  return `${name}${dayParts(born).year % 100}@example.org`;
}
