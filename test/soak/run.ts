import { parseArgs } from 'node:util';
import { FULL, readSeeds, SMALL } from '../simulation/options.ts';
import { failureText, runSeeds, type SeedRun, type Summary, summaryOf } from '../simulation/run-seeds.ts';
import { HURRIED, STEADY, torture, type TortureReport } from './sip2-torture.ts';

/**
 * `npm run soak -- --small 1..10000 --full 1..100 --processes 2`: worlds of both sizes, one after another (`none` leaves a size out), and
 * then fifty machines at one desk for a minute, alone and while it syncs and another desk makes first copies, each with hardly a pause
 * and at two lines a second a machine (`--machines 0` leaves them out). Ends with a summary as JSON.
 */
const { values } = parseArgs({
  options: {
    small: { type: 'string', default: '1..10000' },
    full: { type: 'string', default: '1..100' },
    processes: { type: 'string', default: '2' },
    machines: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
  },
});
const processes = Number(values.processes);

async function soak(
  size: Omit<Parameters<typeof runSeeds>[0][number], 'seed'>,
  seeds: string,
): Promise<Summary & { readonly wallMs: number }> {
  const began = performance.now();
  const chosen = seeds === 'none' ? [] : readSeeds(seeds);
  if (!chosen) throw new Error(`"${seeds}" is neither a seed, nor a range like 1..100, nor none`);
  const worlds = chosen.map((seed) => ({ ...size, seed }));
  let done = 0;
  const each = (run: SeedRun): void => {
    done += 1;
    if (run.report.problems.length) console.error(failureText(run));
    if (done % Math.ceil(chosen.length / 50) === 0)
      console.error(`${done} of ${chosen.length}, ${Math.round((performance.now() - began) / 1000)} s`);
  };
  const runs = await runSeeds(worlds, { processes, each });
  return { ...summaryOf(runs), wallMs: Math.round(performance.now() - began) };
}

const small = await soak(SMALL, values.small);
const full = await soak(FULL, values.full);
const [clients, seconds] = [Number(values.machines), Number(values.seconds)];
const machines: TortureReport[] = [];
for (const syncing of clients > 0 ? [false, true] : [])
  for (const longestPauseMs of [HURRIED, STEADY])
    machines.push(await torture({ clients, seconds, seed: 1, syncing, longestPauseMs }));
const violations = machines.flatMap((report) => report.violations);
for (const violation of violations) console.error(violation);
console.log(JSON.stringify({ small, full, machines }));
process.exitCode = small.failed.length + full.failed.length + violations.length > 0 ? 1 : 0;
