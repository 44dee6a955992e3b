import { checkout, factsOf, itemOpen, patronOpen, TestStream } from '@balie/shared/testing/make-entry.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import { B, C, TestDesk } from './testing-desk.ts';

let desk: TestDesk;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
});

test('L13 a book that is missing is found', async () => {
  await desk.done({ kind: 'item.mark', item: B, mark: 'missing' });
  await desk.lasting(async () => {
    expect(await desk.objections({ kind: 'item.mark', item: B, mark: 'missing' })).toEqual([
      'marked-already',
    ]);
  });
  await desk.done({ kind: 'item.mark', item: B, mark: 'found' });
  await desk.lasting(async () => {
    expect(await desk.objections({ kind: 'item.mark', item: B, mark: 'found' })).toEqual(['not-marked']);
  });
});

test('L13 a patron says that a book was returned, and gives it up later', async () => {
  const id = await desk.member();
  await desk.scan(B, 'lend', id);
  expect((await desk.done({ kind: 'loan.claim', item: B })).patron?.id).toBe(id);
  expect(await desk.objections({ kind: 'loan.claim', item: B })).toEqual(['claimed-already']);
  await desk.done({ kind: 'loan.lost', item: B, why: 'patron-says' });
  await desk.lasting(async () =>
    expect(await desk.patron(id)).toMatchObject({ loans: [{ lost: true }], owedCents: 2245 }),
  );
  await desk.done({ kind: 'item.seen', item: B });
  await desk.lasting(async () => expect(await desk.patron(id)).toMatchObject({ loans: [], owedCents: 250 }));
});

test('L10 a copy is described, changed, sent and received', async () => {
  const described = {
    ...{ title: 't1', work: null, owner: 'centrum', shelf: null, callNumber: null, loanGroup: 'dvd' },
    ...{ priceCents: 1000, holdable: true, circulates: true, parts: 2 },
  };
  await desk.done({ kind: 'item.register', item: '30100281774599', ...described });
  expect(await desk.objections({ kind: 'item.register', item: '30100281774599', ...described })).toEqual([
    'item-known',
  ]);
  await desk.done({ kind: 'item.edit', item: '30100281774599', set: { shelf: 'Film' } });
  await desk.done({ kind: 'item.send', item: '30100281774599', to: 'noord', why: 'collection' });
  await desk.done({ kind: 'item.receive', item: '30100281774599' });
  const long = 'a'.repeat(121);
  expect(await desk.act({ kind: 'item.edit', item: '30100281774599', set: { shelf: long } })).toEqual({
    kind: 'refused',
    objections: [{ code: 'input-unfit', params: { field: 'set.shelf' }, overridable: false }],
  });
});

test('M3 what the centre folded of an account stands until this desk knows more', async () => {
  const centre = new TestStream('centre.y');
  const open = centre.write(patronOpen('bram'), { at: 1 });
  const lent = centre.write(checkout(C, 'bram', '2026-12-01'), { at: 2 });
  desk.documents.set('patron:bram', stateDocument('patron:bram', { facts: factsOf([open]) }));
  const item = factsOf([centre.write(itemOpen(C), { at: 1 }), lent]);
  desk.documents.set(`item:${C}`, stateDocument(`item:${C}`, { facts: item }));
  await desk.restart();
  expect(await desk.patron('bram')).toMatchObject({ loans: [{ item: { barcode: C } }] });
  await desk.done({ kind: 'loan.lost', item: C, why: 'patron-says' });
  expect(await desk.patron('bram')).toMatchObject({ loans: [{ lost: true }] });
});
