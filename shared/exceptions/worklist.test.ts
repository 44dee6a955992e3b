import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kinds } from '../journal/kinds.ts';
import { anyArrival } from '../testing/history.ts';
import { type ExceptionKind, exceptions, remarks } from './registry.ts';
import { countsByAge, isWorkOf, mayAnswer, type OpenException, shownBy, worklist } from './worklist.ts';

const KINDS = Object.keys(exceptions) as ExceptionKind[];

const exception = (
  kind: ExceptionKind,
  about: string,
  n: number,
  change: Partial<OpenException> = {},
): OpenException => ({
  id: `exception:${kind}:e${n}`,
  kind,
  entry: `e${n}`,
  about,
  params: {},
  at: n * 1000,
  settled: false,
  ...change,
});

describe('Uit te zoeken', () => {
  test('E1 every exception offers something that a person can do, and no remark is an exception', () => {
    for (const kind of KINDS) {
      const answers = Object.entries<readonly string[]>(exceptions[kind].answers);
      expect(answers.length, kind).toBeGreaterThan(1);
      for (const written of answers.flatMap(([, writes]) => writes))
        expect(Object.keys(kinds)).toContain(written);
    }
    expect(remarks.filter((kind) => (KINDS as string[]).includes(kind))).toEqual([]);
  });

  test('E2 the same kind about the same book or person settles together; what harms a patron comes first', () => {
    const list = worklist([
      exception('reshelve', 'queue:title:t1', 1),
      exception('paid-twice', 'account:anna', 3),
      exception('paid-twice', 'account:anna', 2),
      exception('paid-twice', 'account:bram', 4),
      exception('claim-open-closed', 'item:b1', 9),
      exception('damaged', 'item:b2', 5, { settled: true }),
    ]);
    expect(list.map(({ kind, members }) => [kind, members.map((m) => m.entry)])).toEqual([
      ['claim-open-closed', ['e9']],
      ['paid-twice', ['e2', 'e3']],
      ['paid-twice', ['e4']],
      ['reshelve', ['e1']],
    ]);
  });

  test('E2 no open exception is lost or doubled, in whatever order they come', () => {
    const one = fc.record({
      kind: fc.constantFrom(...KINDS),
      about: fc.constantFrom('item:b1', 'account:anna', null),
      at: fc.nat(5000),
      settled: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), anyArrival, (all, arrival) => {
        const list = all.map((e, n) => exception(e.kind, 'x', n, e));
        const groups = worklist(list);
        const shuffled = list.map((e) => ({ e, key: arrival.next().value })).sort((a, b) => a.key - b.key);
        expect(worklist(shuffled.map(({ e }) => e))).toEqual(groups);
        const shown = groups.flatMap((g) => g.members.map((m) => m.id));
        expect([...shown].sort()).toEqual(
          list
            .filter((e) => !e.settled)
            .map((e) => e.id)
            .sort(),
        );
      }),
      { numRuns: 2000, seed: 71 },
    );
  });

  test('E3 it shows itself when its card or its book is scanned', () => {
    const all = [
      exception('paid-twice', 'account:anna', 1),
      exception('captured-twice', 'queue:title:t1', 2, { params: { item: 'b1' } }),
      exception('damaged', 'item:b2', 3, { params: { patron: 'anna' } }),
      exception('paid-twice', 'account:anna', 4, { settled: true }),
    ];
    expect(shownBy(all, new Set(['anna'])).map((e) => e.entry)).toEqual(['e1', 'e3']);
    expect(shownBy(all, new Set(['b1'])).map((e) => e.entry)).toEqual(['e2']);
  });

  test('E3 the branch that holds the book owns it, and what is the centre’s is no branch’s', () => {
    const where = { holding: 'oost', lending: 'west', home: 'noord' };
    const owners = (kind: ExceptionKind): readonly string[] =>
      ['oost', 'west', 'noord'].filter((branch) => isWorkOf(exception(kind, 'item:b1', 1), branch, where));
    expect(owners('damaged')).toEqual(['oost']);
    expect(owners('claim-open-closed')).toEqual(['west']);
    expect(owners('paid-twice')).toEqual(['noord']);
    expect(owners('debit-reversed')).toEqual([]);
  });

  test('E4 only the answers that are offered settle it, and the centre counts by kind and age', () => {
    expect(mayAnswer('damaged', 'withdraw')).toBe(true);
    expect(mayAnswer('damaged', 'forget-it')).toBe(false);
    const day = 86_400_000;
    const all = [1, 2, 3].map((n) => exception('damaged', 'item:b1', n, { at: n * day, settled: n === 3 }));
    expect(countsByAge(all, 3 * day + 5)).toEqual({ damaged: { 1: 1, 2: 1 } });
  });
});
