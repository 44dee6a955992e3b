import { foldItem } from '@balie/shared/circulation/fold-item.ts';
import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import type { QueueState } from '@balie/shared/holds/queue-state.ts';
import { relativesOf } from '@balie/shared/journal/classes.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { Fact, Facts } from '@balie/shared/journal/fact.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import { isIn } from '@balie/shared/protocol/base.ts';
import {
  type Contribution,
  contributionsOf,
  joinContributions,
} from '@balie/shared/protocol/contribution.ts';
import { accountDoc, itemDoc } from '@balie/shared/protocol/document-ids.ts';
import {
  type Content,
  contentOf,
  foldDocument,
  type StateDocument,
  stateDocument,
  uniteContent,
  uniteRelatives,
} from '@balie/shared/protocol/state-document.ts';
import { familyOf, Given } from './given.ts';
import type { JournalBook } from './journal-book.ts';
import { isPersonal, Pending } from './pending.ts';
import type { ReplicaDocument, Store } from './ports.ts';

/**
 * What this desk knows: the fold of the union of the replica's document and the desk's own pending entries, nothing else.
 * Pending items are kept folded, so that a scan costs the same on the third day of an outage.
 */
export class View {
  private readonly book: JournalBook;
  private readonly store: Pick<Store, 'getMany'>;
  private readonly pending: Pending;
  private readonly items = new Map<string, ItemState>();
  private readonly borrowers = new Map<string, Set<string>>();
  private readonly given = new Given();
  private readonly placed = new Map<string, Set<string>>();

  constructor(book: JournalBook, store: Pick<Store, 'getMany'>) {
    this.book = book;
    this.store = store;
    this.pending = new Pending(book);
  }

  /** Starts again from the journal: at the start, and when the replica became another generation. */
  async reload(): Promise<void> {
    for (const known of [this.pending, this.items, this.borrowers, this.given, this.placed]) known.clear();
    for (const entry of this.book.entries()) this.remember(entry);
    await this.settle(this.pending.documents);
  }

  /** Returns the documents that these entries are in. */
  async add(entries: readonly AnyEntry[]): Promise<readonly string[]> {
    const touched = [...new Set(entries.flatMap((entry) => this.remember(entry)))];
    await this.refresh(touched);
    return touched;
  }

  /** The replica changed: what it holds now is no longer pending. */
  async changed(documents: readonly ReplicaDocument[]): Promise<void> {
    const ids = documents
      .map((d) => d._id)
      .filter((id) => this.pending.has(id) || this.items.has(id.slice(5)));
    if (ids.length) await this.settle(ids);
  }

  /** The desk's own times changed. */
  async retimed(): Promise<void> {
    await this.refresh(this.pending.documents);
  }

  async documents(ids: readonly string[]): Promise<ReadonlyMap<string, StateDocument>> {
    const contents = await this.contents(ids);
    const result = new Map<string, StateDocument>();
    for (const id of ids) {
      const content = contents.get(id);
      if (content) result.set(id, isStored(content) ? content : stateDocument(id, content));
    }
    return result;
  }

  async item(barcode: string): Promise<ItemState | null> {
    const known = this.items.get(barcode);
    if (known) return known;
    const document = (await this.documents([itemDoc(barcode)])).get(itemDoc(barcode));
    return document ? (document.state as ItemState) : null;
  }

  /** A fact of one document, stored or pending. */
  async fact(documentId: string, entry: EntryId): Promise<Fact | null> {
    return (await this.contents([documentId])).get(documentId)?.facts[entry] ?? null;
  }

  /** All that is known of one document, stored or pending. */
  async facts(documentId: string): Promise<Facts> {
    return (await this.contents([documentId])).get(documentId)?.facts ?? {};
  }

  async itemsOf(barcodes: readonly string[]): Promise<readonly ItemState[]> {
    const documents = await this.documents(barcodes.filter((one) => !this.items.has(one)).map(itemDoc));
    return barcodes.flatMap(
      (barcode) =>
        this.items.get(barcode) ?? (documents.get(itemDoc(barcode))?.state as ItemState | undefined) ?? [],
    );
  }

  async queues(ids: readonly string[]): Promise<readonly QueueState[]> {
    const contents = await this.contents(ids);
    return ids.flatMap((id) => {
      const content = contents.get(id);
      if (!content && !this.given.has(id)) return [];
      return [this.foldWithGiven(id, content) as QueueState];
    });
  }

  /**
   * A patron's account under any id that was merged with this one, with what the pending acts say of their loans and holds (M1). As it
   * is stored where nothing pending says otherwise; else it is still to be folded.
   */
  async accountContent(patron: string): Promise<Content | StateDocument> {
    const id = accountDoc(patron);
    const content = (await this.contents([id])).get(id) ?? { facts: {} };
    const family = familyOf(id, content.facts);
    const stored = Object.keys(content.contributions ?? {}).filter((source) => source.startsWith('queue:'));
    const placed = family.flatMap((one) => this.pendingQueuesOf(one.slice(accountDoc('').length)));
    const sources = [...new Set([...stored, ...placed])].filter(
      (queue) => this.pending.has(queue) || this.given.has(queue),
    );
    if (isStored(content) && !sources.length && this.given.isSilentOn(id, content)) return content;
    const contributions: Record<string, Contribution> = { ...content.contributions };
    for (const queue of sources) delete contributions[queue];
    for (const queue of await this.queues(sources)) {
      const given = contributionsOf(queue.id, queue);
      const own = family.flatMap((one) => given.get(one) ?? []);
      if (own.length) contributions[queue.id] = joinContributions(...own);
    }
    return this.given.addTo(id, { facts: content.facts, contributions });
  }

