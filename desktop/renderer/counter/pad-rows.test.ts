import { describe, expect, it } from 'vitest';
import type { PileItemView, PileLine, PileView } from '../../contract/devices.ts';
import { fakeItem, fakePatrons } from '../testing/fake-data.ts';
import { failedTags, leftIncomplete, padRows, readCount, signOfPadRow, toDo, toSecure } from './pad-rows.ts';
import { emptyCounter, type CounterState } from './session.ts';

const on = (number: string, more: Partial<PileItemView> = {}): PileItemView => ({
  ...{ number, item: fakeItem(number, `Boek ${number}`, null), uids: [number] },
  ...{ parts: 1, missing: [], doubled: [], security: { state: 'done' }, ...more },
});
const pile = (items: readonly PileItemView[], more: Partial<PileView> = {}): PileView => ({
  ...{ cards: [], foreign: [], unreadable: [], away: [], ...more, items },
});
const away: PileView['away'][number] = {
  ...{ uid: 'U9', item: fakeItem('9', 'Weg', null), wanted: 'on-loan', code: 'tag-gone' },
};
const failed = (number: string): PileLine => ({ number, kind: 'failed', code: 'journal-failed', params: {} });
const done = (number: string): PileLine => ({
  ...{ number, kind: 'done', security: { state: 'done' } },
  answer: {
    ...{ kind: 'taken', item: fakeItem(number, '', null), wasOnLoan: true, daysLate: 0, notices: [] },
    ...{ destination: { kind: 'shelf', shelf: null, callNumber: null }, patron: null },
  },
});
const taking = (lines: readonly PileLine[] = []): CounterState => ({
  ...emptyCounter('s1'),
  ...{ mode: 'take', pad: { mode: 'take', session: 's1', lines } },
});
const order = (view: PileView, state: CounterState): string[] =>
  padRows(view, state).map((row) =>
    row.kind === 'item' ? row.item.number : row.kind === 'away' ? row.away.uid : row.tag.uid,
  );

describe('the pile on the pad', () => {
  it('names what stops first, then what is to be looked at, then the rest as it was laid down', () => {
    const view = pile(
      [
        on('1'),
        on('2', { missing: [2], parts: 2 }),
        on('3'),
        on('4', { security: { state: 'failed', code: 'write-failed' } }),
      ],
      { away: [away], foreign: [{ uid: 'X', reading: 'blank' }] },
    );
    expect(order(view, taking([done('1'), failed('3')]))).toEqual(['U9', '3', '4', '2', 'X', '1']);
  });

  it('is not done quietly: an item whose security failed has the octagon, though it is lent', () => {
    const item = on('1', { security: { state: 'failed', code: 'tag-locked' } });
    expect(signOfPadRow({ kind: 'item', item, line: done('1') })).toBe('stop');
    expect(signOfPadRow({ kind: 'item', item: on('1'), line: done('1') })).toBe('tick');
    expect(signOfPadRow({ kind: 'item', item: on('1'), line: null })).toBeNull();
    expect(failedTags(pile([item, on('2')], { away: [away] }))).toBe(2);
    expect(toSecure(pile([item, on('2')])).map(({ number }) => number)).toEqual(['1']);
  });

  it('counts tags that tell of no item as not read, and a card not at all', () => {
    const view = pile([on('1'), on('2')], {
      cards: [{ uid: 'C', number: '2200' }],
      unreadable: [{ uid: 'X', code: 'damaged' }],
    });
    expect(readCount(view)).toEqual({ read: 2, count: 3 });
  });

  it('is done with what is not done yet, in the session and the mode that are open', () => {
    const view = pile([on('1'), on('2'), on('3', { missing: [1], parts: 2 })]);
    const numbers = (state: CounterState): string[] => toDo(view, state).map(({ number }) => number);
    expect(numbers(taking([done('1'), failed('2')]))).toEqual(['2', '3']);
    expect(numbers({ ...taking([done('1')]), session: 's2' })).toEqual(['1', '2', '3']);
    expect(numbers({ ...taking([done('1')]), mode: 'renew' })).toEqual(['1', '2', '3']);
    expect(leftIncomplete(view, taking()).map(({ number }) => number)).toEqual(['3']);
    expect(leftIncomplete(view, taking([done('3')]))).toEqual([]);
  });

  it('lends to nobody', () => {
    const view = pile([on('1')]);
    expect(toDo(view, emptyCounter('s1'))).toEqual([]);
    expect(toDo(view, { ...emptyCounter('s1'), patron: fakePatrons[0]! })).toHaveLength(1);
  });
});
