import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StreamClock, StreamClocks } from '../clock/timing.ts';
import type { AnyEntry } from '../journal/entry.ts';
import { type Fact, factOf, type Facts, retime } from '../journal/fact.ts';
import { settingHistories } from '../testing/arbitrary-centre-facts.ts';
import { anyArrival, arriving } from '../testing/history.ts';
import { checkin, checkout, factsOf, holdPlace, itemOpen, TestStream } from '../testing/make-entry.ts';
import { isIn, tookIn } from './base.ts';
import { type Content, findingsOf, foldDocument, stateDocument, uniteContent } from './state-document.ts';

const B = '30100281774501';
const ID = `item:${B}`;

/** Twelve entries of two desks, of which every leaf holds some, at the times and on the lines that its writer knew of. */
const entries: readonly AnyEntry[] = (() => {
  const desks = [new TestStream('d1.a'), new TestStream('d2.a')];
  return Array.from({ length: 12 }, (_, i) => {
    const draft = i === 0 ? itemOpen(B) : i % 3 ? checkout(B, ['anna', 'bram'][i % 2]!) : checkin(B);
    return desks[i % 2]!.write(draft, { at: 1000 + i });
  });
})();

const known = fc.record({
  in: fc.constantFrom('facts', 'facts', 'late', 'nowhere'),
  final: fc.boolean(),
  at: fc.nat(3),
  line: fc.constantFrom(undefined, '/a', '/b', '/a/c'),
});

/** Some hold entries in their base up to a number of each desk, whether or not they kept them. */
const content: fc.Arbitrary<Content> = fc
  .tuple(fc.array(known, { minLength: 12, maxLength: 12 }), fc.option(fc.tuple(fc.nat(5), fc.nat(5))))
  .map(([choices, taken]) => {
    const facts: Record<string, Fact> = {};
    const late: Record<string, Fact> = {};
    for (const [i, { in: place, final, at, line }] of choices.entries()) {
      const { _id } = entries[i]!;
      const fact = factOf(entries[i]!, new Map(), line)!;
      const timed = final ? { ...fact, final, at: 5000 + at } : fact;
      if (place === 'facts') facts[_id] = timed;
      if (place === 'late') late[_id] = timed;
    }
    const base = taken && {
      [ID]: { 'd1.a': [entries[2 * taken[0]]!._id], 'd2.a': [entries[2 * taken[1] + 1]!._id] },
    };
    return { facts, ...(Object.keys(late).length ? { late } : {}), ...(base ? { base } : {}) };
  });

describe('the union of what two readers hold of a document', () => {
  test('L1 is the same whichever way round, in whatever groups, and twice', () => {
    fc.assert(
      fc.property(content, content, content, (a, b, c) => {
        expect(uniteContent(a, b)).toEqual(uniteContent(b, a));
        expect(uniteContent(uniteContent(a, b), c)).toEqual(uniteContent(a, uniteContent(b, c)));
        expect(uniteContent(a, a)).toEqual(a);
        expect(uniteContent(uniteContent(a, b), b)).toEqual(uniteContent(a, b));
        expect(foldDocument(ID, uniteContent(a, b))).toEqual(foldDocument(ID, uniteContent(b, a)));
      }),
      { numRuns: 2000, seed: 29 },
    );
  });

  test('L1 loses nothing but what one of them let go, and a final time is never taken back', () => {
    fc.assert(
      fc.property(content, content, (a, b) => {
        const joined = uniteContent(a, b);
        for (const { _id: id } of entries) {
          const isGone = [a, b].some((one) => tookIn(one.base, id) && !one.facts[id] && !one.late?.[id]);
          const isLate = [a, b].some((one) => one.late?.[id]);
          const isFact = [a, b].some((one) => one.facts[id]);
          expect(joined.late?.[id] !== undefined).toBe(isLate);
          expect(joined.facts[id] !== undefined).toBe(isFact && !isLate && !isGone);
          expect(isIn(joined, id)).toBe(isIn(a, id) || isIn(b, id));
          if (joined.facts[id])
            expect(joined.facts[id].final).toBe(Boolean(a.facts[id]?.final || b.facts[id]?.final));
        }
      }),
      { numRuns: 2000, seed: 31 },
    );
  });

  test('A1 keeps personal fields by the entry that they came with, and leaves out what neither has', () => {
    const [a, b] = [
      { facts: {}, personal: { e1: { familyName: 'Yılmaz' } } },
      { facts: {}, personal: { e2: { familyName: 'Jansen' } } },
    ];
    expect(uniteContent(a, b)).toEqual({ facts: {}, personal: { ...a.personal, ...b.personal } });
    expect(uniteContent({ facts: {} }, { facts: {} })).toEqual({ facts: {} });
  });
});

