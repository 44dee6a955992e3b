import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkin, factsOf, QuickStream } from '../testing/make-entry.ts';
import type { AnyEntry } from './entry.ts';
import type { Facts } from './fact.ts';
import { type EntryId, parseEntryId } from './ids.ts';
import { inOrder } from './order.ts';

const script = fc.array(
  fc.record({ desk: fc.nat(3), at: fc.integer({ min: 0, max: 60 }), after: fc.option(fc.nat(30)) }),
  { maxLength: 30 },
);

function write(steps: readonly { desk: number; at: number; after: number | null }[]): readonly AnyEntry[] {
  const desks = [0, 1, 2, 3].map((n) => new QuickStream(`d${n}.x`));
  const all: AnyEntry[] = [];
  for (const { desk, at, after } of steps) {
    const named = after === null ? undefined : all[after];
    all.push(desks[desk]!.write(checkin('b'), { at, after: named ? [named._id] : [] }));
  }
  return all;
}

/** The sentence of DESIGN, word for word and without any thought for speed. */
function naive(facts: Facts): readonly EntryId[] {
  const left = new Map(Object.entries(facts));
  const key = (id: EntryId): [number, string, number, string] => [
    facts[id]!.at,
    ...(Object.values(parseEntryId(id)!) as [string, number, string]),
  ];
  const out: EntryId[] = [];
  while (left.size) {
    const ready = [...left.keys()].filter((id) => {
      const { stream, seq } = parseEntryId(id)!;
      const earlier = [...left.keys()].some(
        (other) => parseEntryId(other)!.stream === stream && parseEntryId(other)!.seq < seq,
      );
      return !earlier && !facts[id]!.after.some((a) => left.has(a));
    });
    ready.sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      for (const i of [0, 1, 2, 3] as const) if (x[i] !== y[i]) return x[i] < y[i] ? -1 : 1;
      return 0;
    });
    out.push(ready[0]!);
    left.delete(ready[0]!);
  }
  return out;
}

test('L1 the order is the one that the design says, predecessors and `after` first', () => {
  fc.assert(
    fc.property(script, (steps) => {
      const facts = factsOf(write(steps));
      expect(inOrder(facts).map((o) => o.id)).toEqual(naive(facts));
    }),
    { numRuns: 2000, seed: 5 },
  );
});

test('entries that wait for each other still come out, each once', () => {
  const [a, b] = write([
    { desk: 0, at: 1, after: null },
    { desk: 1, at: 2, after: null },
  ]).map((entry) => entry._id);
  const facts = factsOf(
    write([
      { desk: 0, at: 1, after: null },
      { desk: 1, at: 2, after: null },
    ]),
  );
  const crossed: Facts = { [a!]: { ...facts[a!]!, after: [b!] }, [b!]: { ...facts[b!]!, after: [a!] } };
  expect(inOrder(crossed).map((o) => o.id)).toEqual([a, b]);
});
