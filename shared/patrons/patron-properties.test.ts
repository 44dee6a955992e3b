import fc from 'fast-check';
import { expect, test } from 'vitest';
import { relativesOf } from '../journal/classes.ts';
import type { Facts } from '../journal/fact.ts';
import { inOrder } from '../journal/order.ts';
import { patronDoc } from '../protocol/document-ids.ts';
import { IDS, patronHistories } from '../testing/arbitrary-patron-facts.ts';
import { anyArrival, arriving, type History } from '../testing/history.ts';
import { factsOf, QuickStream } from '../testing/make-entry.ts';
import { foldPatron } from './fold-patron.ts';
import { patronMerge } from './testing-entries.ts';

function factsIn({ entries, clocks }: History): Facts {
  return factsOf(entries, clocks);
}

test('P1 arrival order, repetition and late anchors change nothing of a patron', () => {
  fc.assert(
    fc.property(patronHistories, anyArrival, (history, arrival) => {
      const whole = IDS.map((id) => foldPatron(id, factsIn(history)));
      const gathered = arriving(history.entries, history.clocks, arrival);
      expect(IDS.map((id) => foldPatron(id, gathered))).toEqual(whole);
    }),
    { numRuns: 2000, seed: 20261122 },
  );
});

test('P1 a state is plain JSON', () => {
  fc.assert(
    fc.property(patronHistories, (history) => {
      const state = foldPatron('anna', factsIn(history));
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }),
    { numRuns: 2000, seed: 4 },
  );
});

test('P3 the documents of all ids of a class say the same, and no two classes share an id', () => {
  fc.assert(
    fc.property(patronHistories, (history) => {
      const facts = factsIn(history);
      const states = IDS.map((id) => foldPatron(id, facts));
      for (const [i, state] of states.entries()) {
        const ids = [state.id, ...state.aliases];
        expect(ids).toContain(IDS[i]);
        expect(ids.toSorted()).toEqual(ids);
        for (const [j, other] of states.entries())
          if (ids.includes(IDS[j]!)) expect(other).toEqual(state);
          else expect([other.id, ...other.aliases]).not.toContain(IDS[i]);
      }
    }),
    { numRuns: 2000, seed: 8 },
  );
});

test('P3 two ids are one while the last word on the two, or on a chain between them, is that they are', () => {
  fc.assert(
    fc.property(patronHistories, (history) => {
      const facts = factsOf(
        history.entries.filter(({ kind }) => kind !== 'undo'),
        history.clocks,
      );
      const joined = new Map<string, boolean>();
      for (const { fact } of inOrder(facts)) {
        if (fact.kind === 'patron.merge') joined.set([fact.body.patron, fact.body.into].sort().join(), true);
        if (fact.kind === 'patron.distinct')
          joined.set([fact.body.patron, fact.body.other].sort().join(), false);
      }
      const areOne = (a: string, b: string): boolean => joined.get([a, b].sort().join()) ?? false;
      for (const [i, id] of IDS.entries()) {
        const [next, last] = [IDS[(i + 1) % 3]!, IDS[(i + 2) % 3]!];
        const state = foldPatron(id, facts);
        expect([state.id, ...state.aliases].includes(next)).toBe(
          areOne(id, next) || (areOne(id, last) && areOne(last, next)),
        );
      }
    }),
    { numRuns: 2000, seed: 14 },
  );
});

test('P3 a patron merged before, between or after the edits is the same patron', () => {
  fc.assert(
    fc.property(patronHistories, fc.integer({ min: 0, max: 12_000 }), (history, at) => {
      const own = Object.entries(factsIn(history)).filter(
        ([, { kind }]) => !['patron.merge', 'patron.distinct', 'patron.erase', 'undo'].includes(kind),
      );
      const merges = [0, at].map((when) => {
        const centre = new QuickStream('centre.x');
        const entry = centre.write(patronMerge('anna', 'bob'), { at: when });
        return foldPatron('bob', { ...Object.fromEntries(own), ...factsOf([entry]) });
      });
      const [first, later] = merges.map(({ newest: _, ...state }) => state);
      expect(later).toEqual(first);
    }),
    { numRuns: 2000, seed: 9 },
  );
});

test('A1 whatever came before or after, of an erased id nothing counts but ids', () => {
  fc.assert(
    fc.property(patronHistories, (history) => {
      const facts = factsIn(history);
      const erased = (id: string): boolean =>
        Object.values(facts).some((f) => f.kind === 'patron.erase' && f.body.patron === id);
      for (const id of IDS) {
        const state = foldPatron(id, facts);
        const members = [state.id, ...state.aliases];
        expect(state.status === 'erased').toBe(members.every(erased));
        for (const by of [
          ...Object.values(state.personalFields),
          ...state.notes.map((n) => n.id),
          ...state.blocks.map((b) => b.id),
          ...state.subscriptions.map((s) => s.id),
        ]) {
          const { body } = facts[by]!;
          expect('patron' in body && erased(body.patron)).toBe(false);
        }
        if (state.status === 'erased')
          expect(state).toMatchObject({ known: false, cards: [], links: [], personal: null, consents: {} });
      }
    }),
    { numRuns: 2000, seed: 10 },
  );
});

test('P3 a document knows its relatives as long as a merge was ever said', () => {
  fc.assert(
    fc.property(patronHistories, (history) => {
      const facts = factsIn(history);
      for (const id of IDS) {
        const { aliases, id: root } = foldPatron(id, facts);
        const relatives = relativesOf(patronDoc(id), facts);
        for (const member of [root, ...aliases])
          if (member !== id) expect(relatives).toContain(patronDoc(member));
      }
    }),
    { numRuns: 2000, seed: 12 },
  );
});
