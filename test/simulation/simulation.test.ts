import { isKnownKind, type Kind, kinds } from '@balie/shared/journal/kinds.ts';
import { beforeAll, expect, test } from 'vitest';
import { SMALL } from './options.ts';
import { failureText, runSeeds, type SeedRun, summaryOf } from './run-seeds.ts';

/** Seeds that found a bug once stay here, beside the round number of others. */
const PINNED: readonly number[] = [1329, 8391, 8917];
const COUNT = 500;
const seeds = [...PINNED, ...Array.from({ length: COUNT }, (_, i) => i + 1)];

/** Kinds that nobody writes here, and why. */
const NOT_WRITTEN: Readonly<Partial<Record<Kind, string>>> = {
  'patron.erase': 'nobody leaves for good',
  'hold.notOnShelf': 'nobody works through a pull list',
  'session.open': 'the same member of staff is signed in all along',
  'session.close': 'the same member of staff is signed in all along',
  'notice.printed': 'no letter is printed at a desk',
  'ill.request': 'libraries send each other nothing',
  'ill.answer': 'libraries send each other nothing',
  'ill.ship': 'libraries send each other nothing',
  'ill.receive': 'libraries send each other nothing',
  'ill.return': 'libraries send each other nothing',
  'ill.cancel': 'libraries send each other nothing',
  'ill.extend': 'libraries send each other nothing',
  'ill.lost': 'libraries send each other nothing',
};

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

test('every kind of entry is written in some of them, but for those with a reason', () => {
  const written = summaryOf(runs).kinds;
  const never = Object.keys(kinds).filter((kind) => written[kind] === undefined);
  expect(never).toEqual(Object.keys(kinds).filter((kind) => isKnownKind(kind) && NOT_WRITTEN[kind]));
});
