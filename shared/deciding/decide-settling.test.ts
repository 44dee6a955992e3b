import { expect, test } from 'vitest';
import { decideSettling } from './decide-settling.ts';

const ID = 'exception:reshelve:entry:d1.a:00000001:0123456789abcdef';

test('E4 an exception is settled once, by an answer that its kind offers', () => {
  const why = (...asked: Parameters<typeof decideSettling>): readonly string[] => {
    const made = decideSettling(...asked);
    return made.kind === 'refused' ? made.objections.map(({ code }) => code) : [];
  };
  expect(decideSettling(ID, 'reshelved', { settled: false })).toEqual({
    kind: 'done',
    drafts: [{ kind: 'exception.settle', body: { exception: ID, answer: 'reshelved' }, after: [] }],
  });
  expect(why(ID, 'reshelved', { settled: true })).toEqual(['settled-already']);
  expect(why(ID, 'give-back', null)).toEqual(['exception-unknown', 'answer-unknown']);
  expect(why('exception:toString:x', 'name', { settled: false })).toEqual(['answer-unknown']);
});
