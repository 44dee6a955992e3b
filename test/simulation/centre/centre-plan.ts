import type { SimulationOptions } from '../options.ts';
import type { Random } from '../random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OPENS = HOUR;
const CLOSES = 12 * HOUR;
/** The day is closed when everybody has gone home. */
const NIGHT = 14 * HOUR;
/** Visits to one library for which the centre does each of its acts once. */
const FOR_ONE = 300;
const MOST = 5;

/** What the centre does in every run, how often, and in which part of it. */
const TURNS = {
  'give a label': { times: 2, from: 0, to: 0.9 },
  'join titles': { times: 1, from: 0.2, to: 0.9 },
  'set the hours': { times: 1, from: 0, to: 1 },
  'close a branch': { times: 1, from: 0, to: 1 },
  'extend loans': { times: 1, from: 0, to: 1 },
  'add a desk': { times: 1, from: 0, to: 0.5 },
  'activate rules': { times: 1, from: 0, to: 1 },
  'take over a charge': { times: 2, from: 0, to: 0.5 },
  'collect debits': { times: 1, from: 0.3, to: 0.9 },
  'send a notice': { times: 2, from: 0, to: 1 },
  'supply a library': { times: 2, from: 0, to: 0.8 },
  'ask elsewhere': { times: 1, from: 0, to: 0.8 },
} as const;

export type TurnKind = keyof typeof TURNS | 'close the day';

/** `at` is ms after the beginning of the run, `library` its place among the libraries. */
export interface PlannedTurn {
  readonly number: number;
  readonly at: number;
  readonly kind: TurnKind;
  readonly library: number;
}

/** What the centre does, each kind by dice of its own. */
export function turnsOf(
  { acts, libraries, days }: SimulationOptions,
  dice: (part: string) => Random,
): readonly PlannedTurn[] {
  const found: Omit<PlannedTurn, 'number'>[] = [];
  const often = Math.min(MOST, Math.max(1, Math.round(acts / libraries / FOR_ONE)));
  for (let library = 0; library < libraries; library++) {
    for (const [kind, { times, from, to }] of Object.entries(TURNS) as [TurnKind, Of][]) {
      const random = dice(`${kind} ${library}`);
      for (let n = 0; n < times * often; n++)
        found.push({ at: workingHour((from + random.next() * (to - from)) * days), kind, library });
    }
    for (let day = 0; day < days; day++)
      found.push({ at: day * DAY + NIGHT, kind: 'close the day', library });
  }
  return found.map((turn, number) => ({ number, ...turn }));
}

type Of = (typeof TURNS)[keyof typeof TURNS];

/** The moment of the day at which so much of a run, in days, of which only working hours count, is over. */
function workingHour(days: number): number {
  const day = Math.floor(days);
  return day * DAY + Math.round(OPENS + (days - day) * (CLOSES - OPENS));
}
