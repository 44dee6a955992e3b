import { describe, expect, test } from 'vitest';
import { mutations } from './mutations.ts';
import { SMALL } from './options.ts';
import { runSeeds } from './run-seeds.ts';

/** Tried in this order until one notices; the same seeds find nothing in the program as it is. */
const seeds = Array.from({ length: 12 }, (_, i) => ({ ...SMALL, seed: 1001 + i }));

describe('a mistake in the rules or the sync is noticed', () => {
  test('without a mistake the seeds find nothing', { timeout: 120_000 }, async () => {
    const runs = await runSeeds(seeds, { processes: 2 });
    expect(runs.flatMap(({ report }) => report.problems)).toEqual([]);
  });

  test.each(mutations)('$name: $says', { timeout: 120_000 }, async ({ name }) => {
    const runs = await runSeeds(seeds, { processes: 2, mutation: name, untilFailure: true });
    expect(runs.some(({ report }) => report.problems.length > 0)).toBe(true);
  });
});
