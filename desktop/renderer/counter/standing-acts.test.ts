import { expect, it } from 'vitest';
import type { ActView } from '../../contract/acts.ts';
import { plainAct } from '../testing/fake-data.ts';
import { standingActs } from './standing-acts.ts';

function act(seq: number, kind: ActView['act'], title: string, session = 'a'): ActView {
  return {
    ...plainAct,
    ...{ id: `${seq}`, seq, act: kind, at: seq, session, title, settled: true, undone: false },
    sign: kind === 'blocked' ? 'stop' : 'done',
  };
}

it('leaves out a block that was overridden in the same visit, and no other', () => {
  const acts = [
    act(6, 'blocked', 'Villa'),
    act(5, 'lent', 'Bint', 'b'),
    act(4, 'blocked', 'Bint'),
    act(3, 'lent', 'De koperen tuin'),
    act(2, 'blocked', 'De koperen tuin'),
    act(1, 'lent', 'Villa'),
  ];
  expect(standingActs(acts).map(({ seq }) => seq)).toEqual([6, 5, 4, 3, 1]);
});
