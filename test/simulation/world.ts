import type { Random } from './random.ts';

/** Where a book really is. */
type Whereabouts =
  | { readonly kind: 'branch'; readonly branch: string }
  | { readonly kind: 'patron'; readonly patron: string }
  | { readonly kind: 'van'; readonly to: string; readonly arrives: number };

export interface Book {
  readonly barcode: string;
  readonly library: string;
  readonly home: string;
  readonly title: string;
  /** False for one that the catalogue does not know (L10). */
  readonly listed: boolean;
  where: Whereabouts;
  /** Branch of the desk that handled it last. */
  handledAt: string | null;
  /** Where the slip in it says that it goes. */
  slip: string | null;
  /** In somebody's hands at a desk at this moment. */
  busy: boolean;
  /** What staff did with it, for the report of a failing seed. */
  readonly story: string[];
}

export interface Patron {
  readonly id: string;
  readonly card: string;
  readonly library: string;
}

export interface Branch {
  readonly code: string;
  readonly library: string;
}

/** Libraries, branches, books and people as they really are. Nobody in the product sees this. */
export class World {
  readonly libraries: readonly string[];
  readonly branches: readonly Branch[];
  readonly books: readonly Book[];
  readonly patrons: readonly Patron[];

  constructor(
    size: {
      readonly libraries: number;
      readonly branches: number;
      readonly books: number;
      readonly patrons: number;
    },
    random: Random,
  ) {
    this.libraries = Array.from(
      { length: size.libraries },
      (_, i) => `NL-07${String(i + 1).padStart(8, '0')}`,
    );
    this.branches = Array.from({ length: Math.max(size.branches, size.libraries) }, (_, i) => ({
      code: `v${i + 1}`,
      library: this.libraries[i % size.libraries]!,
    }));
    const homes = this.branches;
    this.books = Array.from({ length: size.books }, (_, i): Book => {
      const home = homes[i % homes.length]!;
      const listed = !random.chance(0.05);
      return {
        barcode: `BOEK-${String(i + 1).padStart(6, '0')}`,
        library: home.library,
        home: home.code,
        title: `t${random.between(1, Math.max(2, size.books >> 1))}`,
        listed,
        where: { kind: 'branch', branch: home.code },
        handledAt: listed ? home.code : null,
        slip: null,
        busy: false,
        story: [],
      };
    });
    this.patrons = Array.from({ length: size.patrons }, (_, i) => ({
      id: `patron-${i + 1}`,
      card: `PAS-${String(i + 1).padStart(6, '0')}`,
      library: this.libraries[i % size.libraries]!,
    }));
  }

  branchesOf(library: string): readonly Branch[] {
    return this.branches.filter((b) => b.library === library);
  }

  patronsOf(library: string): readonly Patron[] {
    return this.patrons.filter((p) => p.library === library);
  }
}
