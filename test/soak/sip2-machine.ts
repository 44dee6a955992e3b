import { setTimeout as wait } from 'node:timers/promises';
import { sipTime } from '@balie/hardware/codecs/sip2/dates.ts';
import type { Random } from '../simulation/random.ts';
import type { Expected } from './sip2-journal.ts';
import { Sip2Wire } from './sip2-wire.ts';

export const faults = [
  'none',
  'drop',
  'half',
  'twice',
  'again',
  'corrupt',
  'junk',
  'long',
  'pieces',
] as const;
export type Fault = (typeof faults)[number];

const FAULTY = 0.4;
/** Of each machine, however busy this computer is. */
const LEAST_ACTS = 8;

/** One machine with a patron and books that nobody else has. */
export interface Own {
  readonly user: string;
  readonly card: string;
  readonly items: readonly string[];
}

/** What machines need to know of the desk that they stand at. */
export interface Place {
  readonly port: number;
  /** Books that everybody wants. */
  readonly shared: readonly string[];
  /** Of every patron. */
  readonly pin: string;
  /** How long a machine says nothing after an answer: up to so many ms, half of it on average. */
  readonly longestPauseMs: number;
}

/** What a machine has to tell afterwards. */
export interface MachineReport {
  readonly expected: Expected;
  readonly done: Readonly<Record<Fault, number>>;
  /** A sentence each. */
  readonly violations: readonly string[];
  /** From the line to its answer, of requests that nothing was done to, ms. */
  readonly times: readonly number[];
  readonly pinTimes: readonly number[];
  readonly requests: number;
}

/** A self-check with bad luck: dropped connections, wrong checksums, repeats, junk and lines without end. */
export class Machine implements MachineReport {
  readonly expected: Expected;
  readonly done = Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>;
  readonly violations: string[] = [];
  readonly times: number[] = [];
  readonly pinTimes: number[] = [];
  requests = 0;
  private readonly place: Place;
  private readonly own: Own;
  private readonly random: Random;
  private readonly until: number;
  private readonly lent = new Set<string>();
  private wire!: Sip2Wire;

  constructor(place: Place, own: Own, random: Random, until: number) {
    this.place = place;
    this.own = own;
    this.random = random;
    this.until = until;
    this.expected = {
      machine: own.user,
      items: new Map(own.items.map((item) => [item, { lent: 0, taken: 0 }])),
    };
  }

  async run(): Promise<void> {
    try {
      await this.connect();
      for (let acts = 0; acts < LEAST_ACTS || performance.now() < this.until; acts++) {
        await this.act();
        await wait(this.random.between(0, this.place.longestPauseMs));
      }
      await this.wire.drop();
    } catch (error) {
      this.violations.push(`${this.own.user}: ${String(error)}`);
    }
  }

  private async act(): Promise<void> {
    const { card } = this.own;
    const chance = this.random.next();
    if (chance < 0.6) return this.lendOrTake(this.random.pick(this.own.items));
    if (chance < 0.8) return this.want(this.random.pick(this.place.shared));
    if (chance < 0.82) return this.openPatron();
    const asked = this.random.pick([
      '9900302.00',
      `17${this.now()}AO|AB${this.own.items[0]}|AC|`,
      `63000${this.now()}  Y       AO|AA${card}|AC|`,
      `35${this.now()}AO|AA${card}|AC|`,
    ]);
    const answer = await this.ask(asked);
    if (!/^(98Y|18|64|36Y)/.test(answer)) this.violate(asked, answer);
  }

  /** A book of its own: the answer has to be yes, and what stands in the journal is counted. */
  private async lendOrTake(item: string): Promise<void> {
    const now = this.now();
    const isLent = this.lent.has(item);
    const line = isLent
      ? `09N${now}${now}AP|AO|AB${item}|AC|`
      : `11YN${now}${now}AO|AA${this.own.card}|AB${item}|AC|`;
    const answer = await this.ask(line);
    if (!answer.startsWith(isLent ? '101Y' : '121N')) return this.violate(line, answer);
    const expected = this.expected.items.get(item)!;
    if (isLent) {
      this.lent.delete(item);
      expected.taken++;
    } else {
      this.lent.add(item);
      expected.lent++;
    }
  }

