import type { SimulationOptions } from './options.ts';
import { simulate } from './simulate.ts';

/** A process of its own that runs the simulations of its argument (JSON, a list) and prints a report a line. */
for (const options of JSON.parse(process.argv[2]!) as readonly SimulationOptions[]) {
  const report = await simulate(options);
  process.stdout.write(`${JSON.stringify({ options, report })}\n`);
}
