import { readFaults, SMALL } from './options.ts';
import { simulate } from './simulate.ts';
const [seed='1', faults='none', n='1'] = process.argv.slice(2);
for (let i = Number(seed); i < Number(seed) + Number(n); i++) {
  const r = await simulate({ ...SMALL, seed: i, faults: readFaults(faults)! });
  console.log(JSON.stringify({ ...r, problems: undefined, log: undefined }));
  if (r.problems.length) { console.log(r.problems.slice(0, Number(process.env['MOST'] ?? 6)).join('\n')); if (n === '1') console.log(r.log.join('\n')); }
}
