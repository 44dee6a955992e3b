import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReplicaDocument, Store, StoreEvents } from '../core/ports.ts';
import { entryOf, itemDocument, itemFacts, titleDocument } from './document-fixtures.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';

/** A source of state documents and the desk's folder beside it. */
export interface StoreWorld {
  /** Opens the store on this world's folder, for an index of this name. */
  open(events: StoreEvents, index?: string): Promise<Store>;
  createDatabase(name: string): Promise<void>;
  /** Writes as the resolver does: each document's next revision. */
  write(database: string, documents: readonly ReplicaDocument[]): Promise<void>;
  /** Adds a revision beside those that are there. */
  fork(database: string, document: ReplicaDocument & { readonly _rev: string }): Promise<void>;
  remove(database: string, id: string): Promise<void>;
  close(): Promise<void>;
}

/** What a store told, as a desk would keep it. */
export class Heard implements StoreEvents {
  readonly documents = new Map<string, ReplicaDocument>();
  readonly deleted: string[] = [];
  readonly progress: ({ readonly done: number; readonly total: number } | null)[] = [];
  readonly errors: unknown[] = [];
  readonly swaps: string[] = [];
  onSwapped: () => Promise<void> = () => Promise.resolve();
  onChanged: (documents: readonly ReplicaDocument[]) => Promise<void> = () => Promise.resolve();

  async changed(documents: readonly ReplicaDocument[], deleted: readonly string[]): Promise<void> {
    await this.onChanged(documents);
    for (const document of documents) this.documents.set(document._id, document);
    this.deleted.push(...deleted);
  }
  copying(progress: { readonly done: number; readonly total: number } | null): void {
    this.progress.push(progress);
  }
  lost(error: unknown): void {
    this.errors.push(error);
  }
  swapped(generation: string): Promise<void> {
    this.swaps.push(generation);
    return this.onSwapped();
  }
}

