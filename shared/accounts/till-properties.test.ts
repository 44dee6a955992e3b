import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tillDoc } from '../protocol/document-ids.ts';
import { playAtTill, tillHistories, type TillStep, tillSteps } from '../testing/arbitrary-till-facts.ts';
import { anyArrival, arriving, Desks, entriesNaming, factsNaming } from '../testing/history.ts';
import { foldTill } from './fold-till.ts';
import { TILL } from './make-money.ts';
import { tillReport } from './till-report.ts';

const DOCUMENT = tillDoc(TILL);

test('M8 a drawer is the same in whatever order its facts came, and however often', () => {
  fc.assert(
    fc.property(tillHistories(), anyArrival, (history, arrival) => {
      const state = foldTill(TILL, factsNaming(DOCUMENT, history));
      const gathered = arriving(entriesNaming(DOCUMENT, history), history.clocks, arrival);
      expect(foldTill(TILL, gathered)).toEqual(state);
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }),
    { numRuns: 2000, seed: 31 },
  );
});

test('M8 the report of a drawer adds up to what it took, and a session to what it should hold', () => {
  fc.assert(
    fc.property(tillHistories(), (history) => {
      const { sessions } = foldTill(TILL, factsNaming(DOCUMENT, history));
      const { rows, creditCents, roundingCents, totalCents } = tillReport(sessions);
      const gross = rows.reduce((sum, row) => sum + row.grossCents, 0);
      expect(gross + creditCents + roundingCents).toBe(totalCents);
      for (const { floatCents, received, refunded, droppedCents, expectedCents, terminals } of sessions) {
        expect(expectedCents).toBe(floatCents + received.cash - refunded.cash - droppedCents);
        expect(terminals.reduce((sum, t) => sum + t.cents, 0)).toBe(received.pin - refunded.pin);
        for (const { unknownCents } of terminals) expect(unknownCents).toBeGreaterThanOrEqual(0);
      }
    }),
    { numRuns: 2000, seed: 33 },
  );
});

test('M8 a count is what the drawer held at that moment, whatever comes after', () => {
  const counts = (steps: readonly TillStep[]) => {
    const desk = new Desks([{ wrong: 0, anchored: false }]);
    const history = playAtTill(
      steps.map((step) => ({ ...step, desk: 0 })),
      desk,
    );
    return foldTill(TILL, factsNaming(DOCUMENT, history)).sessions.flatMap((session) => session.counts);
  };
  fc.assert(
    fc.property(tillSteps(15), tillSteps(15), (before, after) => {
      const early = counts(before);
      expect(counts([...before, ...after]).slice(0, early.length)).toEqual(early);
    }),
    { numRuns: 2000, seed: 32 },
  );
});
