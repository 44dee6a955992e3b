import { type PlannedTurn, turnsOf } from './centre/centre-plan.ts';
import type { Fault, SimulationOptions } from './options.ts';
import { Random } from './random.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Copies of machines that come in a run, by clone or by fork. */
const MOST_COPIES = 2;
/** When visits fall, after the moment of the day at which a run begins. */
const OPENS = HOUR;
const CLOSES = 12 * HOUR;
/** One visit of so many comes after the horizon. */
const LATER = 8;

/** What somebody comes for, and how often of a hundred or so. */
const VISITS = {
  lend: 25,
  'bring back': 21,
  unload: 9,
  prolong: 4,
  'lend and think again': 2,
  'lend by mistake': 3,
  'take by mistake': 2,
  'ask for a title': 9,
  'change a wish': 5,
  collect: 6,
  'give up waiting': 1,
  register: 3,
  'register again': 1,
  'change a record': 5,
  block: 2,
  'replace a card': 1,
  'merge records': 2,
  'merge by mistake': 1,
  charge: 3,
  pay: 6,
  'let off': 1,
  'give money back': 2,
  'ask the terminal': 1,
  'see to the drawer': 3,
  'leave on a shelf': 2,
  claim: 2,
  lose: 1,
  'search the shelves': 3,
  'miss a book': 1,
  'leave a note': 2,
  'ask for consent': 2,
  'link people': 2,
  'describe a book': 3,
  'send a book': 2,
  'sort out': 3,
  'look in vain': 3,
  leave: 2,
  'change hands': 1,
} as const;

export type VisitKind = keyof typeof VISITS;

/** Moments are ms after the beginning of the run. */
export interface PlannedVisit {
  readonly number: number;
  readonly at: number;
  readonly kind: VisitKind;
}

export interface PlannedFault {
  readonly number: number;
  readonly at: number;
  readonly kind: Fault;
  /** A machine by its place in the list, copies after all others; null for what befalls the centre. */
  readonly machine: number | null;
}

/** All that is to happen, each by dice of its own: what is left out leaves the others as they are. */
export interface Plan {
  readonly visits: readonly PlannedVisit[];
  /** Whether the centre sets its horizon once all is well again. In half of all runs nothing looks at a document once more. */
  readonly horizon: boolean;
  /** What comes after it. */
  readonly later: readonly PlannedVisit[];
  readonly faults: readonly PlannedFault[];
  readonly centre: readonly PlannedTurn[];
  /** How long anything happens, days. */
  readonly days: number;
}

/** The same for the same options. */
export function planOf(options: SimulationOptions): Plan {
  const { only, acts, days } = options;
  const visits = visitsOf(diceOf(options, 'visits'), acts, days);
  const horizon = diceOf(options, 'horizon').chance(0.5);
  const later = visitsOf(diceOf(options, 'later'), horizon ? Math.round(acts / LATER) : 0, 1).map(
    (visit) => ({
      ...visit,
      number: acts + visit.number,
    }),
  );
  const faults = faultsOf(options);
  const centre = turnsOf(options, (part) => diceOf(options, `centre ${part}`));
  if (!only) return { visits, horizon, later, faults, centre, days };
  const kept = {
    visits: new Set(only.visits),
    faults: new Set(only.faults),
    centre: new Set(only.centre),
  };
  const within = ({ at }: { readonly at: number }): boolean => at < only.days * DAY;
  return {
    visits: visits.filter((visit) => kept.visits.has(visit.number) && within(visit)),
    horizon,
    later: later.filter(({ number }) => kept.visits.has(number)),
    faults: faults.filter((fault) => kept.faults.has(fault.number) && within(fault)),
    centre: centre.filter((turn) => kept.centre.has(turn.number) && within(turn)),
    days: only.days,
  };
}

/** The dice of one part of a run. */
export function diceOf({ seed }: Pick<SimulationOptions, 'seed'>, part: string): Random {
  return new Random(`balie ${seed} ${part}`);
}

function visitsOf(random: Random, count: number, days: number): readonly PlannedVisit[] {
  const kinds = Object.entries(VISITS) as [VisitKind, number][];
  const whole = kinds.reduce((sum, [, weight]) => sum + weight, 0);
  return Array.from({ length: count }, (_, number) => {
    const at = random.between(0, days - 1) * DAY + random.between(OPENS, CLOSES);
    let left = random.next() * whole;
    const [kind] = kinds.find(([, weight]) => (left -= weight) < 0) ?? kinds[0]!;
    return { number, at, kind };
  });
}

/** Mean distance of two of a kind at one machine, or at the centre. */
const MEAN: Readonly<Partial<Record<Fault, number>>> = {
  partition: 9 * HOUR,
  crash: 9 * HOUR,
  disk: 20 * HOUR,
  line: 9 * HOUR,
  image: 30 * HOUR,
  bulk: 5 * HOUR,
  delivery: 6 * HOUR,
  lease: 8 * HOUR,
  restore: 22 * HOUR,
};

const OF_THE_CENTRE: ReadonlySet<Fault> = new Set<Fault>(['bulk', 'delivery', 'lease', 'restore']);

function faultsOf(options: SimulationOptions): readonly PlannedFault[] {
  const end = options.days * DAY;
  const found: Omit<PlannedFault, 'number'>[] = [];
  const copies: Omit<PlannedFault, 'number'>[] = [];
  for (const kind of options.faults) {
    if (kind !== 'clone' && kind !== 'fork') continue;
    const random = diceOf(options, kind);
    for (const at of moments(random, 30 * HOUR, end))
      copies.push({ at, kind, machine: random.between(0, options.desks - 1) });
  }
  const made = copies.sort((a, b) => a.at - b.at).slice(0, MOST_COPIES);
  found.push(...made);
  const begins = [...Array.from({ length: options.desks }, () => OPENS), ...made.map(({ at }) => at)];
  for (const kind of options.faults) {
    if (OF_THE_CENTRE.has(kind)) {
      const random = diceOf(options, kind);
      for (const at of moments(random, MEAN[kind]!, end)) found.push({ at, kind, machine: null });
      continue;
    }
    for (const [machine, begin] of begins.entries()) {
      const random = diceOf(options, `${kind} ${machine}`);
      if (kind === 'clock') {
        // A copy begins with the clock of its original: which of two continues a stream is told by nothing but that.
        if (machine < options.desks && random.chance(0.5)) found.push({ at: OPENS, kind, machine });
      } else if (kind !== 'clone' && kind !== 'fork') {
        for (const at of moments(random, MEAN[kind]!, end)) if (at > begin) found.push({ at, kind, machine });
      }
    }
  }
  found.sort((a, b) => a.at - b.at || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0));
  return found.map((fault, number) => ({ number, ...fault }));
}

/** Most of what goes wrong goes wrong while people work. */
function moments(random: Random, mean: number, end: number): readonly number[] {
  const found: number[] = [];
  for (let at = OPENS; ;) {
    at += random.between(mean >> 2, mean + 3 * (mean >> 2));
    if (at >= end) return found;
    const ofDay = at % DAY;
    const moved = ofDay > CLOSES && random.chance(0.8) ? at - ofDay + random.between(OPENS, CLOSES) : at;
    found.push(moved);
  }
}
