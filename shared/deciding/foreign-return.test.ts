import { expect, test } from 'vitest';
import { foldItem } from '../circulation/fold-item.ts';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { counter } from '../testing/make-situation.ts';
import { decideCheckin } from './decide-checkin.ts';

test('G3 a book of another library is taken back: it is here, in the tray for its way home, and nobody’s loan', () => {
  const theirs = '30999912345678';
  const draft = decideCheckin(counter, { item: foldItem(theirs, {}), queues: [] });
  const desk = new TestStream('d1.a');
  desk.write({ kind: draft.kind, body: draft.body }, { at: 1000 });
  const item = foldItem(theirs, factsOf(desk.entries));
  expect(draft.body.destination).toEqual({ kind: 'tray', reason: 'unlisted' });
  expect(item).toMatchObject({ attributes: null, at: 'centrum', loan: null, findings: [] });
});
