import { once } from 'node:events';
import { Random } from '../simulation/random.ts';
import type { ClientsAsked, ClientsTold } from './sip2-clients.ts';
import { Machine } from './sip2-machine.ts';

/** All machines in a process of their own, so that what they cost is not the desk's. Hears one message, tells one and ends. */
const [asked] = (await once(process, 'message')) as [ClientsAsked];
const { place, own, seed, seconds } = asked;
const until = performance.now() + seconds * 1000;
const random = new Random(seed);
const machines = own.map((one) => new Machine(place, one, random.fork(one.user), until));
const before = process.cpuUsage();
await Promise.all(machines.map((machine) => machine.run()));
const { user, system } = process.cpuUsage(before);
const told: ClientsTold = {
  cpuMs: (user + system) / 1000,
  machines: machines.map(({ expected, done, violations, times, pinTimes, requests }) => ({
    ...{ expected, done, violations, times, pinTimes, requests },
  })),
};
process.send?.(told, () => process.disconnect());
