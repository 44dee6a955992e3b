import {
  FAULTS,
  FULL,
  readFaults,
  replayOf,
  type SimulationOptions,
} from '@balie/test/simulation/options.ts';
import { simulate } from '@balie/test/simulation/simulate.ts';
import { type Command, FAILED, OK, print, readArguments, wholeNumber, WrongUse } from '../command.ts';

const help = `
usage: npx balie simulate [options]

Runs whole desks and a whole server in this process, on a virtual clock, beside a model of who really has which book.
Afterwards what the centre says has to be what is so.

  --seed <n>        the run; the same seed gives the same one (1)
  --libraries <n>   (${FULL.libraries})
  --branches <n>    of all libraries together (${FULL.branches})
  --desks <n>       of all branches together (${FULL.desks})
  --days <n>        (${FULL.days})
  --acts <n>        visits to a desk, more or less (${FULL.acts})
  --faults <list>   all, none, or some of ${FAULTS.join(',')} (all)
  --json            the figures as JSON, nothing else
`;

export async function run(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = readArguments(args, {
    ...{ seed: text, libraries: text, branches: text, desks: text, days: text, acts: text, faults: text },
    json: { type: 'boolean' },
  });
  const faults = readFaults(values.faults ?? 'all');
  if (!faults)
    throw new WrongUse(
      `--faults is "${values.faults}"; it has to be all, none, or some of ${FAULTS.join(',')}`,
    );
  const options: SimulationOptions = {
    seed: wholeNumber('seed', values.seed, 1),
    libraries: atLeastOne('libraries', values.libraries, FULL.libraries),
    branches: atLeastOne('branches', values.branches, FULL.branches),
    desks: atLeastOne('desks', values.desks, FULL.desks),
    days: atLeastOne('days', values.days, FULL.days),
    acts: wholeNumber('acts', values.acts, FULL.acts),
    faults,
  };
  const { problems, log, ...figures } = await simulate(options);
  const failed = problems.length > 0;
  if (failed) console.error([...log, ...problems, `again: ${replayOf(options)}`].join('\n'));
  await print(values.json ? JSON.stringify(figures) : describe(figures));
  return failed ? FAILED : OK;
}

export const command: Command = {
  summary: 'desks and a server on a virtual clock, with everything going wrong',
  help,
  run,
};

function atLeastOne(name: string, value: string | undefined, otherwise: number): number {
  const number = wholeNumber(name, value, otherwise);
  if (number < 1) throw new WrongUse(`--${name} is 0; it has to be at least 1`);
  return number;
}

function describe(figures: Readonly<Record<string, number>>): string {
  return Object.entries(figures)
    .map(([name, value]) => `${name.padEnd(14)}${value}`)
    .join('\n');
}