test('L1 facts get the same times later as if their clocks had been known at once', () => {
  const anchored: StreamClock = {
    stream: 'd2.b',
    previous: 'd1.a',
    opened: { wall: 1100, mono: 1100, boot: 'boot', after: 6 },
    anchors: [{ seq: 2, wall: 1100, mono: 1100, boot: 'boot', server: 9_001_100 }],
  };
  const clocks: StreamClocks = new Map([[anchored.stream, anchored]]);
  const early = factsOf(entries);
  expect(retime(early, clocks)).toEqual(factsOf(entries, clocks));
  const timed = retime(early, clocks);
  expect(retime(timed, clocks)).toBe(timed);
});

describe('a document', () => {
  test('L1 is folded by the word before its colon, and folding it again changes nothing', () => {
    const desk = new TestStream('d3.a');
    const facts: Facts = factsOf([desk.write(checkout(B, 'anna'), { at: 1 })]);
    const written = stateDocument(ID, { facts });
    expect(written).toMatchObject({ _id: ID, v: 1, state: { barcode: B, loan: { patron: 'anna' } } });
    expect(stateDocument(ID, JSON.parse(JSON.stringify({ facts: written.facts })) as Content)).toEqual(
      written,
    );
    const queue = factsOf([desk.write(holdPlace('queue:title:t:1', 'anna'), { at: 2 })]);
    expect(foldDocument('queue:title:t:1', { facts: queue })).toMatchObject({
      id: 'queue:title:t:1',
      holds: [{ patron: 'anna' }],
    });
    expect(foldDocument('patron:p1', { facts: {} })).toMatchObject({ id: 'p1', known: false });
    expect(foldDocument('contact:p1', { facts: {} })).toMatchObject({ id: 'p1' });
    expect(foldDocument('account:p1', { facts: {} })).toMatchObject({ patron: 'p1', balanceCents: 0 });
  });

  test('L1 a setting is the same in whatever order it was heard of', () => {
    fc.assert(
      fc.property(settingHistories(), anyArrival, ({ entries: written, clocks }, arrival) => {
        const state = foldDocument('staff:s1', { facts: factsOf(written, clocks) });
        expect(foldDocument('staff:s1', { facts: arriving(written, clocks, arrival) })).toEqual(state);
      }),
      { numRuns: 2000, seed: 37 },
    );
  });

  test('P1 a setting is the newest fact’s body', () => {
    const centre = new TestStream('centre.a');
    const staff = (name: string) => ({
      kind: 'staff.set' as const,
      body: { staff: 's1', name, mayOverride: false, pin: '' },
    });
    centre.write(staff('Els'), { at: 10 });
    const last = centre.write(staff('Elsbeth'), { at: 20 });
    expect(foldDocument('staff:s1', { facts: factsOf(centre.entries.toReversed()) })).toEqual({
      body: last.body,
      entry: last._id,
    });
    expect(foldDocument('staff:s2', { facts: {} })).toEqual({ body: null, entry: null });
  });
});

test('M8 a drawer and what a patron was told have documents of their own', () => {
  const desk = new TestStream('d1.a');
  const open = desk.write(
    { kind: 'till.open', body: { till: 'noord', person: 'joke', floatCents: 500 } },
    { at: 1 },
  );
  const told = desk.write(
    { kind: 'notice.sent', body: { patron: 'anna', notice: 'due:l1:1', way: 'email' } },
    { at: 2 },
  );
  expect(foldDocument('till:noord', { facts: factsOf([open]) })).toMatchObject({
    open: { expectedCents: 500 },
  });
  expect(foldDocument('notices:anna', { facts: factsOf([told]) })).toMatchObject({
    notices: { 'due:l1:1': [{ way: 'email', outcome: 'sent' }] },
  });
});

test('P4 what a patron has to tell stands in one of their two documents', () => {
  const desk = new TestStream('d1.a');
  const body = {
    ...{ patron: 'anna', act: 'new' as const, subscription: 'basis', from: '2026-01-01', until: null },
    ...{ credits: null, priceCents: 4200, refundCents: 0, autoRenew: false },
  };
  for (const at of [1, 2]) desk.write({ kind: 'patron.subscription', body }, { at });
  const facts = factsOf(desk.entries);
  expect(findingsOf(stateDocument('contact:anna', { facts }))).toEqual([]);
  expect(findingsOf(stateDocument('patron:anna', { facts }))).toMatchObject([
    { kind: 'subscription-doubled' },
  ]);
});
