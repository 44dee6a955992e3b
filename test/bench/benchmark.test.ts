import { expect, it } from 'vitest';
import { byTurns, median, percentile, rounded } from './benchmark.ts';

it('percentiles are samples that were measured, by nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect([0.5, 0.95, 1].map((share) => percentile(hundred, share))).toEqual([50, 95, 100]);
  expect(median([3, 1, 2])).toBe(2);
  expect(percentile([7], 0.95)).toBe(7);
  expect(() => median([])).toThrow('no samples');
});

it('takes turns in going first', async () => {
  const order: string[] = [];
  await byTurns(
    3,
    async () => void order.push('a'),
    async () => void order.push('b'),
  );
  expect(order.join('')).toBe('abbaab');
});

it('rounds to three digits that count', () => {
  expect([1234.5, 0.012345, 99.96].map(rounded)).toEqual([1230, 0.0123, 100]);
});