  /** A book that others want too: yes or no, but never to two. */
  private async want(item: string): Promise<void> {
    const now = this.now();
    const line = this.random.chance(0.5)
      ? `11NN${now}${now}AO|AA${this.own.card}|AB${item}|AC|`
      : `09N${now}${now}AP|AO|AB${item}|AC|`;
    const answer = await this.ask(line);
    if (!/^(12[01]N|101Y)/.test(answer)) this.violate(line, answer);
  }

  /** Somebody comes and gives a PIN: the first is worked out, the next is known. */
  private async openPatron(): Promise<void> {
    await this.ask(`35${this.now()}AO|AA${this.own.card}|`);
    const line = `63000${this.now()}          AO|AA${this.own.card}|AC|AD${this.place.pin}|`;
    const began = performance.now();
    const answer = await this.wire.ask(this.wire.frame(line));
    this.pinTimes.push(performance.now() - began);
    this.requests++;
    if (!answer.includes('|CQY|')) this.violate(line, answer);
  }

  private async connect(): Promise<void> {
    this.wire = await Sip2Wire.open(this.place.port, this.own.user);
  }

  /** The answer that arrives in the end, whatever happens on the way. */
  private async ask(text: string): Promise<string> {
    const fault = this.random.chance(FAULTY) ? this.random.pick(faults.slice(1)) : 'none';
    this.done[fault]++;
    this.requests++;
    const line = this.wire.frame(text);
    switch (fault) {
      case 'none': {
        const began = performance.now();
        const answer = await this.wire.ask(line);
        this.times.push(performance.now() - began);
        return answer;
      }
      case 'drop':
        this.wire.send(line);
        await wait(this.random.between(0, 15));
        return this.askAnew(text);
      case 'half':
        this.wire.sendPiece(line.subarray(0, this.random.between(1, line.length)));
        return this.askAnew(text);
      case 'twice':
        return this.same(await this.wire.ask(line), await this.wire.ask(line), text);
      case 'again':
        return this.same(await this.wire.ask(line), await this.wire.ask(Buffer.from('97AZFEF5')), text);
      case 'corrupt': {
        const broken = Buffer.from(line);
        const at = this.random.between(2, line.length - 10);
        broken[at] = broken[at] === 0x37 ? 0x38 : 0x37;
        return this.refused(broken, line);
      }
      case 'junk':
        return this.refused(Buffer.from(`x${this.random.text()}\0|${this.random.text()}`), line);
      case 'long':
        return this.refused(Buffer.alloc(this.random.between(5000, 60_000), 'y'), line);
      case 'pieces': {
        const at = this.random.between(1, line.length - 1);
        this.wire.sendPiece(line.subarray(0, at));
        await wait(1);
        return this.wire.ask(line.subarray(at));
      }
    }
  }

  /** After the line was lost: connected anew, the same words again. */
  private async askAnew(text: string): Promise<string> {
    await this.wire.drop();
    await this.connect();
    return this.wire.ask(this.wire.frame(text));
  }

  private async refused(bad: Buffer, good: Buffer): Promise<string> {
    const answer = await this.wire.ask(bad);
    if (answer !== '96AZFEF6') this.violate(bad.toString('latin1', 0, 60), answer);
    return this.wire.ask(good);
  }

  private same(first: string, second: string, text: string): string {
    if (first !== second) this.violations.push(`${this.own.user}: ${text} got ${first} and then ${second}`);
    return first;
  }

  private violate(line: string, answer: string): void {
    this.violations.push(`${this.own.user}: ${line} got ${answer}`);
  }

  private now(): string {
    return sipTime(Date.now(), 'Europe/Amsterdam');
  }
}
