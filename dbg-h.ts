import { SMALL } from './test/simulation/options.ts';
import { simulate } from './test/simulation/simulate.ts';
const r = await simulate({ ...SMALL, seed: Number(process.argv[2]) });
console.log(r.log.slice(-Number(process.argv[3]??60)).join('\n'));
console.log(r.problems.join('\n').slice(0,3000));
