import { minimise } from '@balie/test/simulation/minimise.ts';
import {
  FAULTS,
  FULL,
  readFaults,
  readNumbers,
  readSeeds,
  replayOf,
  type Selection,
  type SimulationOptions,
  SMALL,
} from '@balie/test/simulation/options.ts';
import { runSeeds, type SeedRun, summaryOf } from '@balie/test/simulation/run-seeds.ts';
import { simulate } from '@balie/test/simulation/simulate.ts';
import { type Command, FAILED, OK, print, readArguments, wholeNumber, WrongUse } from '../command.ts';

const help = `
usage: npx balie simulate [options]

Runs whole desks and a whole server in this process, on a virtual clock, beside a model of who really has which book, who
waits for what, who people are and what was paid. Afterwards what the centre says has to be what is so.

  --seed <n>        the run; the same seed gives the same one (1)
  --seeds <a>..<b>  all these runs, on two processes
  --minimise        of the first run that fails the shortest history that is found, and how to run it again
  --minutes <n>     how long to look for it (5)
  --small           a world as the tests run it, for what is not said below: ${sizeText(SMALL)}
  --libraries <n>   (${FULL.libraries})
  --branches <n>    of all libraries together (${FULL.branches})
  --desks <n>       of all branches together (${FULL.desks})
  --days <n>        (${FULL.days})
  --acts <n>        visits to a desk, more or less (${FULL.acts})
  --faults <list>   all, none, or some of ${FAULTS.join(',')} (all)
  --only-visits <list>, --only-faults <list>, --only-centre <list>, --only-days <n>
                    what is left of a run that was made shorter
  --json            the figures as JSON, nothing else
`;

type Values = Readonly<Record<string, string | boolean | undefined>>;

export async function run(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = readArguments(args, {
    ...{ seed: text, seeds: text, libraries: text, branches: text, desks: text, days: text, acts: text },
    ...{ faults: text, minutes: text, 'only-visits': text, 'only-faults': text },
    ...{ 'only-centre': text, 'only-days': text },
    ...{ minimise: flag, small: flag, json: flag },
  });
  const size = sizeOf(values);
  const budgetMs = wholeNumber('minutes', values.minutes, 5) * 60_000;
  if (values.seeds === undefined) {
    const only = onlyOf(values);
    const options = { ...size, seed: wholeNumber('seed', values.seed, 1), ...(only ? { only } : {}) };
    const report = await simulate(options);
    const { problems, log, ...figures } = report;
    const failed = problems.length > 0;
    if (failed && values.minimise) await shorten({ options, report }, budgetMs);
    else if (failed) console.error([...log, ...problems, `again: ${replayOf(options)}`].join('\n'));
    await print(values.json ? JSON.stringify(figures) : describe(figures));
    return failed ? FAILED : OK;
  }
  const seeds = readSeeds(values.seeds);
  if (!seeds || values.seed !== undefined || values['only-visits'] !== undefined)
    throw new WrongUse(
      `--seeds is "${values.seeds}"; it has to be a range like 1..100, without --seed or --only-visits`,
    );
  const began = performance.now();
  const runs = await runSeeds(
    seeds.map((seed) => ({ ...size, seed })),
    { processes: 2 },
  );
  const failing = runs.filter(({ report }) => report.problems.length > 0);
  for (const { options, report } of failing)
    console.error([`seed ${options.seed}:`, ...report.problems, `again: ${replayOf(options)}`].join('\n'));
  if (failing[0] && values.minimise) await shorten(failing[0], budgetMs);
  const figures = { ...summaryOf(runs), wallMs: Math.round(performance.now() - began) };
  await print(values.json ? JSON.stringify(figures) : describe(figures));
  return failing.length ? FAILED : OK;
}

export const command: Command = {
  summary: 'desks and a server on a virtual clock, with everything going wrong',
  help,
  run,
};

/** Prints the shortest failing history that is found. */
async function shorten({ options, report }: SeedRun, budgetMs: number): Promise<void> {
  const each = ({ visits, faults, centre, days }: Selection): void =>
    console.error(
      `still fails with ${visits.length} visits, ${faults.length} faults and ${centre.length} turns of the centre in ${days} days`,
    );
  const shortest = await minimise(options, report, { budgetMs, each });
  const { log, problems } = shortest.report;
  console.error(
    [
      `seed ${options.seed}, the shortest of ${shortest.runs} runs that were tried:`,
      ...[...log, ...problems].map((line) => `  ${line}`),
      `again: ${replayOf(shortest.options)}`,
    ].join('\n'),
  );
}

function sizeOf(values: Values): Omit<SimulationOptions, 'seed'> {
  const faults = readFaults(textOf(values, 'faults') ?? 'all');
  if (!faults)
    throw new WrongUse(
      `--faults is "${textOf(values, 'faults')}"; it has to be all, none, or some of ${FAULTS.join(',')}`,
    );
  const usual = values['small'] === true ? SMALL : FULL;
  return {
    libraries: atLeastOne('libraries', textOf(values, 'libraries'), usual.libraries),
    branches: atLeastOne('branches', textOf(values, 'branches'), usual.branches),
    desks: atLeastOne('desks', textOf(values, 'desks'), usual.desks),
    days: atLeastOne('days', textOf(values, 'days'), usual.days),
    acts: wholeNumber('acts', textOf(values, 'acts'), usual.acts),
    faults,
  };
}

function onlyOf(values: Values): Selection | null {
  const [visits, faults, centre] = ['only-visits', 'only-faults', 'only-centre'].map((name) => {
    const text = textOf(values, name);
    const numbers = text === undefined ? undefined : readNumbers(text);
    if (numbers === null)
      throw new WrongUse(`--${name} is "${text}"; it has to be none or numbers with commas, like 3,14`);
    return numbers;
  });
  const days = textOf(values, 'only-days');
  if (visits === undefined && faults === undefined && centre === undefined && days === undefined) return null;
  if (visits === undefined || faults === undefined || centre === undefined || days === undefined)
    throw new WrongUse('--only-visits, --only-faults, --only-centre and --only-days go together');
  return { visits, faults, centre, days: atLeastOne('only-days', days, 1) };
}

function textOf(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

function atLeastOne(name: string, value: string | undefined, otherwise: number): number {
  const number = wholeNumber(name, value, otherwise);
  if (number < 1) throw new WrongUse(`--${name} is 0; it has to be at least 1`);
  return number;
}

function sizeText({ libraries, branches, desks, days, acts }: Omit<SimulationOptions, 'seed'>): string {
  return `${libraries} library, ${branches} branches, ${desks} desks, ${days} days, ${acts} acts`;
}

function describe(figures: object): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name.padEnd(14)}${figureText(value)}`)
    .join('\n');
}

function figureText(value: unknown): string {
  if (Array.isArray(value)) return value.join(' ') || 'none';
  if (typeof value !== 'object' || value === null) return String(value);
  const counts = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return counts.map(([name, count]) => `${name} ${count}`).join(', ');
}