  /** Documents of people, these or all, of whom something is pending: with what the desk itself wrote of them. */
  async pendingPeople(among: Iterable<string> = this.pending.documents): Promise<readonly StateDocument[]> {
    const people = [...among].filter((id) => isPersonal(id) && this.pending.has(id));
    return [...(await this.documents(people)).values()];
  }

  /** Items with pending entries whose loan is this patron's. */
  pendingLoansOf(patron: string): readonly string[] {
    return [...(this.borrowers.get(patron) ?? [])];
  }

  /** Queues in which this desk placed a hold for the patron that is still pending. */
  pendingQueuesOf(patron: string): readonly string[] {
    return [...(this.placed.get(patron) ?? [])];
  }

  /** The state with what the pending items say in place of what they said before. A stored state is taken as it is when nothing differs. */
  private foldWithGiven(
    id: string,
    content: Content | StateDocument = { facts: {} },
  ): StateDocument['state'] {
    if (isStored(content) && this.given.isSilentOn(id, content)) return content.state;
    return foldDocument(id, this.given.addTo(id, content));
  }

  /** Stored and pending facts by set union, of merged ids too. A document of which nothing is pending comes as it is stored. */
  private async contents(ids: readonly string[]): Promise<ReadonlyMap<string, Content | StateDocument>> {
    const found = new Map<string, Content | StateDocument>();
    const load = async (wanted: readonly string[]): Promise<void> => {
      const stored = await this.store.getMany(wanted);
      for (const id of wanted) {
        const document = stored.get(id);
        const content = document && 'facts' in document ? document : null;
        const own = this.pending.contentOf(id);
        if (own) found.set(id, uniteContent(content ?? { facts: {} }, own));
        else if (content) found.set(id, content);
      }
    };
    await load(ids);
    const relatives = (id: string): readonly string[] => {
      const content = found.get(id);
      return content ? relativesOf(id, content.facts) : [];
    };
    for (const id of ids) {
      const family = new Set([id]);
      for (const member of family) {
        const near = relatives(member);
        const lacking = near.filter((one) => !found.has(one));
        if (lacking.length) await load(lacking);
        for (const one of near) family.add(one);
      }
      if (family.size === 1) continue;
      const members = [...family].sort().flatMap((one) => found.get(one) ?? []);
      found.set(id, uniteRelatives(members.map(contentOf)));
    }
    return found;
  }

  private remember(entry: AnyEntry): readonly string[] {
    const ids = this.pending.add(entry);
    if (ids.length && entry.kind === 'hold.place')
      addTo(this.placed, entry.body['patron'] as string, entry.body['queue'] as string);
    return ids;
  }

  private async settle(ids: readonly string[]): Promise<void> {
    const found = await this.store.getMany(ids);
    for (const id of ids) {
      const stored = found.get(id);
      if (!stored || !('facts' in stored)) continue;
      for (const entry of this.pending.of(id)) {
        if (!isIn(stored, entry)) continue;
        this.pending.drop(id, entry);
        this.book.seen(entry);
      }
    }
    await this.refresh(ids);
  }

  private async refresh(ids: readonly string[]): Promise<void> {
    const named = ids.filter((id) => id.startsWith('item:'));
    const others = await this.refold(named);
    if (others.length) await this.refold([...named, ...others]);
  }

  /** Folds what is pending of these items. Returns the labels that their facts say are the same books, and that are not among them. */
  private async refold(items: readonly string[]): Promise<readonly string[]> {
    for (const id of items) this.forgetItem(id.slice(5));
    const versions = new Map(items.map((id) => [id, this.pending.versionOf(id)]));
    const others = new Set<string>();
    for (const [id, { facts }] of await this.contents(items)) {
      const relatives = relativesOf(id, facts);
      for (const other of relatives) if (!versions.has(other)) others.add(other);
      // More came in meanwhile; whoever brought it refreshes the item after this.
      if (versions.get(id) !== this.pending.versionOf(id)) continue;
      if ([id, ...relatives].some((one) => this.pending.has(one)))
        this.keepItem(id.slice(5), foldItem(id.slice(5), facts));
    }
    return [...others];
  }

  private keepItem(barcode: string, state: ItemState): void {
    this.items.set(barcode, state);
    if (state.loan) addTo(this.borrowers, state.loan.patron, barcode);
    this.given.keep(state, barcode);
  }

  private forgetItem(barcode: string): void {
    const state = this.items.get(barcode);
    if (!state) return;
    this.items.delete(barcode);
    if (state.loan) this.borrowers.get(state.loan.patron)?.delete(barcode);
    this.given.forget(barcode);
  }
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key) ?? new Set<string>();
  set.add(value);
  map.set(key, set);
}

function isStored(content: Content | StateDocument): content is StateDocument {
  return 'state' in content;
}
