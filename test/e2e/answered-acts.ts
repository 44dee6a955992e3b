import type { DeskAct, LibraryState } from './library-state.ts';

interface Book {
  readonly acts: readonly DeskAct[];
  /** Id of the patron who has it, and until when, as the screen said. */
  readonly holder: string | null;
  readonly due: string | null;
  readonly renewals: number;
}

/** What the screen answered, book by book: what the country must have in the end, no more and no less. */
export class AnsweredActs {
  private readonly books = new Map<string, Book>();
  private readonly before: LibraryState;

  constructor(before: LibraryState) {
    this.before = before;
  }

  lent(book: string, holder: string, due: string): void {
    this.note(book, { acts: ['checkout'], holder, due, renewals: 0 });
  }

  taken(book: string): void {
    const { acts } = this.get(book);
    this.note(book, { acts: [...acts, 'checkin'], holder: null, due: null, renewals: 0 });
  }

  renewed(book: string, due: string): void {
    const { acts, holder, renewals } = this.get(book);
    this.note(book, { acts: [...acts, 'renew'], holder, due, renewals: renewals + 1 });
  }

  /** Due date of the book as last answered, or as it was. */
  dueOf(book: string): string | null {
    return this.get(book).due;
  }

  /** All that was answered, in the form of `foundIn`. */
  expected(): Readonly<Record<string, Book>> {
    return Object.fromEntries([...this.books].sort());
  }

  /** The same books as a state has them. */
  foundIn(state: LibraryState): Readonly<Record<string, Book>> {
    return Object.fromEntries([...this.books.keys()].sort().map((book) => [book, bookIn(state, book)]));
  }

  /** `barcode due renewals` of each loan that a patron must have: those from before and those of today. */
  loansOf(patron: string): readonly string[] {
    const held = new Map(this.before.loansOf(patron).map((i) => [i.barcode, bookIn(this.before, i.barcode)]));
    for (const [barcode, book] of this.books) held.set(barcode, book);
    return [...held]
      .filter(([, { holder }]) => holder === patron)
      .map(([barcode, { due, renewals }]) => `${barcode} ${due} ${renewals}`)
      .sort();
  }

  private get(book: string): Book {
    return this.books.get(book) ?? bookIn(this.before, book);
  }

  private note(barcode: string, book: Book): void {
    this.books.set(barcode, book);
  }
}

function bookIn(state: LibraryState, barcode: string): Book {
  const { loan } = state.item(barcode);
  return {
    acts: state.actsOf(barcode),
    holder: loan?.patron ?? null,
    due: loan?.due ?? null,
    renewals: loan?.renewals ?? 0,
  };
}
