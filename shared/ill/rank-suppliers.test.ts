import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankSuppliers, type SupplierCopy } from './rank-suppliers.ts';

const copy = (library: string, change: Partial<SupplierCopy> = {}): SupplierCopy => ({
  library,
  item: `${library}-1`,
  tier: 2,
  available: true,
  loanGroup: 'boek',
  acquired: '2020-01-01',
  reserved: false,
  exact: true,
  routeDays: 2,
  ...change,
});
const rules = { newerThanMonths: 6, excludedGroups: ['sprinter'] };
const standing: Parameters<typeof rankSuppliers>[2] = {
  today: '2026-11-22',
  tried: [],
  balanceOf: () => 0,
  loadOf: () => 0,
};
const order = (copies: readonly SupplierCopy[], change: Partial<typeof standing> = {}): readonly string[] =>
  rankSuppliers(copies, rules, { ...standing, ...change }).map((s) => s.library);

test('I2 tier goes before edition, edition before days on the way, those before the balance and the load', () => {
  const near = copy('near', { tier: 1, exact: false, routeDays: 9 });
  expect(order([copy('far', { tier: 3 }), copy('mid'), near])).toEqual(['near', 'mid', 'far']);
  expect(order([copy('other', { exact: false, routeDays: 1 }), copy('same')])).toEqual(['same', 'other']);
  const balanceOf = (library: string): number => (library === 'asks' ? -5 : 3);
  expect(order([copy('gives'), copy('asks')], { balanceOf })).toEqual(['asks', 'gives']);
  expect(order([copy('busy'), copy('idle')], { loadOf: (l) => Number(l === 'busy') })).toEqual([
    'idle',
    'busy',
  ]);
});

test('I2 new, reserved and excluded copies stay at home, and who could not supply is not asked again', () => {
  const copies = [
    copy('new', { acquired: '2026-06-01' }),
    copy('reserved', { reserved: true }),
    copy('sprinter', { loanGroup: 'sprinter' }),
    copy('tried'),
    copy('lent', { available: false }),
    copy('old enough', { acquired: '2026-05-22' }),
  ];
  expect(order(copies, { tried: ['tried'] })).toEqual(['old enough']);
});

test('I2 the order does not hang on the order in which copies are named, and it tells its reasons', () => {
  const any = fc.record({
    library: fc.constantFrom('a', 'b', 'c'),
    item: fc.constantFrom('1', '2', '3', '4'),
    tier: fc.integer({ min: 1, max: 3 }),
    exact: fc.boolean(),
    routeDays: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(any, { selector: (c) => c.library + c.item }), (copies) => {
      const all = copies.map((c) => copy(c.library, c));
      const ranked = rankSuppliers(all, rules, standing);
      expect(rankSuppliers([...all].reverse(), rules, standing)).toEqual(ranked);
      expect(new Set(ranked.map((r) => r.library)).size).toBe(ranked.length);
      for (const { item, library, because } of ranked)
        expect(all).toContainEqual(expect.objectContaining({ item, library, tier: because.tier }));
    }),
  );
});