/** Waits until a condition holds, five seconds at the most; then it tells what went wrong meanwhile. */
export async function until(
  condition: () => boolean,
  errors: () => readonly unknown[] = () => [],
): Promise<void> {
  for (const end = Date.now() + 5000; !condition();) {
    if (Date.now() > end)
      throw new AggregateError(errors(), `not within 5 s: ${condition.toString()} ${errors().join(', ')}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const items = (count: number, first = 0): ReplicaDocument[] =>
  Array.from({ length: count }, (_, i) =>
    itemDocument({ barcode: `b${String(first + i).padStart(5, '0')}` }),
  );

/** What every store does. `open` gives a world of its own for each test. */
export function describeStore(name: string, openWorld: () => Promise<StoreWorld>): void {
  describe(`${name} as a Store`, () => {
    const one = { database: 'library-one', generation: 'one' };
    let world: StoreWorld;
    let heard: Heard;
    let store: Store;

    beforeEach(async () => {
      world = await openWorld();
      await world.createDatabase(one.database);
      heard = new Heard();
      store = await world.open(heard);
    });
    afterEach(async () => {
      await store.close();
      await world.close();
    });

    async function reopen(index?: string): Promise<void> {
      await store.close();
      heard = new Heard();
      store = await world.open(heard, index);
    }

    it('is empty, without a generation, before it follows anything', async () => {
      expect(store.generation).toBeNull();
      expect(await store.getMany(['item:b1'])).toEqual(new Map());
      expect(await store.page(null, 10)).toEqual([]);
    });

    it('copies a database, says how far it is, and tells of every document', async () => {
      await world.write(one.database, items(2500));
      store.follow(one);
      await until(() => heard.progress.at(-1) === null && heard.documents.size === 2500);
      expect(store.generation).toBe('one');
      expect(heard.progress).toContainEqual({ done: 2500, total: 2500 });
      const found = await store.getMany(['item:b00003', 'item:none', 'item:b02499']);
      expect([...found.keys()]).toEqual(['item:b00003', 'item:b02499']);
      const { _rev, ...document } = found.get('item:b00003')!;
      expect(document).toEqual(itemDocument({ barcode: 'b00003' }));
      expect(_rev).toMatch(/^1-/);
    });

    it('pages through all documents in order of id', async () => {
      await world.write(one.database, items(25));
      store.follow(one);
      await until(() => heard.documents.size === 25);
      const ids: string[] = [];
      for (
        let page = await store.page(null, 10);
        page.length;
        page = await store.page(page.at(-1)!._id, 10)
      ) {
        ids.push(...page.map(({ _id }) => _id));
      }
      expect(ids).toEqual(items(25).map(({ _id }) => _id));
    });

    it('follows changes and deletions, and following the same again changes nothing', async () => {
      await world.write(one.database, items(3));
      store.follow(one);
      await until(() => heard.documents.size === 3);
      store.follow({ ...one });
      await world.write(one.database, [itemDocument({ barcode: 'b00001', patron: 'p1' })]);
      await until(() => JSON.stringify(heard.documents.get('item:b00001')).includes('p1'));
      await world.remove(one.database, 'item:b00002');
      await until(() => heard.deleted.includes('item:b00002'));
      expect([...(await store.getMany(['item:b00001', 'item:b00002'])).keys()]).toEqual(['item:b00001']);
      expect(heard.swaps).toEqual(['one']);
    });

    it('after a restart tells only of what is new, and of everything to an index that it does not know', async () => {
      await world.write(one.database, items(3));
      store.follow(one);
      await until(() => heard.documents.size === 3 && heard.progress.at(-1) === null);
      await reopen();
      expect(store.generation).toBe('one');
      expect((await store.page(null, 10)).length).toBe(3);
      await world.write(one.database, items(1, 3));
      store.follow(one);
      await until(() => heard.documents.size > 0);
      expect([...heard.documents.keys()]).toEqual(['item:b00003']);
      expect([heard.swaps, heard.progress]).toEqual([[], []]);
      await reopen('another index');
      await until(() => heard.swaps.length === 1);
    });

    it('tells again of what an index did not take', async () => {
      await world.write(one.database, items(3));
      let fail = true;
      heard.onChanged = () => (fail ? Promise.reject(new Error('the index is away')) : Promise.resolve());
      store.follow(one);
      await until(() => heard.errors.length > 0);
      fail = false;
      await until(() => heard.documents.size === 3);
    });

    it('joins the leaves of a document by set union, and folds again', async () => {
      const [lent, moved] = [
        itemFacts({ barcode: 'b1', patron: 'p1' }),
        itemFacts({ barcode: 'b1', title: 't1', seq: 5 }),
      ];
      const one2 = `2-${'a'.repeat(32)}`;
      const two = `2-${'b'.repeat(32)}`;
      await world.fork(one.database, { ...stateDocument('item:b1', { facts: lent }), _rev: one2 });
      await world.fork(one.database, { ...stateDocument('item:b1', { facts: moved }), _rev: two });
      store.follow(one);
      await until(() => heard.documents.size === 1);
      const both = { ...stateDocument('item:b1', { facts: { ...lent, ...moved } }), _rev: two };
      expect(heard.documents.get('item:b1')).toEqual(both);
      expect((await store.getMany(['item:b1'])).get('item:b1')).toEqual(both);
      expect(await store.page(null, 5)).toEqual([both]);
      expect(Object.keys((both.state as { loan: object }).loan)).toContain('patron');
      expect(JSON.stringify(both)).toContain(entryOf(5));
    });

    it('takes the winning leaf of a title', async () => {
      const [low, high] = [`1-${'a'.repeat(32)}`, `1-${'b'.repeat(32)}`];
      await world.fork(one.database, { ...titleDocument('t1', { title: 'Winnaar' }), _rev: high });
      await world.fork(one.database, { ...titleDocument('t1', { title: 'Verliezer' }), _rev: low });
      store.follow(one);
      await until(() => heard.documents.size === 1);
      expect(await store.page(null, 5)).toEqual([
        { ...titleDocument('t1', { title: 'Winnaar' }), _rev: high },
      ]);
    });

    it('fills another generation beside the one in use and swaps when it is whole', async () => {
      const two = { database: 'library-two', generation: 'two' };
      await world.write(one.database, items(3));
      store.follow(one);
      await until(() => heard.documents.size === 3 && heard.progress.at(-1) === null);
      await world.createDatabase(two.database);
      await world.write(two.database, items(2, 3));
      const filled: ReplicaDocument[] = [];
      heard.onSwapped = async () => void filled.push(...(await store.page(null, 10)));
      const progress = heard.progress.length;
      store.follow(two);
      expect(store.generation).toBe('one');
      await until(() => heard.swaps.at(-1) === 'two' && filled.length > 0);
      expect(store.generation).toBe('two');
      expect(filled.map(({ _id }) => _id)).toEqual(['item:b00003', 'item:b00004']);
      expect((await store.getMany(['item:b00000'])).size).toBe(0);
      expect(heard.progress.slice(progress).filter(Boolean)).toEqual([]);
      await reopen();
      expect(store.generation).toBe('two');
    });

    it('fills the index again when it was stopped in the middle of a swap', async () => {
      await world.write(one.database, items(3));
      heard.onSwapped = () => Promise.reject(new Error('stopped in the middle'));
      store.follow(one);
      await until(() => heard.errors.length > 0);
      await reopen();
      await until(() => heard.swaps.length === 1);
    });
  });
}
