import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import { B, C, TestDesk } from './testing-desk.ts';
import type { ActView, Answer } from '../contract/views.ts';

let desk: TestDesk;
let anna: string;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  anna = await desk.member();
});

const undo = (id: string | null = null, session = 'visit'): Promise<Answer> =>
  desk.call('act.undo', { id, session }) as Promise<Answer>;
const acts = async (): Promise<readonly ActView[]> =>
  ((await desk.call('acts.pull', { after: 0, limit: 99 })) as { acts: readonly ActView[] }).acts;
const loans = async (): Promise<readonly string[]> =>
  (await desk.patron(anna)).loans.map(({ item }) => item.barcode);

describe('undoing at the desk', () => {
  test('L8 the last act is taken back, and is gone after a restart too', async () => {
    await desk.scan(B, 'lend', anna);
    await desk.scan(C, 'lend', anna);
    expect(await undo()).toMatchObject({ kind: 'undone', act: 'lent', item: { barcode: C } });
    await desk.lasting(async () => {
      expect(await loans()).toEqual([B]);
      expect((await acts()).map(({ undone }) => undone)).toEqual([false, true]);
    });
    expect(await undo()).toMatchObject({ kind: 'undone', item: { barcode: B } });
    expect(await undo()).toEqual({ kind: 'failed', code: 'undo-nothing', params: {} });
  });

  test('L8 a return that was undone leaves the loan as it was', async () => {
    await desk.scan(B, 'lend', anna);
    const before = (await desk.patron(anna)).loans;
    await desk.scan(B, 'take');
    expect(await undo()).toMatchObject({ kind: 'undone', act: 'taken' });
    expect((await desk.patron(anna)).loans).toEqual(before);
  });

  test('L8 what something came after is refused, until that is undone first', async () => {
    await desk.scan(B, 'lend', anna);
    const [lent] = await acts();
    await desk.scan(B, 'take');
    expect(await undo(lent!.id)).toMatchObject({ kind: 'failed', code: 'undo-later-act' });
    await undo();
    expect(await undo(lent!.id)).toMatchObject({ kind: 'undone', act: 'lent' });
    expect(await loans()).toEqual([]);
  });

  test('L8 yesterday is not undone', async () => {
    await desk.scan(B, 'lend', anna);
    const [lent] = await acts();
    desk.clock.now += 24 * 3_600_000;
    expect(await undo(lent!.id)).toMatchObject({ kind: 'failed', code: 'undo-other-day' });
  });
});
