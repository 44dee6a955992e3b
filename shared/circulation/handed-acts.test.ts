import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HandedActs } from './handed-acts.ts';

test('L7 the first act since a moment is found, whatever times the acts got', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 12 }), fc.nat(21), (times, since) => {
      const acts = times.map((at, n) => ({ id: `e${n}`, at, kind: 'checkin' as const }));
      const handed = new HandedActs();
      for (const act of acts) handed.add(act);
      expect(handed.firstSince(since)).toEqual(acts.find(({ at }) => at >= since));
    }),
    { numRuns: 2000, seed: 2026108 },
  );
});
