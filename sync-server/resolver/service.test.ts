import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { releaseLease, takeLease } from './lease.ts';
import { rebuild } from './rebuild.ts';
import { createLibrary } from './registry.ts';
import { ResolverService, type ResolverServicePorts } from './service.ts';
import { deliver, ISIL, START, TestingDesk } from './testing-desk.ts';

let couch: MemoryCouch;
let now: number;
let timers: { at: number; run: () => void }[];
let generations = 0;
const newGeneration = (): string => `g${++generations}`;

/** Resolves on the test's clock. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = { at: now + ms, run: resolve };
    timers.push(timer);
    signal.addEventListener('abort', () => {
      timers = timers.filter((t) => t !== timer);
      resolve();
    });
  });
}

/** Lets promises settle, then moves the clock to the next timer within `ms`, and so on. */
async function pass(ms: number): Promise<void> {
  const end = now + ms;
  for (;;) {
    for (let i = 0; i < 300; i++) await Promise.resolve();
    const next = timers.sort((a, b) => a.at - b.at)[0];
    if (!next || next.at > end) break;
    now = next.at;
    timers = timers.filter((t) => t !== next);
    next.run();
  }
  now = end;
}

function service(holder: string, more: Partial<ResolverServicePorts> = {}): ResolverService {
  const failed = (isil: string, error: unknown): void =>
    expect.unreachable(`${isil} failed: ${String(error)}`);
  return new ResolverService({
    couch,
    now: () => now,
    holder,
    pause,
    report: () => undefined,
    failed,
    ...more,
  });
}

beforeEach(async () => {
  couch = new MemoryCouch();
  now = START;
  timers = [];
  await createLibrary({ couch, newGeneration }, { isil: ISIL, name: 'Test', timeZone: 'Europe/Amsterdam' });
});

describe('lease', () => {
  const fence = async (): Promise<unknown> => {
    const [lease] = await couch.range(NATIONAL, { startkey: 'lease:', endkey: 'lease:\ufff0' });
    return lease;
  };

  test('one holds it until it ends or is given back, and the fence counts the holders', async () => {
    const one = { couch, now: () => now, holder: 'one' };
    const two = { ...one, holder: 'two' };
    expect(await takeLease(one, ISIL)).toBe(START + 30_000);
    expect(await takeLease(two, ISIL)).toBeNull();
    now += 20_000;
    expect(await takeLease(one, ISIL)).toBe(START + 50_000);
    expect(await fence()).toMatchObject({ _id: `lease:resolver:${ISIL}`, holder: 'one', fence: 1 });
    now += 30_000;
    expect(await takeLease(two, ISIL)).toBe(START + 80_000);
    await releaseLease(one, ISIL);
    expect(await takeLease(one, ISIL)).toBeNull();
    await releaseLease(two, ISIL);
    expect(await takeLease(one, ISIL)).toBe(START + 80_000);
    expect(await fence()).toMatchObject({ holder: 'one', fence: 3 });
  });

  test('of two that take it at once one gets it', async () => {
    const ports = { couch, now: () => now };
    const taken = await Promise.all(['a', 'b', 'c'].map((holder) => takeLease({ ...ports, holder }, ISIL)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });
});

describe('ResolverService', () => {
  test('folds what it is woken for at once, and the rest at its sweep', async () => {
    const desk = new TestingDesk('balie-1.aaa');
    const served = service('one');
    const ended = served.run();
    await pass(100);
    desk.lend(1, 'B1', 'p-1');
    await deliver(couch, desk.written);
    served.wake(ISIL);
    await pass(0);
    expect(served.folded(ISIL, 'balie-1.aaa')).toBe(1);
    desk.lend(2, 'B2', 'p-1');
    await deliver(couch, desk.written);
    await pass(1000);
    expect(served.folded(ISIL, 'balie-1.aaa')).toBe(1);
    await pass(2000);
    expect(served.folded(ISIL, 'balie-1.aaa')).toBe(2);
    await served.stop();
    await ended;
    expect(timers).toEqual([]);
  });

  test('tries again what fails, later and later, and goes on when it can', async () => {
    const errors: unknown[] = [];
    const desk = new TestingDesk('balie-1.aaa');
    desk.lend(1, 'B1', 'p-1');
    await deliver(couch, desk.written);
    couch.faults = {
      bulk: (database) => (database === NATIONAL ? undefined : { write: () => false, answer: 'thrown' }),
    };
    const served = service('one', { failed: (_, error) => errors.push(error) });
    void served.run();
    await pass(10_000);
    expect(errors.length).toBeGreaterThan(3);
    expect(errors.length).toBeLessThan(7);
    couch.faults = {};
    await pass(60_000);
    expect(served.folded(ISIL, 'balie-1.aaa')).toBe(1);
    await couch.dropDatabase(NATIONAL);
    await pass(60_000);
    await served.stop();
  });

  test('leaves a library to whoever holds its lease, and takes over when that one is gone', async () => {
    const desk = new TestingDesk('balie-1.aaa');
    desk.lend(1, 'B1', 'p-1');
    await deliver(couch, desk.written);
    const one = service('one');
    const two = service('two');
    void one.run();
    await pass(100);
    void two.run();
    await pass(100);
    expect([one.folded(ISIL, 'balie-1.aaa'), two.folded(ISIL, 'balie-1.aaa')]).toEqual([1, 0]);
    await one.stop();
    await pass(3000);
    expect(two.folded(ISIL, 'balie-1.aaa')).toBe(1);
    await two.stop();
    const [lease] = await couch.range(NATIONAL, { startkey: 'lease:', endkey: 'lease:\ufff0' });
    expect(lease).toMatchObject({ holder: 'two', fence: 2, until: now });
  });

  test('drains for a command without running, whoever holds the lease, and says what goes wrong', async () => {
    const desk = new TestingDesk('balie-1.aaa');
    desk.lend(1, 'B1', 'p-1');
    await deliver(couch, desk.written);
    await takeLease({ couch, now: () => now, holder: 'another' }, ISIL);
    const served = service('one');
    couch.faults = { bulk: () => ({ write: () => false, answer: 'thrown' }) };
    await expect(served.drain()).rejects.toThrow('connection was lost');
    couch.faults = {};
    await served.drain();
    expect(served.folded(ISIL, 'balie-1.aaa')).toBe(1);
  });

  test('goes on in the new generation after a rebuild, and drains while it runs', async () => {
    const desk = new TestingDesk('balie-1.aaa');
    desk.lend(1, 'B1', 'p-1');
    await deliver(couch, desk.written);
    const served = service('one', { batch: 2 });
    const ended = served.run();
    await served.drain();
    const { database } = await rebuild({ couch, now: () => now, newGeneration }, ISIL);
    for (let i = 2; i < 12; i++) desk.lend(i, `B${i}`, 'p-1');
    await deliver(couch, desk.written);
    await served.drain();
    expect(served.folded(ISIL, 'balie-1.aaa')).toBe(11);
    expect(await couch.rangeIds(database, { startkey: 'item:', endkey: 'item:\ufff0' })).toHaveLength(11);
    await served.stop();
    await ended;
  });
});
