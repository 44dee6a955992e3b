import { parseArgs } from 'node:util';
import { FULL } from '../simulation/options.ts';
import { failureText, runSeeds } from '../simulation/run-seeds.ts';
import { torture } from './sip2-torture.ts';

/**
 * `npm run soak -- --from 1 --seeds 20 --processes 2`: full-size worlds, one after another, and then fifty machines at one desk for a
 * minute (`--machines 0` leaves them out, `--seeds 0` the worlds); ends with a summary as JSON.
 */
const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '10' },
    processes: { type: 'string', default: '2' },
    machines: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '60' },
  },
});
const began = performance.now();
const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => ({
  ...FULL,
  seed: Number(values.from) + i,
}));
const runs = await runSeeds(seeds, {
  processes: Number(values.processes),
  each: (run) => {
    const { problems, log, ...figures } = run.report;
    console.error(JSON.stringify(figures));
    if (problems.length) console.error(`${failureText(run)}\n${log.slice(-40).join('\n')}`);
  },
});
const sum = (of: 'entries' | 'acknowledged' | 'lost' | 'violations' | 'virtualHours'): number =>
  runs.reduce((n, { report }) => n + report[of], 0);
const failed = runs.filter(({ report }) => report.problems.length > 0);
const [clients, seconds, seed] = [values.machines, values.seconds, values.from].map(Number) as [
  number,
  number,
  number,
];
const sip2 = clients > 0 ? await torture({ clients, seconds, seed }) : null;
for (const violation of sip2?.violations ?? []) console.error(violation);
console.log(
  JSON.stringify({
    seeds: runs.length,
    entries: sum('entries'),
    acknowledged: sum('acknowledged'),
    lost: sum('lost'),
    violations: sum('violations'),
    virtualHours: sum('virtualHours'),
    wallMs: Math.round(performance.now() - began),
    failed: failed.map(({ options }) => options.seed),
    sip2,
  }),
);
process.exitCode = failed.length || sip2?.violations.length ? 1 : 0;
