import { expect, test } from 'vitest';
import { SMALL } from './options.ts';
import { failureText, runSeeds } from './run-seeds.ts';

/** Seeds that found a bug once stay here, beside the round number of others. */
const PINNED: readonly number[] = [1329, 8391, 8917];
const COUNT = 500;

test(`${COUNT} small worlds end as they really are`, { timeout: 900_000 }, async () => {
  const seeds = [...PINNED, ...Array.from({ length: COUNT }, (_, i) => i + 1)];
  const runs = await runSeeds(
    seeds.map((seed) => ({ ...SMALL, seed })),
    { processes: 2 },
  );
  expect(
    runs
      .filter(({ report }) => report.problems.length > 0)
      .map(failureText)
      .join('\n\n'),
  ).toBe('');
  expect(runs).toHaveLength(seeds.length);
});
