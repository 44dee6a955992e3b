import { kinds } from '@balie/shared/journal/kinds.ts';
import { beforeAll, expect, test } from 'vitest';
import { SMALL } from './options.ts';
import { failureText, runSeeds, type SeedRun, summaryOf } from './run-seeds.ts';

/** Seeds that found a bug once stay here, beside the round number of others. */
const PINNED: readonly number[] = [1329, 8391, 8917];
const COUNT = 500;
const seeds = [...PINNED, ...Array.from({ length: COUNT }, (_, i) => i + 1)];

let runs: readonly SeedRun[] = [];

beforeAll(async () => {
  runs = await runSeeds(
    seeds.map((seed) => ({ ...SMALL, seed })),
    { processes: 2 },
  );
}, 900_000);

test(`${COUNT} small worlds end as they really are`, () => {
  expect(
    runs
      .filter(({ report }) => report.problems.length > 0)
      .map(failureText)
      .join('\n\n'),
  ).toBe('');
  expect(runs).toHaveLength(seeds.length);
});

test('every kind of entry is written in some of them', () => {
  const written = summaryOf(runs).kinds;
  expect(Object.keys(kinds).filter((kind) => written[kind] === undefined)).toEqual([]);
});
