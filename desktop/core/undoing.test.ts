import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { checkin, checkout, factsOf, itemOpen, TestStream } from '@balie/shared/testing/make-entry.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import type { ActView } from '../contract/acts.ts';
import type { Answer } from '../contract/answers.ts';
import { B, C, Q, TestDesk } from './testing-desk.ts';
import { wallAt } from './testing-ports.ts';

let desk: TestDesk;
let anna: string;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  anna = await desk.member();
});

const undo = (id: string | null = null, session = 'visit', document?: string): Promise<Answer> =>
  desk.call('act.undo', { id, session, ...(document ? { document } : {}) }) as Promise<Answer>;
const ask = (id: string): Promise<Answer> =>
  desk.call('act.get', { id, session: 'visit' }) as Promise<Answer>;
/** What was done with books. */
const scans = async (): Promise<readonly ActView[]> =>
  (await desk.acts()).filter(({ act }) => ['lent', 'taken', 'renewed'].includes(act));
const standing = async (): Promise<readonly string[]> =>
  (await scans()).map(({ undone }) => (undone ? 'undone' : 'stands'));
const loans = async (): Promise<readonly string[]> =>
  (await desk.patron(anna)).loans.map(({ item }) => item.barcode);
const renew = (): Promise<unknown> =>
  desk.call('counter.scan', { code: B, by: 'scanned', mode: 'renew', patron: anna, session: 'later' });

describe('undoing at the desk', () => {
  test('L8 the last act is taken back, and is gone after a restart too', async () => {
    await desk.scan(B, 'lend', anna);
    await desk.scan(C, 'lend', anna);
    expect(await undo()).toMatchObject({ kind: 'undone', act: 'lent', item: { barcode: C } });
    await desk.lasting(async () => {
      expect(await loans()).toEqual([B]);
      expect(await standing()).toEqual(['stands', 'undone']);
    });
    expect(await undo()).toMatchObject({ kind: 'undone', item: { barcode: B } });
    expect(await standing()).toEqual(['undone', 'undone']);
  });

  test('L8 any act of the day is taken back from the list, not only the last', async () => {
    await desk.scan(B, 'lend', anna);
    await desk.scan(C, 'lend', anna);
    const [first] = await scans();
    expect(await ask(first!.id)).toEqual({ kind: 'act', act: first, refusal: null, paper: 'receipt' });
    expect(await undo(first!.id)).toMatchObject({ kind: 'undone', item: { barcode: B } });
    await desk.lasting(async () => {
      expect(await loans()).toEqual([C]);
      expect(await ask(first!.id)).toMatchObject({
        act: { undone: true },
        refusal: { code: 'undone-already' },
      });
    });
  });

  test('L8 a return that was undone leaves the loan as it was', async () => {
    await desk.scan(B, 'lend', anna);
    const before = (await desk.patron(anna)).loans;
    await desk.scan(B, 'take');
    expect(await undo()).toMatchObject({ kind: 'undone', act: 'taken', reverse: ['security-off'] });
    expect((await desk.patron(anna)).loans).toEqual(before);
  });

  test('L8 a renewal that was undone leaves the due date as it was', async () => {
    await desk.scan(B, 'lend', anna);
    desk.clock.now += 3_600_000;
    const before = (await desk.patron(anna)).loans;
    expect(await renew()).toMatchObject({ kind: 'renewed' });
    expect((await desk.patron(anna)).loans).not.toEqual(before);
    expect(await undo(null, 'later')).toMatchObject({ kind: 'undone', act: 'renewed', reverse: [] });
    await desk.lasting(async () => expect((await desk.patron(anna)).loans).toMatchObject([{ renewals: 0 }]));
  });

  test('L8 what something came after is refused and says what, until that is undone first', async () => {
    await desk.scan(B, 'lend', anna);
    await desk.scan(B, 'take');
    const [lent, taken] = await scans();
    const refusal = { code: 'undo-later-act', params: { act: 'taken', at: taken!.at } };
    await desk.lasting(async () => {
      expect(await ask(lent!.id)).toEqual({ kind: 'act', act: lent, refusal, paper: 'receipt' });
      expect(await ask(taken!.id)).toMatchObject({ refusal: null });
    });
    expect(await undo(lent!.id)).toEqual({ kind: 'failed', ...refusal });
    await undo(taken!.id);
    expect(await undo(lent!.id)).toMatchObject({ kind: 'undone', act: 'lent' });
    expect(await loans()).toEqual([]);
    expect(await undo(lent!.id)).toMatchObject({ kind: 'failed', code: 'undone-already' });
  });

  test('L8 yesterday is not undone', async () => {
    await desk.scan(B, 'lend', anna);
    const [lent] = await scans();
    desk.clock.now += 24 * 3_600_000;
    expect(await undo(lent!.id)).toMatchObject({ kind: 'failed', code: 'undo-other-day' });
  });

  test('L8 the last act is asked about first where it is of an earlier visit', async () => {
    await desk.scan(B, 'lend', anna);
    const [lent] = await scans();
    expect(await undo(null, 'next')).toMatchObject({ kind: 'act', act: lent, refusal: null });
    expect(await loans()).toEqual([B]);
    expect(await undo(lent!.id, 'next')).toMatchObject({ kind: 'undone', item: { barcode: B } });
  });

  test('L8 what was not done is told, and cannot be undone', async () => {
    await desk.done({ kind: 'item.mark', item: C, mark: 'missing' });
    await desk.scan(C, 'lend', anna);
    const blocked = (await desk.acts()).at(-1)!;
    expect(await ask(blocked.id)).toEqual({
      ...{ kind: 'act', act: blocked, refusal: { code: 'undo-not-done', params: {} }, paper: null },
    });
    expect(await undo(blocked.id)).toMatchObject({ kind: 'failed', code: 'undo-unknown' });
    expect(await ask('entry:noord.x:00000009:0123456789abcdef')).toMatchObject({ code: 'undo-unknown' });
  });

  test('L8 with nothing done there is nothing to undo', async () => {
    desk = await TestDesk.open(() => new MemoryIndex());
    expect(await undo()).toEqual({ kind: 'failed', code: 'undo-nothing', params: {} });
  });
});

