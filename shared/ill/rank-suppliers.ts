import type { LocalDate } from '../clock/instant.ts';
import { addMonths } from '../calendar/months.ts';

/** A copy that might be supplied to another library, as its own library tells of it. */
export interface SupplierCopy {
  readonly library: string;
  readonly item: string;
  /** 1 is the own network, then province, country, special collections. */
  readonly tier: number;
  readonly available: boolean;
  readonly loanGroup: string;
  readonly acquired: LocalDate | null;
  readonly reserved: boolean;
  /** The edition that is asked for, or another one of the work. */
  readonly exact: boolean;
  readonly routeDays: number;
}

export interface RankRules {
  /** Copies that are newer stay at home. */
  readonly newerThanMonths: number;
  readonly excludedGroups: readonly string[];
}

export interface RankedSupplier {
  readonly library: string;
  readonly item: string;
  /** Why it stands where it stands, for the screen: figures by name. */
  readonly because: {
    readonly tier: number;
    readonly exact: boolean;
    readonly routeDays: number;
    readonly balance: number;
    readonly load: number;
  };
}

/**
 * Who is asked first (I2): tier, then the edition before another of the work, days on the way, balance (who asks much supplies
 * much: the lower, the earlier), load of the day, id. One copy a library; those that tried are left out.
 */
export function rankSuppliers(
  copies: readonly SupplierCopy[],
  rules: RankRules,
  standing: {
    readonly today: LocalDate;
    readonly tried: readonly string[];
    readonly balanceOf: (library: string) => number;
    readonly loadOf: (library: string) => number;
  },
): readonly RankedSupplier[] {
  const newest = addMonths(standing.today, -rules.newerThanMonths);
  const ranked = copies
    .filter(
      (copy) =>
        copy.available &&
        !copy.reserved &&
        !standing.tried.includes(copy.library) &&
        !rules.excludedGroups.includes(copy.loanGroup) &&
        (copy.acquired === null || copy.acquired <= newest),
    )
    .map(({ library, item, tier, exact, routeDays }): RankedSupplier => ({
      library,
      item,
      because: {
        tier,
        exact,
        routeDays,
        balance: standing.balanceOf(library),
        load: standing.loadOf(library),
      },
    }))
    .sort(earlier);
  const seen = new Set<string>();
  return ranked.filter(({ library }) => !seen.has(library) && seen.add(library));
}

function earlier(a: RankedSupplier, b: RankedSupplier): number {
  const [x, y] = [a.because, b.because];
  return (
    x.tier - y.tier ||
    Number(y.exact) - Number(x.exact) ||
    x.routeDays - y.routeDays ||
    x.balance - y.balance ||
    x.load - y.load ||
    compare(a.library, b.library) ||
    compare(a.item, b.item)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
