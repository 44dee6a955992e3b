import { describe, expect, test } from 'vitest';
import type { ReplicaDocument } from './ports.ts';
import { ReadCache } from './read-cache.ts';

const titled = (id: string, title: string): ReplicaDocument => ({ _id: id, v: 1, record: { title } });

class Shelf {
  readonly documents = new Map<string, ReplicaDocument>();
  readonly asked: string[][] = [];
  /** Answers wait for this. */
  gate: Promise<void> = Promise.resolve();

  put(id: string, title: string): void {
    this.documents.set(id, titled(id, title));
  }

  async getMany(ids: readonly string[]): Promise<ReadonlyMap<string, ReplicaDocument>> {
    this.asked.push([...ids]);
    const found = new Map(
      ids.flatMap((id) => (this.documents.has(id) ? [[id, this.documents.get(id)!]] : [])),
    );
    await this.gate;
    return found;
  }
}

const title = async (cache: ReadCache, id: string): Promise<string | undefined> => {
  const document = (await cache.getMany([id])).get(id);
  return document && 'record' in document ? document.record.title : undefined;
};

describe('documents that were read lately', () => {
  test('are read once, and so is what is not there', async () => {
    const shelf = new Shelf();
    shelf.put('title:a', 'De avonden');
    const cache = new ReadCache(shelf);
    await cache.getMany(['title:a', 'title:none']);
    expect([...(await cache.getMany(['title:a', 'title:none'])).keys()]).toEqual(['title:a']);
    expect(shelf.asked).toEqual([['title:a', 'title:none']]);
  });

  test('are read again after the replica said that they changed', async () => {
    const shelf = new Shelf();
    const cache = new ReadCache(shelf);
    expect(await title(cache, 'title:a')).toBeUndefined();
    shelf.put('title:a', 'Nooit meer slapen');
    cache.forget(['title:a']);
    expect(await title(cache, 'title:a')).toBe('Nooit meer slapen');
    shelf.put('title:a', 'Turks fruit');
    cache.forget();
    expect(await title(cache, 'title:a')).toBe('Turks fruit');
  });

  test('are not kept when a change was told while they were being read', async () => {
    const shelf = new Shelf();
    shelf.put('title:a', 'old');
    const cache = new ReadCache(shelf);
    let open!: () => void;
    shelf.gate = new Promise((resolve) => (open = resolve));
    const early = title(cache, 'title:a');
    shelf.put('title:a', 'new');
    cache.forget(['title:a']);
    open();
    expect(await early).toBe('old');
    expect(await title(cache, 'title:a')).toBe('new');
  });

  test('make room, the longest unused first', async () => {
    const shelf = new Shelf();
    const cache = new ReadCache(shelf, 2);
    for (const id of ['title:a', 'title:b', 'title:a', 'title:c', 'title:a', 'title:b'])
      await title(cache, id);
    expect(shelf.asked.flat()).toEqual(['title:a', 'title:b', 'title:c', 'title:b']);
  });
});
