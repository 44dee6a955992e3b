import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import { B, C, TestDesk } from './testing-desk.ts';
import type { PatronView } from '../contract/views.ts';

let desk: TestDesk;
let anna: string;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  anna = await desk.member();
  for (const code of [B, C]) await desk.scan(code, 'lend', anna);
});

/** What the screen shows of somebody who was looked up before `meanwhile`. */
async function shownAfter(meanwhile: () => Promise<unknown>): Promise<PatronView['loans']> {
  const { situations, views } = desk.forMachines();
  const counter = await situations.counter('visit', { id: 'demo', mayOverride: true });
  const at = await situations.patron(anna, counter, null);
  await meanwhile();
  return (await views.patron(at, counter)).loans;
}

test('a loan that ended while its patron was looked up is not shown, and the others are', async () => {
  const loans = await shownAfter(() => desk.scan(B, 'take'));
  expect(loans.map(({ item }) => item.barcode)).toEqual([C]);
});
