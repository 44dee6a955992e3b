import { type ItemState, openClaim } from '@balie/shared/circulation/item-state.ts';
import type { QueueState } from '@balie/shared/holds/queue-state.ts';
import { inOrder } from '@balie/shared/journal/order.ts';
import type { PatronState } from '@balie/shared/patrons/fold-patron.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { NanoCouch } from '@balie/sync-server/couch/nano-couch.ts';
import { findLibrary } from '@balie/sync-server/resolver/registry.ts';

/** Every id of a database. */
export const ALL = { startkey: '', endkey: '\ufff0' };

const deskActs = ['checkout', 'checkin', 'renew'] as const;
export type DeskAct = (typeof deskActs)[number];

/** One library as the national server has it now: who holds which book, and by which acts. */
export class LibraryState {
  readonly items: readonly ItemState[];
  readonly patrons: readonly PatronState[];
  readonly queues: readonly QueueState[];
  private readonly documents: ReadonlyMap<string, StateDocument>;

  private constructor(documents: ReadonlyMap<string, StateDocument>) {
    this.documents = documents;
    const under = <T>(prefix: string): readonly T[] =>
      [...documents].flatMap(([id, { state }]) => (id.startsWith(prefix) ? [state as T] : []));
    this.items = under<ItemState>('item:');
    this.patrons = under<PatronState>('patron:');
    this.queues = under<QueueState>('queue:');
  }

  static async read(couch: NanoCouch, library: string): Promise<LibraryState> {
    const { database } = (await findLibrary(couch, library))!;
    const documents = await couch.range<StateDocument & { _id: string }>(database, ALL);
    return new LibraryState(new Map(documents.map((d) => [d._id, d])));
  }

  item(barcode: string): ItemState {
    return this.documents.get(`item:${barcode}`)!.state as ItemState;
  }

  /** The desks' acts with this book, in their order. */
  actsOf(barcode: string): readonly DeskAct[] {
    const { facts } = this.documents.get(`item:${barcode}`)!;
    return inOrder(facts).flatMap(({ fact: { kind } }) => deskActs.filter((act) => act === kind));
  }

  holderOf(card: string): string {
    return this.patrons.find((p) => p.cards.some((c) => c.number === card))!.id;
  }

  loansOf(patron: string): readonly ItemState[] {
    return this.items.filter((i) => i.loan?.patron === patron);
  }

  /** Ordinary books on their own shelf at this branch, for which nobody waits. */
  booksOnShelf(branch: string): readonly string[] {
    const waited = new Set(this.queues.map((q) => q.id));
    const free = ({ loan, mark, transitTo, at, attributes: a, barcode }: ItemState): boolean =>
      !loan &&
      !mark &&
      !transitTo &&
      at === branch &&
      a?.owner === branch &&
      a.loanGroup === 'boek' &&
      a.circulates &&
      !waited.has(`queue:title:${a.title}`) &&
      !waited.has(`queue:item:${barcode}`);
    return this.items.filter((i) => free(i) && !openClaim(i)).map((i) => i.barcode);
  }

  /** Cards of members with room for twenty books, who have none and wait for none. */
  cardsWithRoom(today: string): readonly string[] {
    const borrowers = new Set(this.items.map((i) => i.loan?.patron));
    const waiting = new Set(this.queues.flatMap((q) => q.holds.map((h) => h.patron)));
    return this.patrons
      .filter(
        (p) =>
          p.kind === 'person' &&
          p.status === 'active' &&
          p.subscription === 'compleet' &&
          (p.expires === null || p.expires > today) &&
          !borrowers.has(p.id) &&
          !waiting.has(p.id),
      )
      .flatMap((p) => (p.cards[0]?.active ? [p.cards[0].number] : []));
  }
}
