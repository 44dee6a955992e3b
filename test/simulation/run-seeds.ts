import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { replayOf, type SimulationOptions } from './options.ts';
import type { Report } from './simulate.ts';

export interface SeedRun {
  readonly options: SimulationOptions;
  readonly report: Report;
}

export interface RunSeedsOptions {
  /** Processes at the same time. */
  readonly processes: number;
  /** Name of the mutation that is applied to the sources as they are loaded. */
  readonly mutation?: string;
  /** Ends everything at the first run that finds something. */
  readonly untilFailure?: boolean;
  readonly each?: (run: SeedRun) => void;
}

const program = fileURLToPath(new URL('seed-process.ts', import.meta.url));
const loader = new URL('mutating-loader.ts', import.meta.url).href;

/** Runs simulations in processes of their own, spread evenly. A process that dies is a failure of its next seed. */
export async function runSeeds(
  all: readonly SimulationOptions[],
  options: RunSeedsOptions,
): Promise<readonly SeedRun[]> {
  const runs: SeedRun[] = [];
  const shares = Array.from({ length: options.processes }, (_, i) =>
    all.filter((_one, j) => j % options.processes === i),
  ).filter((s) => s.length);
  const enough = new AbortController();
  await Promise.all(shares.map((share) => runShare(share, options, runs, enough)));
  return runs.sort((a, b) => a.options.seed - b.options.seed);
}

async function runShare(
  share: readonly SimulationOptions[],
  { mutation, untilFailure, each }: RunSeedsOptions,
  runs: SeedRun[],
  enough: AbortController,
): Promise<void> {
  const hooks = mutation === undefined ? [] : ['--import', loader];
  const child = spawn(process.execPath, [...hooks, program], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...(mutation === undefined ? {} : { BALIE_MUTATION: mutation }) },
  });
  enough.signal.addEventListener('abort', () => child.kill());
  // Who dies before it read them all is reported below, by its exit code.
  child.stdin.on('error', () => undefined);
  child.stdin.end(JSON.stringify(share));
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let count = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const run = JSON.parse(line) as SeedRun;
    count += 1;
    runs.push(run);
    each?.(run);
    if (untilFailure && run.report.problems.length > 0) enough.abort();
  }
  const code = await ended;
  if (count === share.length || enough.signal.aborted) return;
  runs.push({
    options: share[count]!,
    report: brokenReport(share[count]!, `the process ended with ${code}: ${complaint}`),
  });
}

export interface Summary {
  readonly seeds: number;
  readonly entries: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly violations: number;
  readonly virtualHours: number;
  /** How many entries of each kind were written. */
  readonly kinds: Readonly<Record<string, number>>;
  /** Seeds that found something. */
  readonly failed: readonly number[];
}

/** The figures of all runs together. */
export function summaryOf(runs: readonly SeedRun[]): Summary {
  const sum = (of: 'entries' | 'acknowledged' | 'lost' | 'violations' | 'virtualHours'): number =>
    runs.reduce((n, { report }) => n + report[of], 0);
  return {
    seeds: runs.length,
    entries: sum('entries'),
    acknowledged: sum('acknowledged'),
    lost: sum('lost'),
    violations: sum('violations'),
    virtualHours: sum('virtualHours'),
    kinds: sumOfKinds(runs),
    failed: runs.filter(({ report }) => report.problems.length > 0).map(({ options }) => options.seed),
  };
}

function sumOfKinds(runs: readonly SeedRun[]): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const { report } of runs)
    for (const [kind, count] of Object.entries(report.kinds)) kinds[kind] = (kinds[kind] ?? 0) + count;
  return kinds;
}

/** What a failing run tells: its problems and the command that runs it again. */
export function failureText({ options, report }: SeedRun): string {
  return [
    `seed ${options.seed}: ${report.lost} lost, ${report.violations} violations`,
    ...report.problems.slice(0, 8),
    `again: ${replayOf(options)}`,
  ].join('\n');
}

function brokenReport({ seed }: SimulationOptions, problem: string): Report {
  return {
    seed,
    entries: 0,
    acknowledged: 0,
    lost: 0,
    violations: 1,
    virtualHours: 0,
    wallMs: 0,
    acts: 0,
    kinds: {},
    problems: [problem],
    log: [],
  };
}
