import type { National } from './national.ts';

/** One figure beside its limit: what the machine itself needs for the same work, measured in the same run. */
export interface Result {
  readonly name: string;
  readonly what: string;
  /** Of every figure that is not named otherwise. */
  readonly unit: 'ms' | 'documents/s' | 'entries/s' | 'acts/s';
  readonly value: number;
  /** What the limit is, and its figure in the limit's own unit. */
  readonly beside: string;
  readonly limit: number;
  readonly limitUnit: 'ms' | 'documents/s' | 'lines/s';
  /** How many times as long as its limit the same work takes; 1 cannot be beaten. */
  readonly ratio: number;
  /** Where there is more than a median: the same three for the 95th of a hundred. */
  readonly p95?: { readonly value: number; readonly limit: number; readonly ratio: number };
  readonly samples: number;
  /** What the figure is made of, and what else was seen on the way. Names tell their units. */
  readonly parts: Readonly<Record<string, number>>;
}

export interface Benchmark {
  readonly name: string;
  readonly summary: string;
  /** Longest that it may take, s; a run that is not done by then has failed. */
  readonly seconds: number;
  /** Runs when this is asked for, beside its own name. */
  readonly group?: 'devices';
  /** It needs no server. */
  readonly alone?: true;
  run(national: National): Promise<Result>;
}

/** The value below which `share` (0 to 1) of the samples lie, by nearest rank. Throws without samples. */
export function percentile(samples: readonly number[], share: number): number {
  if (samples.length === 0) throw new RangeError('no samples');
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

export async function elapsed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** Runs two things by turns, each first every other time, so that neither has the warmer machine. */
export async function byTurns(
  rounds: number,
  one: () => Promise<void>,
  other: () => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const act of round % 2 === 0 ? [one, other] : [other, one]) await act();
  }
}

/** Three digits that count. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

export function roundedAll<K extends string>(parts: Readonly<Record<K, number>>): Record<K, number> {
  return Object.fromEntries(
    Object.entries<number>(parts).map(([name, value]) => [name, rounded(value)]),
  ) as Record<K, number>;
}
