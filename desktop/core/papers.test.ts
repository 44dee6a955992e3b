import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import type { PaperView } from '../contract/papers.ts';
import { B, C, TestDesk } from './testing-desk.ts';

let desk: TestDesk;
let anna: string;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  anna = await desk.member();
});

const paper = (act: string | null = null): Promise<PaperView> =>
  desk.call('paper.get', { act }) as Promise<PaperView>;

test('a visit has one receipt, the same for each of its acts, and what was seen before is a copy', async () => {
  await desk.scan(B, 'lend', anna);
  const alone = await paper();
  expect(alone).toMatchObject({
    kind: 'loans',
    copy: false,
    lines: [{ kind: 'lent', item: { barcode: B } }],
  });
  await desk.scan(C, 'lend', anna);
  const both = await paper();
  expect(both).toMatchObject({ copy: false, lines: [{ item: { barcode: B } }, { item: { barcode: C } }] });
  const first = (await desk.acts()).find(({ act }) => act === 'lent');
  expect(await paper(first!.id)).toEqual({ ...both, copy: true });
});

test('a receipt is the same after a restart', async () => {
  await desk.scan(B, 'lend', anna);
  const shown = await paper();
  await desk.restart();
  expect(await paper()).toEqual(shown);
});

test('L8 what was undone is not on the receipt, which is asked back only where somebody saw it', async () => {
  const undo = (): Promise<unknown> => desk.call('act.undo', { id: null, session: 'visit' });
  await desk.scan(B, 'lend', anna);
  await desk.scan(C, 'lend', anna);
  expect(await undo()).toMatchObject({ reverse: ['security-on'] });
  expect((await paper()).lines.map(({ item }) => item?.barcode)).toEqual([B]);
  expect(await undo()).toMatchObject({ reverse: ['receipt', 'security-on'] });
  await desk.scan(B, 'lend', anna);
  await desk.restart();
  expect(await undo()).toMatchObject({ reverse: ['receipt', 'security-on'] });
});

test('A7 a hold slip has a code and no name', async () => {
  await desk.done({ kind: 'hold.place', queue: 'queue:title:t1', patron: anna, pickup: 'centrum' });
  await desk.scan(B, 'take');
  const slip = await paper((await desk.acts()).at(-1)!.id);
  expect(slip).toMatchObject({ kind: 'hold-slip', item: { barcode: B } });
  expect(slip.code).toMatch(/^\S{2}-\S{3}$/);
  expect(JSON.stringify(slip)).not.toContain('Jansen');
});

test('M8 a payment has its number on paper, and an act without paper has none', async () => {
  expect(await paper()).toMatchObject({ kind: 'payment', payment: { number: 1, method: 'voucher' } });
  const { entries } = await desk.done({ kind: 'item.mark', item: C, mark: 'missing' });
  expect(await paper(entries[0]!)).toBeNull();
});
