import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chargeOpen, factsOf, TestStream } from '../testing/make-entry.ts';
import { foldAccount } from './fold-account.ts';

test('M1 a balance is the sum of its lines, in whatever order they came', () => {
  const charges = fc.array(
    fc.record({ row: fc.nat(6), cents: fc.integer({ min: -5000, max: 5000 }), at: fc.nat(50) }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(charges, fc.boolean(), (made, turned) => {
      const stream = new TestStream('import.a');
      for (const { row, cents, at } of made) stream.write(chargeOpen('anna', `r${row}`, cents), { at });
      const account = foldAccount('anna', factsOf(turned ? stream.entries.toReversed() : stream.entries));
      const newest = new Map(made.map(({ row, cents }) => [row, cents]));
      expect(account.balanceCents).toBe(account.lines.reduce((sum, line) => sum + line.cents, 0));
      expect(account.balanceCents).toBe([...newest.values()].reduce((sum, cents) => sum + cents, 0));
      expect(Number.isInteger(account.balanceCents)).toBe(true);
    }),
    { numRuns: 300, seed: 23 },
  );
});

test('M1 an import that is run again replaces the balance of a row, and doubles nothing', () => {
  const stream = new TestStream('import.a');
  stream.write(chargeOpen('anna', 'fine:1', 1000), { at: 1 });
  stream.write(chargeOpen('anna', 'fine:2', 250), { at: 1 });
  const again = stream.write(chargeOpen('anna', 'fine:1', 1200), { at: 900 });
  const account = foldAccount('anna', factsOf(stream.entries));
  expect(account.balanceCents).toBe(1450);
  expect(account.lines.map((line) => line.id)).toContain(again._id);
});

test('M1 nobody’s account is empty', () => {
  expect(foldAccount('anna', {})).toEqual({ patron: 'anna', lines: [], balanceCents: 0 });
});
