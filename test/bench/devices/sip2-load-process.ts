import { once } from 'node:events';
import { sipTime } from '@balie/hardware/codecs/sip2/dates.ts';
import type { Own } from '../../soak/sip2-machine.ts';
import { Sip2Wire } from '../../soak/sip2-wire.ts';

export interface Load {
  readonly port: number;
  readonly own: readonly Own[];
  readonly seconds: number;
}

export interface Loaded {
  readonly perSecond: number;
  /** From each line to its answer, ms. */
  readonly times: readonly number[];
}

/** Each machine lends its books and takes them back, line after line, until the time is up. Throws where a desk says no. */
const [{ port, own, seconds }] = (await once(process, 'message')) as [Load];
const wires = await Promise.all(own.map(async ({ user }) => Sip2Wire.open(port, user)));
const times: number[] = [];
const began = performance.now();
const until = began + seconds * 1000;
await Promise.all(own.map((one, at) => work(wires[at]!, one)));
const loaded: Loaded = { perSecond: times.length / ((performance.now() - began) / 1000), times };
process.send?.(loaded);

async function work(wire: Sip2Wire, { card, items }: Own): Promise<void> {
  while (performance.now() < until) {
    const now = sipTime(Date.now(), 'Europe/Amsterdam');
    for (const item of items) await ask(wire, `11NN${now}${now}AO|AA${card}|AB${item}|AC|`, '121');
    for (const item of items) await ask(wire, `09N${now}${now}AP|AO|AB${item}|AC|`, '101');
  }
}

async function ask(wire: Sip2Wire, line: string, expected: string): Promise<void> {
  const asked = wire.frame(line);
  const before = performance.now();
  const answer = await wire.ask(asked);
  times.push(performance.now() - before);
  if (!answer.startsWith(expected) && answer !== asked.toString()) throw new Error(`${line} got ${answer}`);
}
