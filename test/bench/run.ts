import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark, Result } from './benchmark.ts';
import { checkout } from './checkout.ts';
import { pileToAfi } from './devices/pile-to-afi.ts';
import { scanToResult } from './devices/scan-to-result.ts';
import { sip2Acts } from './devices/sip2-acts.ts';
import { firstCopy } from './first-copy.ts';
import { National } from './national.ts';
import { machine, table } from './report.ts';
import { resolver } from './resolver.ts';
import { deciding, folding, queueing } from './rules.ts';

/** `npm run bench -- [--json] [<name or group>...]`: what matters in daily work, each beside its limit in the same run. */
const all: readonly Benchmark[] = [
  ...[firstCopy, checkout, resolver, folding, queueing, deciding],
  ...[pileToAfi, scanToResult, sip2Acts],
];
const START_SECONDS = 90;

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const isCalled =
  (wanted: string) =>
  ({ name, group }: Benchmark): boolean =>
    name === wanted || group === wanted;
const unknown = positionals.find((wanted) => !all.some(isCalled(wanted)));
if (unknown !== undefined) {
  console.error(
    `There is no benchmark "${unknown}"; there are:\n${all.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`).join('\n')}`,
  );
  process.exit(2);
}

const interrupted = new Promise<never>((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => reject(new Error(`stopped by ${signal}`)));
});
const folder = await mkdtemp(join(tmpdir(), 'balie-bench-'));
let national: National | null = null;
try {
  await Promise.race([
    measure(all.filter((one) => !positionals.length || positionals.some((wanted) => isCalled(wanted)(one)))),
    interrupted,
  ]);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await (national as National | null)?.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit();

async function measure(chosen: readonly Benchmark[]): Promise<void> {
  if (chosen.some((benchmark) => !benchmark.alone)) {
    console.error('the demonstration consortium is imported into a server of its own');
    const began = performance.now();
    national = await within(START_SECONDS, 'the start of the server', National.start(folder));
    console.error(`  done in ${Math.round((performance.now() - began) / 1000)} s`);
  }
  const results: Result[] = [];
  for (const benchmark of chosen) {
    console.error(`${benchmark.name}: ${benchmark.summary}`);
    const start = performance.now();
    const result = await within(benchmark.seconds, benchmark.name, benchmark.run(national!));
    console.error(`  done in ${Math.round((performance.now() - start) / 1000)} s`);
    results.push(result);
    if (values.json) console.log(JSON.stringify(result));
  }
  console.log(values.json ? JSON.stringify({ benchmarks: results, machine: machine() }) : table(results));
}

function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`${what} was not done after ${seconds} s`)), seconds * 1000).unref();
  });
  return Promise.race([work, late]);
}
