import type { DayNumber } from './amsterdam-time.ts';
import { libraryBarcode } from './check-digits.ts';
import { BRANCHES, LIBRARIES, type Branch } from './consortium.ts';
import type { Random } from './random.ts';
import type { TitleKind } from './title-row.ts';
import { isForChildren, type Title } from './titles.ts';

/** The loan group: decides period, fine and whether it can be reserved. */
export type Material = TitleKind | 'sprinter';

export interface Item {
  readonly barcode: string;
  readonly title: Title;
  readonly call: string;
  readonly owning: Branch;
  readonly current: Branch;
  readonly shelf: string;
  readonly material: Material;
  readonly price: string;
  readonly holdable: boolean;
  readonly circulates: boolean;
  readonly created: DayNumber;
  /** Before a loan has its say: on the shelves, being catalogued, or not there yet. */
  readonly stock: 'shelved' | 'in-process' | 'on-order';
}

export interface Collection {
  readonly items: readonly Item[];
  /** Few copies, all to be out on loan: what people queue for. */
  readonly scarce: ReadonlySet<Title>;
  /** Only ordered copies so far. */
  readonly ordered: ReadonlySet<Title>;
}

const ITEM_COUNT = 6_000;
const SCARCE_TITLES = 14;
const ORDERED_TITLES = 6;
const COPIES_OF_RARE = 3;

const PRICES: Readonly<Record<Material, readonly [low: number, high: number]>> = {
  boek: [15, 32],
  jeugdboek: [10, 20],
  sprinter: [20, 28],
  dvd: [8, 20],
  luisterboek: [18, 30],
  tijdschrift: [3, 9],
  'grote-letter': [20, 35],
  spel: [12, 50],
};

export function buildItems(titles: readonly Title[], today: DayNumber, random: Random): Collection {
  const rare = random.shuffle(
    titles.filter((title) => title.kind !== 'tijdschrift' && title.kind !== 'spel' && title.year >= 2005),
  );
  const scarce = new Set(rare.slice(0, SCARCE_TITLES));
  const ordered = new Set(rare.slice(SCARCE_TITLES, SCARCE_TITLES + ORDERED_TITLES));
  const branchWeights = BRANCHES.map((branch) => [branch, branch.library.weight * branch.weight] as const);
  const serials = new Map(LIBRARIES.map((library) => [library, 0]));

  function barcode(branch: Branch): string {
    const serial = (serials.get(branch.library) ?? 0) + 1;
    serials.set(branch.library, serial);
    return libraryBarcode('item', branch.library.institution, 100_000 + serial * 7);
  }

  function copy(title: Title): Item {
    const owning = random.weighted(branchWeights);
    const isRare = scarce.has(title) || ordered.has(title);
    const isSprinter = !isRare && title.kind === 'boek' && title.year >= 2003 && random.chance(0.14);
    const isReference =
      !isRare && !isSprinter && title.kind === 'boek' && /^\d/.test(title.group.call) && random.chance(0.04);
    const floats = !isRare && random.chance(0.03);
    const material: Material = isSprinter ? 'sprinter' : title.kind;
    const [low, high] = PRICES[material];
    return {
      barcode: barcode(owning),
      title,
      call: title.kind === 'tijdschrift' ? `${title.call} ${random.int(1, 12)}` : title.call,
      owning,
      current: floats ? random.pick(BRANCHES.filter((branch) => branch.library === owning.library)) : owning,
      shelf: isSprinter ? 'Sprinters' : isReference ? 'Naslag' : title.group.shelf,
      material,
      price: `${random.int(low, high)}.${random.pick(['50', '95', '99'])}`,
      holdable: !isSprinter && !isReference && title.kind !== 'tijdschrift',
      circulates: !isReference,
      created: today - (isSprinter ? random.int(30, 400) : random.int(40, 3_200)),
      stock: ordered.has(title) ? 'on-order' : !isRare && random.chance(0.006) ? 'in-process' : 'shelved',
    };
  }

  const many = titles.filter((title) => !scarce.has(title) && !ordered.has(title));
  const popularity = many.map((title) => [title, popularityOf(title)] as const);
  const wanted: Title[] = [
    ...many,
    ...[...scarce, ...ordered].flatMap((title) => Array.from({ length: COPIES_OF_RARE }, () => title)),
  ];
  const draw = cumulative(popularity, random);
  while (wanted.length < ITEM_COUNT) wanted.push(draw());

  const order = new Map(titles.map((title, index) => [title, index]));
  wanted.sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
  return { items: wanted.map(copy), scarce, ordered };
}

function popularityOf(title: Title): number {
  if (title.kind === 'tijdschrift') return 3;
  if (title.kind === 'spel') return 0.8;
  return (isForChildren(title) ? 1.6 : 1) * (title.year >= 2000 ? 1.5 : 1);
}

/** Like `Random.weighted`, prepared once for thousands of draws. */
function cumulative<T>(from: readonly (readonly [T, number])[], random: Random): () => T {
  let total = 0;
  const ends = from.map(([, weight]) => (total += weight));
  return () => {
    const at = random.next() * total;
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return (from[low] as readonly [T, number])[0];
  };
}
