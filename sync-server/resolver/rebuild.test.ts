import { CATALOGUE, NATIONAL, personalBeside } from '@balie/shared/protocol/databases.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { compareDatabases } from './compare-databases.ts';
import { dropGeneration, rebuild } from './rebuild.ts';
import { createLibrary, findLibrary, type LibraryDocument } from './registry.ts';
import { Resolver } from './resolver.ts';
import { aDay, contentOf, deliver, drain, ISIL, JOURNAL, START, TestingDesk } from './testing-desk.ts';

let couch: MemoryCouch;
let library: LibraryDocument;
let generations: number;

const newGeneration = (): string => `gen${++generations}`;
const newResolver = (batch = 1000): Resolver => new Resolver({ couch, now: () => START, library, batch });

beforeEach(async () => {
  couch = new MemoryCouch();
  generations = 0;
  library = await createLibrary(
    { couch, newGeneration },
    { isil: ISIL, name: 'Test', timeZone: 'Europe/Amsterdam' },
  );
  await couch.createDatabase(JOURNAL);
});

describe('a library', () => {
  test('a payload that comes after its entry is taken in; one that was dropped leaves the document as it is', async () => {
    const desk = new TestingDesk('balie-1.aaa');
    const { _id } = desk.patron(1, 'p-1', { familyName: 'Jansen', email: 'j@example.org' });
    await deliver(
      couch,
      desk.written.map(({ entry }) => ({ entry, payload: null })),
    );
    const resolver = newResolver();
    await drain(resolver);
    expect((await contentOf(couch, library.database))['patron:p-1']).toMatchObject({ personal: {} });
    await deliver(couch, desk.written);
    await drain(resolver);
    const documents = await contentOf(couch, library.database);
    expect(documents['patron:p-1']).toMatchObject({ personal: { [_id]: { familyName: 'Jansen' } } });
    expect(documents['contact:p-1']).toMatchObject({ personal: { [_id]: { email: 'j@example.org' } } });
    await couch.dropDatabase(personalBeside(JOURNAL));
    await resolver.rewind();
    expect(await drain(resolver)).toBe(0);
    const { database } = await rebuild({ couch, now: () => START, newGeneration }, ISIL);
    expect(await contentOf(couch, database)).toEqual(documents);
  });

  test('copies titles that the library holds or wants', async () => {
    await couch.bulk(CATALOGUE, [
      { _id: 'title:t.1', v: 1, record: { title: 'Max Havelaar' } },
      { _id: 'title:t.9', v: 1, record: {} },
    ] as never);
    const desk = new TestingDesk('balie-1.aaa');
    desk.item(1, 'B1', 't.1');
    desk.item(2, 'B2', 't.2');
    await deliver(couch, desk.written);
    await drain(newResolver());
    const documents = await contentOf(couch, library.database);
    expect(documents['title:t.1']).toEqual({ _id: 'title:t.1', v: 1, record: { title: 'Max Havelaar' } });
    expect(Object.keys(documents).filter((id) => id.startsWith('title:'))).toHaveLength(1);
  });

  test('a rebuild gives the same documents in a new generation, which then counts', async () => {
    const { all } = aDay();
    await deliver(couch, all.slice(0, 25));
    await deliver(couch, all.slice(25), 'journal-nl-0800070000-202602');
    await drain(newResolver(6));
    const { database, generation } = await rebuild({ couch, now: () => START, newGeneration }, ISIL);
    expect(database).not.toBe(library.database);
    expect(await compareDatabases(couch, library.database, database)).toEqual([]);
    expect(await findLibrary(couch, ISIL)).toMatchObject({ generation, database });
    await couch.bulk(database, [{ _id: 'item:extra' }]);
    expect(await compareDatabases(couch, library.database, database)).toEqual(['item:extra']);
    await dropGeneration(couch, ISIL, 'gen1');
    await expect(dropGeneration(couch, ISIL, generation)).rejects.toThrow('current');
    expect(await couch.listDatabases('library-')).toEqual([database]);
    const left = await couch.rangeIds(NATIONAL, { startkey: 'feed:', endkey: 'stream:\ufff0' });
    expect(left.filter(({ id }) => id.includes(':gen1'))).toEqual([]);
  });
});