describe('undoing what was done beside scanning', () => {
  test('L8 a hold, a mark and a charge are taken back, each from the list', async () => {
    await desk.done({ kind: 'hold.place', queue: Q, patron: anna, pickup: 'centrum' });
    await desk.done({ kind: 'item.mark', item: C, mark: 'missing' });
    await desk.done({ kind: 'charge', patron: anna, reason: 'damage', cents: 500 });
    const [hold, mark, charge] = (await desk.acts()).slice(-3);
    for (const act of [hold, mark, charge])
      expect(await undo(act!.id)).toMatchObject({ kind: 'undone', act: act!.act });
    await desk.lasting(async () => {
      expect(await desk.patron(anna)).toMatchObject({ holds: [], owedCents: 0 });
      expect((await desk.acts()).slice(-3).map(({ undone }) => undone)).toEqual([true, true, true]);
    });
  });

  test('L8 what stands for ever says what else is to be done', async () => {
    await desk.done({ kind: 'till.open', person: 'Joke', floatCents: 5000 });
    await desk.done({ kind: 'charge', patron: anna, reason: 'damage', cents: 500 });
    await desk.done({ kind: 'pay', patron: anna, method: 'cash', givenCents: null });
    await desk.done({ kind: 'till.count', cashCents: 5500, terminals: [] });
    const bram = await desk.register('CARD-0002', {
      familyName: 'Bos',
      birthDate: '1980-01-01',
      street: 'S',
      houseNumber: '1',
      postcode: '1234 AB',
      city: 'Dorp',
    });
    await desk.done({ kind: 'patron.merge', patron: anna, other: bram });
    const why = async (kind: ActView['act']): Promise<unknown> =>
      ask((await desk.acts()).findLast(({ act }) => act === kind)!.id);
    expect(await why('till-counted')).toMatchObject({ refusal: { code: 'undo-till' } });
    expect(await why('patrons-merged')).toMatchObject({ refusal: { code: 'undo-merge' } });
    expect(await why('charged')).toMatchObject({
      refusal: { code: 'undo-later-act', params: { act: 'paid' } },
    });
    expect(await why('paid')).toMatchObject({ refusal: { code: 'undo-counted' }, paper: 'receipt' });
  });
});

describe('acts of other desks', () => {
  const replicate = async (id: string, entries: readonly AnyEntry[]): Promise<void> => {
    desk.documents.set(id, stateDocument(id, { facts: factsOf(entries) }));
    await desk.restart();
  };

  test('L8 a self-check’s loan of this branch is undone here, and one of another branch is not', async () => {
    const kiosk = new TestStream('kiosk.y');
    const open = kiosk.write(itemOpen(B), { at: 1 });
    const lent = kiosk.write(checkout(B, anna), { at: wallAt(60_000) });
    await replicate(`item:${B}`, [open, lent]);
    expect(await undo(lent._id)).toMatchObject({ kind: 'failed', code: 'undo-unknown' });
    expect(await undo(lent._id, 'visit', `item:${B}`)).toMatchObject({
      ...{ kind: 'undone', act: 'lent', reverse: ['receipt', 'security-on'] },
    });
    await desk.lasting(async () => expect(await loans()).toEqual([]));

    const elsewhere = kiosk.write(checkin(B), { at: wallAt(120_000), branch: 'noord' });
    await replicate(`item:${B}`, [open, elsewhere]);
    expect(await undo(elsewhere._id, 'visit', `item:${B}`)).toEqual({
      ...{ kind: 'failed', code: 'undo-other-branch', params: { branch: 'noord' } },
    });
  });

  test('L8 what another desk took back is no longer to be undone here', async () => {
    await desk.scan(B, 'lend', anna);
    const [lent] = await scans();
    const body = { entry: lent!.id, kind: 'checkout', documents: [`item:${B}`] };
    const other = new TestStream('other.z');
    const facts = [
      other.write(itemOpen(B), { at: 1 }),
      desk.entry(lent!.id),
      other.write({ kind: 'undo', body }, { at: lent!.at + 1000, after: [lent!.id] }),
    ];
    await desk.pull(stateDocument(`item:${B}`, { facts: factsOf(facts) }));
    await desk.lasting(async () => {
      expect(await standing()).toEqual(['undone']);
      expect(await loans()).toEqual([]);
    });
  });
});
