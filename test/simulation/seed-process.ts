import { text } from 'node:stream/consumers';
import type { SimulationOptions } from './options.ts';
import { simulate } from './simulate.ts';

/** A process of its own that runs the simulations it is given (JSON, a list, on its input) and prints a report a line. */
for (const options of JSON.parse(await text(process.stdin)) as readonly SimulationOptions[]) {
  const report = await simulate(options);
  process.stdout.write(`${JSON.stringify({ options, report })}\n`);
}
