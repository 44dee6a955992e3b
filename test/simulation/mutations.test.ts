import { describe, expect, test } from 'vitest';
import { mutations } from './mutations.ts';
import { type Fault, FAULTS, type SimulationOptions, SMALL } from './options.ts';
import { failureText, runSeeds, type SeedRun } from './run-seeds.ts';

/** Tried in this order until one notices; what noticed finds nothing in the program as it is. */
const SEEDS = Array.from({ length: 6 }, (_, i) => 1001 + i);

/** Enough to see that the simulation notices mistakes at all; `npm run mutate` makes every one, each by its name. */
const USUAL = ['order-by-stream', 'undo-does-nothing'];
const asked = process.env['BALIE_MUTATIONS']?.split(',') ?? USUAL;
const tried = mutations.filter(({ name }) => asked.includes(name));

/** Visits: more than in other small worlds, so that what is rare comes about. */
const BUSY = 300;

const worlds = (faults: readonly Fault[] = FAULTS): readonly SimulationOptions[] =>
  SEEDS.map((seed) => ({ ...SMALL, acts: BUSY, seed, faults }));

const withProblems = (runs: readonly SeedRun[]): readonly SeedRun[] =>
  runs.filter(({ report }) => report.problems.length > 0);

describe('a mistake in the rules or the sync is noticed', () => {
  test.each(tried)('$name: $says', { timeout: 300_000 }, async ({ name, faults }) => {
    const runs = await runSeeds(worlds(faults), { processes: 2, mutation: name, untilFailure: true });
    // A world that never began has noticed nothing.
    const noticed = withProblems(runs).filter(({ report }) => report.entries > 0);
    expect(noticed, withProblems(runs).map(failureText).join('\n')).not.toEqual([]);
    const unchanged = await runSeeds(
      noticed.map(({ options }) => options),
      { processes: 2 },
    );
    expect(withProblems(unchanged).map(failureText)).toEqual([]);
  });
});
