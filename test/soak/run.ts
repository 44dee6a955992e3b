import { parseArgs } from 'node:util';
import { FULL } from '../simulation/options.ts';
import { failureText, runSeeds } from '../simulation/run-seeds.ts';

/** `npm run soak -- --from 1 --seeds 20 --processes 2`: full-size worlds, one after another; ends with a summary as JSON. */
const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '10' },
    processes: { type: 'string', default: '2' },
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
  }),
);
process.exitCode = failed.length ? 1 : 0;
