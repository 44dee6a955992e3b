export const FAULTS = [
  'partition',
  'crash',
  'disk',
  'line',
  'bulk',
  'delivery',
  'lease',
  'clock',
  'clone',
  'fork',
  'image',
  'restore',
] as const;

export type Fault = (typeof FAULTS)[number];

/** The size of a run and what goes wrong in it. Branches and desks are spread over the libraries. */
export interface SimulationOptions {
  readonly seed: number;
  readonly libraries: number;
  readonly branches: number;
  readonly desks: number;
  readonly days: number;
  readonly acts: number;
  readonly faults: readonly Fault[];
  /** What is left of the plan, of a run that was made shorter. */
  readonly only?: Selection;
}

/** The parts of a plan that happen: visits, faults and turns of the centre by their numbers, and the day after which nothing does. */
export interface Selection {
  readonly visits: readonly number[];
  readonly faults: readonly number[];
  readonly centre: readonly number[];
  readonly days: number;
}

/** What `npm test` runs by the hundred. */
export const SMALL: Omit<SimulationOptions, 'seed'> = {
  libraries: 1,
  branches: 2,
  desks: 4,
  days: 2,
  acts: 100,
  faults: FAULTS,
};

/** What `npm run soak` runs beside the small ones. */
export const FULL: Omit<SimulationOptions, 'seed'> = {
  libraries: 3,
  branches: 6,
  desks: 12,
  days: 3,
  acts: 4000,
  faults: FAULTS,
};

/** The command that runs the same again. */
export function replayOf({ seed, only, ...size }: SimulationOptions): string {
  const { libraries, branches, desks, days, acts, faults } = size;
  const named = faults.length === FAULTS.length ? 'all' : faults.length ? faults.join(',') : 'none';
  const left = only
    ? ` --only-visits ${numbersText(only.visits)} --only-faults ${numbersText(only.faults)} --only-centre ${numbersText(only.centre)} --only-days ${only.days}`
    : '';
  return `npx balie simulate --seed ${seed} --libraries ${libraries} --branches ${branches} --desks ${desks} --days ${days} --acts ${acts} --faults ${named}${left}`;
}

/** `all`, `none` or a list with commas; null when one of them is no fault. */
export function readFaults(text: string): readonly Fault[] | null {
  if (text === 'all') return FAULTS;
  if (text === 'none' || text === '') return [];
  const names = text.split(',');
  return names.every((name): name is Fault => (FAULTS as readonly string[]).includes(name)) ? names : null;
}

/** `A..B`, both included, or one number; null when it is neither. */
export function readSeeds(text: string): readonly number[] | null {
  const [, from, to = from] = /^(\d+)(?:\.\.(\d+))?$/.exec(text) ?? [];
  if (from === undefined || Number(to) < Number(from)) return null;
  return Array.from({ length: Number(to) - Number(from) + 1 }, (_, i) => Number(from) + i);
}

/** `none` or a list with commas; null when one of them is no number. */
export function readNumbers(text: string): readonly number[] | null {
  if (text === 'none') return [];
  return /^\d+(,\d+)*$/.test(text) ? text.split(',').map(Number) : null;
}

function numbersText(numbers: readonly number[]): string {
  return numbers.length ? numbers.join(',') : 'none';
}
