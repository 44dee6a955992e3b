import type { Random } from '../random.ts';
import type { Book } from './book.ts';
import { Purse } from './money.ts';
import { OpenDays } from './open-days.ts';
import { Merges, newRecord, type PatronRecord, type Person } from './person.ts';
import { Told } from './told.ts';
import { isOpen, type Wish } from './wish.ts';

export interface Branch {
  readonly code: string;
  readonly library: string;
}

interface Size {
  readonly libraries: number;
  readonly branches: number;
  readonly books: number;
  readonly people: number;
}

/** Libraries, branches, books, people and their money as they really are. Nobody in the product sees this. */
export class World {
  readonly libraries: readonly string[];
  readonly branches: readonly Branch[];
  readonly books: readonly Book[];
  readonly people: Person[];
  readonly wishes: Wish[] = [];
  readonly merges = new Merges();
  /** Records of titles that turned out to be one. */
  readonly titles = new Merges();
  readonly openDays = new OpenDays();
  readonly purse = new Purse();
  private readonly told = new Map<string, Told>();
  /** What was done and what went wrong, in order. */
  readonly history: { readonly at: number; readonly what: string }[] = [];

  constructor(size: Size, random: Random) {
    this.libraries = Array.from(
      { length: size.libraries },
      (_, i) => `NL-07${String(i + 1).padStart(8, '0')}`,
    );
    this.branches = Array.from({ length: Math.max(size.branches, size.libraries) }, (_, i) => ({
      code: `v${i + 1}`,
      library: this.libraries[i % size.libraries]!,
    }));
    this.books = Array.from({ length: size.books }, (_, i) => this.newBook(i, size.books, random));
    this.people = Array.from({ length: size.people }, (_, i) => {
      const person = newPerson(`Lezer ${i + 1}`, this.libraries[i % size.libraries]!);
      person.card = `PAS-${String(i + 1).padStart(6, '0')}`;
      person.records.push(newRecord(`patron-${i + 1}`));
      return person;
    });
  }

  branchesOf(library: string): readonly Branch[] {
    return this.branches.filter((b) => b.library === library);
  }

  peopleOf(library: string): readonly Person[] {
    return this.people.filter((p) => p.library === library);
  }

  personOf(patron: string): Person {
    const found = this.people.find(({ records }) => records.some(({ id }) => id === patron));
    if (!found) throw new Error(`nobody is ${patron}`);
    return found;
  }

  recordOf(patron: string): PatronRecord {
    return this.personOf(patron).records.find(({ id }) => id === patron)!;
  }

  /** The newest wish of somebody's record for a title that may still stand. */
  wishOf(patron: string, queue: string): Wish | undefined {
    return this.wishes.findLast((w) => w.patron === patron && this.isOneQueue(w.queue, queue) && isOpen(w));
  }

  /** The book that carries a label, or carried it. */
  bookWith(label: unknown): Book | undefined {
    return this.books.find(({ labels }) => labels.includes(label as string));
  }

  /** Whether two queues are for one title. */
  isOneQueue(a: string, b: string): boolean {
    const title = (queue: string): string => queue.slice(queue.lastIndexOf(':') + 1);
    return a === b || this.titles.classOf(title(a))[0] === this.titles.classOf(title(b))[0];
  }

  toldBy(library: string): Told {
    const told = this.told.get(library) ?? new Told();
    this.told.set(library, told);
    return told;
  }

  wishWith(hold: string): Wish | undefined {
    return this.wishes.find(({ holds }) => holds.has(hold));
  }

  private newBook(i: number, books: number, random: Random): Book {
    const home = this.branches[i % this.branches.length]!;
    const listed = !random.chance(0.05);
    const barcode = `BOEK-${String(i + 1).padStart(6, '0')}`;
    return {
      barcode,
      labels: [barcode],
      library: home.library,
      home: home.code,
      title: `${home.library}.t${random.between(1, Math.max(2, books >> 2))}`,
      loanGroup: random.chance(0.4) ? 'daguitleen' : 'boek',
      listed,
      where: { kind: 'branch', branch: home.code },
      record: {
        loan: null,
        handledAt: listed ? home.code : null,
        transitTo: null,
        slip: null,
        missing: false,
        soughtInVain: 0,
        away: null,
        shelf: null,
      },
      ended: [],
      busy: false,
      story: [],
    };
  }
}

export function newPerson(name: string, library: string): Person {
  return { name, library, card: null, records: [], busy: false, left: false, story: [] };
}
