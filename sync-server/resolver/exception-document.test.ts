import { factsOf } from '@balie/shared/testing/make-entry.ts';
import { anyArrival, arriving, Desks, wrongClocks } from '@balie/shared/testing/history.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { settledFrom } from './exception-document.ts';

const ID = 'exception:damaged:entry:d.a:00000001:0123456789abcdef';
const ANSWERS = ['mended', 'charge-patron', 'withdraw'] as const;

test('an exception is settled by whoever was first, in whatever order that comes to light', () => {
  const step = fc.record({ desk: fc.nat(2), answer: fc.constantFrom(...ANSWERS), pause: fc.nat(20) });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 8 }),
      wrongClocks(3, 40),
      anyArrival,
      (steps, clocks, arrival) => {
        const desks = new Desks(clocks);
        let now = 1000;
        for (const { desk, answer, pause } of steps)
          desks.write(desk, { kind: 'exception.settle', body: { exception: ID, answer } }, (now += pause));
        const history = desks.history(now);
        const facts = factsOf(history.entries, history.clocks);
        const settled = settledFrom(ID, null, facts);
        expect(settledFrom(ID, null, arriving(history.entries, history.clocks, arrival))).toEqual(settled);
        const earliest = Math.min(...Object.values(facts).map((fact) => fact.at));
        expect(settled === null).toBe(steps.length === 0);
        if (settled) expect(settled.settled!.at).toBeGreaterThanOrEqual(earliest);
      },
    ),
    { numRuns: 2000, seed: 72 },
  );
});
