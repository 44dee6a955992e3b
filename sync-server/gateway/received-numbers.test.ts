import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NOTHING_RECEIVED, withNumbers } from './received-numbers.ts';

const seqs = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 });

it('counts as received what has no gap below it, and remembers the rest', () => {
  const some = withNumbers(NOTHING_RECEIVED, [2, 5, 1]);
  expect(some).toEqual({ contiguous: 2, above: new Set([5]), highest: 5 });
  expect(withNumbers(some, [4])).toEqual({ contiguous: 2, above: new Set([4, 5]), highest: 5 });
  expect(withNumbers(some, [4, 3])).toEqual({ contiguous: 5, above: new Set(), highest: 5 });
  expect(some.above).toEqual(new Set([5]));
});

it('comes to the same in any order, in any pieces and repeated', () => {
  fc.assert(
    fc.property(fc.array(seqs, { maxLength: 6 }), (pieces) => {
      const taken = new Set(pieces.flat());
      let contiguous = 0;
      while (taken.has(contiguous + 1)) contiguous += 1;
      expect(pieces.reduce(withNumbers, NOTHING_RECEIVED)).toEqual({
        contiguous,
        above: new Set([...taken].filter((seq) => seq > contiguous)),
        highest: Math.max(0, ...taken),
      });
    }),
    { numRuns: 300, seed: 41 },
  );
});
