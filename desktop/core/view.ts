import { foldItem } from '@balie/shared/circulation/fold-item.ts';
import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import { contributionsOf } from '@balie/shared/holds/contributions.ts';
import type { ItemContribution, QueueState } from '@balie/shared/holds/queue-state.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { type Fact, factOf, type Facts } from '@balie/shared/journal/fact.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { upcast } from '@balie/shared/journal/upcasters.ts';
import { documentsNamedBy, itemDoc } from '@balie/shared/protocol/document-ids.ts';
import { foldDocument, type StateDocument, uniteContent } from '@balie/shared/protocol/state-document.ts';
import type { JournalBook } from './journal-book.ts';
import type { ReplicaDocument, Store } from './ports.ts';

/**
 * What this desk knows: the fold of the union of the replica's document and the desk's own pending entries, nothing else.
 * Pending items are kept folded, so that a scan costs the same on the third day of an outage.
 */
export class View {
  private readonly book: JournalBook;
  private readonly store: Pick<Store, 'getMany'>;
  private readonly pending = new Map<string, Map<EntryId, AnyEntry>>();
  private readonly items = new Map<string, ItemState>();
  private readonly borrowers = new Map<string, Set<string>>();
  private readonly contributions = new Map<string, Map<string, ItemContribution>>();
  private readonly placed = new Map<string, Set<string>>();

  constructor(book: JournalBook, store: Pick<Store, 'getMany'>) {
    this.book = book;
    this.store = store;
  }

  /** Starts again from the journal: at the start, and when the replica became another generation. */
  async reload(): Promise<void> {
    for (const map of [this.pending, this.items, this.borrowers, this.contributions, this.placed])
      map.clear();
    for (const entry of this.book.entries()) this.remember(entry);
    await this.settle([...this.pending.keys()]);
  }

  async add(entries: readonly AnyEntry[]): Promise<void> {
    const touched = entries.flatMap((entry) => this.remember(entry));
    await this.refresh(touched);
  }

  /** The replica changed: what it holds now is no longer pending. */
  async changed(documents: readonly ReplicaDocument[]): Promise<void> {
    const ids = documents.map((d) => d._id).filter((id) => this.pending.has(id));
    if (ids.length) await this.settle(ids);
  }

  /** The desk's own times changed. */
  async retimed(): Promise<void> {
    await this.refresh([...this.pending.keys()]);
  }

  async documents(ids: readonly string[]): Promise<ReadonlyMap<string, StateDocument>> {
    const found = await this.store.getMany(ids);
    const result = new Map<string, StateDocument>();
    for (const id of ids) {
      const own = this.factsOf(id);
      const stored = found.get(id);
      const content = stored && 'facts' in stored ? stored : null;
      if (!own) {
        if (content) result.set(id, content);
        continue;
      }
      const union = uniteContent(content ?? { facts: {} }, { facts: own });
      result.set(id, { _id: id, v: 1, ...union, state: foldDocument(id, union) });
    }
    return result;
  }

  async item(barcode: string): Promise<ItemState | null> {
    const known = this.items.get(barcode);
    if (known) return known;
    const document = (await this.documents([itemDoc(barcode)])).get(itemDoc(barcode));
    return document ? (document.state as ItemState) : null;
  }

  async itemsOf(barcodes: readonly string[]): Promise<readonly ItemState[]> {
    const documents = await this.documents(barcodes.map(itemDoc));
    return barcodes.flatMap(
      (barcode) => (documents.get(itemDoc(barcode))?.state as ItemState | undefined) ?? [],
    );
  }

  async queues(ids: readonly string[]): Promise<readonly QueueState[]> {
    const documents = await this.documents(ids);
    return ids.flatMap((id) => {
      const document = documents.get(id);
      const own = this.contributions.get(id);
      if (!document && !own) return [];
      if (!own && !this.hasPendingItemIn(document)) return [document!.state as QueueState];
      const stored = { ...document?.contributions };
      for (const barcode of this.items.keys()) delete stored[barcode];
      const contributions = { ...stored, ...Object.fromEntries(own ?? []) };
      return [foldDocument(id, { facts: document?.facts ?? {}, contributions }) as QueueState];
    });
  }

  /** Items with pending entries whose loan is this patron's. */
  pendingLoansOf(patron: string): readonly string[] {
    return [...(this.borrowers.get(patron) ?? [])];
  }

  /** Queues in which this desk placed a hold for the patron that is still pending. */
  pendingQueuesOf(patron: string): readonly string[] {
    return [...(this.placed.get(patron) ?? [])];
  }

  private hasPendingItemIn(document: StateDocument | undefined): boolean {
    return Object.keys(document?.contributions ?? {}).some((barcode) => this.items.has(barcode));
  }

  private remember(entry: AnyEntry): readonly string[] {
    const current = upcast(entry);
    if (!current || !factOf(entry, this.book.clocks)) return [];
    const ids = documentsNamedBy(current as unknown as Draft);
    for (const id of ids) {
      const entries = this.pending.get(id) ?? new Map<EntryId, AnyEntry>();
      entries.set(entry._id, entry);
      this.pending.set(id, entries);
    }
    if (entry.kind === 'hold.place')
      addTo(this.placed, entry.body['patron'] as string, entry.body['queue'] as string);
    return ids;
  }

  private async settle(ids: readonly string[]): Promise<void> {
    const found = await this.store.getMany(ids);
    for (const id of ids) {
      const stored = found.get(id);
      const entries = this.pending.get(id);
      if (!entries || !stored || !('facts' in stored)) continue;
      for (const entry of [...entries.keys()]) if (stored.facts[entry]) entries.delete(entry);
      if (entries.size === 0) this.pending.delete(id);
    }
    await this.refresh(ids);
  }

  private async refresh(ids: readonly string[]): Promise<void> {
    const items = ids.filter((id) => id.startsWith('item:'));
    for (const id of items) this.forgetItem(id.slice(5));
    const documents = await this.documents(items.filter((id) => this.pending.has(id)));
    for (const [id, document] of documents) this.keepItem(id.slice(5), foldItem(id.slice(5), document.facts));
  }

  private keepItem(barcode: string, state: ItemState): void {
    this.items.set(barcode, state);
    if (state.loan) addTo(this.borrowers, state.loan.patron, barcode);
    for (const [queue, contribution] of contributionsOf(state)) {
      const own = this.contributions.get(queue) ?? new Map<string, ItemContribution>();
      own.set(barcode, contribution);
      this.contributions.set(queue, own);
    }
  }

  private forgetItem(barcode: string): void {
    const state = this.items.get(barcode);
    if (!state) return;
    this.items.delete(barcode);
    if (state.loan) this.borrowers.get(state.loan.patron)?.delete(barcode);
    for (const queue of contributionsOf(state).keys()) {
      const own = this.contributions.get(queue);
      own?.delete(barcode);
      if (own?.size === 0) this.contributions.delete(queue);
    }
  }

  private factsOf(id: string): Facts | null {
    const entries = this.pending.get(id);
    if (!entries) return null;
    const facts: Record<EntryId, Fact> = {};
    for (const [entryId, entry] of entries) facts[entryId] = factOf(entry, this.book.clocks)!;
    return facts;
  }
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  const set = map.get(key) ?? new Set<string>();
  set.add(value);
  map.set(key, set);
}
