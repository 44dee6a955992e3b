import type { JournalFile } from '@balie/shared/journal/file-system.ts';
import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../../adapters/memory-index.ts';
import { TestDesk } from '../testing-desk.ts';
import { DATE, type TestMachine, TestMachines } from './testing-machine.ts';

const MACHINES = 8;
const books = Array.from({ length: MACHINES }, (_, n) => `3010028177${String(4600 + n)}`);
const described = {
  ...{ title: null, work: null, owner: 'oost', shelf: 'Romans', callNumber: null, loanGroup: 'boek' },
  ...{ priceCents: 1995, holdable: true, circulates: true, parts: 1 },
};

let desk: TestDesk;
let sorters: readonly TestMachine[];
/** The disk takes its time until this resolves. */
let held: Promise<void>;
let release: () => void;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  for (const item of books) await desk.done({ kind: 'item.register', item, ...described });
  held = Promise.resolve();
  const open = desk.disk.open.bind(desk.disk);
  desk.disk.open = async (name): Promise<JournalFile> => {
    const file = await open(name);
    return { ...file, appendSynced: (text) => held.then(() => file.appendSynced(text)) };
  };
  await desk.restart();
  const machines = new TestMachines(desk);
  sorters = await Promise.all(books.map(() => machines.loggedIn('sorter', 'sorter')));
  held = new Promise((resolve) => (release = resolve));
});

/** Asks for these checkins at once, lets them come as far as they can, and tells how many were answered before the disk was. */
async function takeBack(
  items: readonly string[],
): Promise<{ early: number; syncs: number; answers: string[] }> {
  let early = 0;
  const before = desk.disk.syncs;
  const asked = items.map(async (item, n) => {
    const answer = await sorters[n]!.say(`09N${DATE}${DATE}APhere|AO|AB${item}|AC|`);
    early += 1;
    return answer;
  });
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  const answeredEarly = early;
  release();
  const answers = await Promise.all(asked);
  return { early: answeredEarly, syncs: desk.disk.syncs - before, answers };
}

test('what machines do with different books is on the disk together, and nobody is answered before', async () => {
  const { early, syncs, answers } = await takeBack(books);
  expect(answers.filter((answer) => answer.startsWith('101'))).toHaveLength(MACHINES);
  expect(early).toBe(0);
  expect(syncs).toBeLessThanOrEqual(2);
});

test('acts on one book wait for each other, so that each sees what the one before it wrote', async () => {
  const [book] = books;
  const { early, answers } = await takeBack([book!, book!, book!]);
  expect([early, answers.length]).toEqual([0, 3]);
  // The second and third say the same in the same visit, and so write nothing.
  const checkins = desk.written().filter(({ kind, body }) => kind === 'checkin' && body['item'] === book);
  expect(checkins).toHaveLength(1);
});
