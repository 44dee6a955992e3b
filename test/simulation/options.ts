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
}

/** What `npm test` runs by the hundred. */
export const SMALL: Omit<SimulationOptions, 'seed'> = {
  libraries: 1,
  branches: 2,
  desks: 4,
  days: 2,
  acts: 300,
  faults: FAULTS,
};

/** What `npm run soak` runs. */
export const FULL: Omit<SimulationOptions, 'seed'> = {
  libraries: 3,
  branches: 6,
  desks: 12,
  days: 3,
  acts: 4000,
  faults: FAULTS,
};

/** The command that runs the same again. */
export function replayOf(options: SimulationOptions): string {
  const { seed, libraries, branches, desks, days, acts, faults } = options;
  const named = faults.length === FAULTS.length ? 'all' : faults.length ? faults.join(',') : 'none';
  return `npx balie simulate --seed ${seed} --libraries ${libraries} --branches ${branches} --desks ${desks} --days ${days} --acts ${acts} --faults ${named}`;
}

/** `all`, `none` or a list with commas; null when one of them is no fault. */
export function readFaults(text: string): readonly Fault[] | null {
  if (text === 'all') return FAULTS;
  if (text === 'none' || text === '') return [];
  const names = text.split(',');
  return names.every((name): name is Fault => (FAULTS as readonly string[]).includes(name)) ? names : null;
}
