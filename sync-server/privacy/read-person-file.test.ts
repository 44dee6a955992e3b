import {
  patronCard,
  patronErase,
  patronMerge,
  patronRegister,
} from '@balie/shared/patrons/testing-entries.ts';
import { beforeEach, expect, test } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { createLibrary, type LibraryDocument } from '../resolver/registry.ts';
import { Resolver } from '../resolver/resolver.ts';
import { deliver, drain, ISIL, JOURNAL, START, TestingDesk } from '../resolver/testing-desk.ts';
import { readPersonFile } from './read-person-file.ts';

let couch: MemoryCouch;
let library: LibraryDocument;
let desk: TestingDesk;

beforeEach(async () => {
  couch = new MemoryCouch();
  const isWhose = { isil: ISIL, name: 'Test', timeZone: 'Europe/Amsterdam' };
  library = await createLibrary({ couch, newGeneration: () => 'gen1' }, isWhose);
  await couch.createDatabase(JOURNAL);
  desk = new TestingDesk('balie-1.aaa');
  register('anna', 'PAS-1');
  register('anna-2', 'PAS-2');
  register('bob', 'PAS-3');
  desk.lend(40, 'B1', 'anna');
  desk.takeBack(50, 'B1');
  desk.lend(60, 'B2', 'anna-2');
  desk.lend(70, 'B3', 'bob');
  desk.hold(80, 'queue:title:t1', 'anna-2');
});

function register(patron: string, card: string): void {
  const personal = { familyName: `De Vries ${patron}`, city: 'Wilgendam' };
  desk.write(10, { ...patronRegister(patron, { fields: Object.keys(personal) }), personal });
  desk.write(20, patronCard(patron, 'issue', card));
}

async function fold(): Promise<void> {
  await deliver(couch, desk.written);
  const report = (): void => undefined;
  await drain(new Resolver({ couch, now: () => START, library, batch: 1000, report }));
}

test('A3 all of a person is in their file, under every id, and nothing of anybody else', async () => {
  desk.write(90, patronMerge('anna', 'anna-2'));
  await fold();
  const file = await readPersonFile(couch, library.database, { card: 'PAS-2' });
  expect(file).toMatchObject({
    fields: { familyName: 'De Vries anna-2', city: 'Wilgendam' },
    patron: { id: 'anna', aliases: ['anna-2'], cards: [{ number: 'PAS-1' }, { number: 'PAS-2' }] },
    loans: [
      { item: 'B1', ended: { how: 'returned' } },
      { item: 'B2', ended: null },
    ],
    holds: [{ queue: 'queue:title:t1', status: 'waiting' }],
  });
  expect(JSON.stringify(file)).not.toMatch(/bob|B3/);
  expect(await readPersonFile(couch, library.database, { patron: 'anna-2' })).toEqual(file);
});

test('A3 nobody is found by a card that nobody has, and who was erased has no file', async () => {
  desk.write(90, patronErase('bob'));
  await fold();
  expect(await readPersonFile(couch, library.database, { card: 'PAS-9' })).toBeNull();
  expect(await readPersonFile(couch, library.database, { patron: 'bob' })).toBeNull();
});
