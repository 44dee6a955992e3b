import { timeOf } from '@balie/shared/clock/timing.ts';
import { type JournalRecord, readJournal } from '@balie/shared/journal/journal-lines.ts';
import { FaultyDisk } from '@balie/shared/testing/faulty-disk.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import { Desk } from './desk.ts';
import { JournalBook } from './journal-book.ts';
import { type DeskPorts, GatewayError, type Store } from './ports.ts';
import { FakeAccessLog, FakeClock, FakeGateway, FakePrinting, noDevices, wallAt } from './testing-ports.ts';

const HOUR = 3_600_000;

/** A disk on which nothing can be written while it is full, though files can be made. */
class SmallDisk extends FaultyDisk {
  full = false;

  override async open(name: string): ReturnType<FaultyDisk['open']> {
    const file = await super.open(name);
    const appendSynced = (text: string): Promise<void> =>
      this.full ? Promise.reject(new Error('ENOSPC')) : file.appendSynced(text);
    return { ...file, appendSynced };
  }
}

const emptyStore: Store = {
  generation: null,
  getMany: async () => new Map(),
  page: async () => [],
  follow: () => undefined,
  close: async () => undefined,
};

let clock: FakeClock;
let disk: SmallDisk;
let gateway: FakeGateway;
let names: number;
let accessLog: FakeAccessLog;

beforeEach(() => {
  clock = new FakeClock();
  disk = new SmallDisk();
  gateway = new FakeGateway();
  gateway.failing.status = new GatewayError('unreachable', 'the line is down');
  names = 0;
  accessLog = new FakeAccessLog();
});

/** Starts the desk's program; resolves after its first round. */
async function start(): Promise<Desk> {
  const ports: DeskPorts = {
    identity: { desk: 'noord', name: 'Balie', library: 'NL-0800070000', branch: 'noord', timeZone: 'UTC' },
    program: 'test',
    disk,
    openStore: async () => emptyStore,
    openAccessLog: () => accessLog,
    index: new MemoryIndex(),
    gateway,
    clock,
    random: () => `r${names++}`.padEnd(16, 'x'),
    sign: () => 'sig',
    verifyPin: async () => true,
    makeVerifier: async (pin) => pin,
    printing: new FakePrinting(),
    devices: noDevices,
  };
  const round = clock.wait();
  const desk = await Desk.open(ports);
  await round;
  return desk;
}

/** Lets time pass until the next round of sync has ended. Nobody does anything at the desk. */
async function round(): Promise<void> {
  clock.now += clock.alarm!.ms;
  const next = clock.wait();
  clock.alarm!.ring();
  await next;
}

/** What the disk holds, stream by stream. */
function streams(): readonly (readonly JournalRecord[])[] {
  const found = new Map<string, JournalRecord[]>();
  for (const text of disk.files.values())
    for (const record of readJournal(text).records)
      found.set(record.entry.stream, [...(found.get(record.entry.stream) ?? []), record]);
  return [...found.values()];
}

test('A3 nothing of who opened whose record goes while the library, and so how long it keeps that, is not here yet', async () => {
  const desk = await start();
  await desk.close();
  expect(accessLog).toMatchObject({ keptFrom: [], closed: 1 });
});

describe('a wall clock that jumps while nobody does anything', () => {
  test('begins a new stream at the next round, once, which names the one before', async () => {
    await start();
    await round();
    expect(streams().length).toBe(1);
    clock.wrong = HOUR;
    await round();
    await round();
    const [before, after, ...more] = streams();
    expect(more).toEqual([]);
    expect(after!.map(({ entry }) => entry)).toMatchObject([
      {
        kind: 'stream.open',
        wall: wallAt(clock.now + HOUR - 2000),
        body: { previous: { stream: before![0]!.entry.stream, seq: 1 } },
      },
    ]);
  });

  test('is noted in contact too, and the new stream gets its own anchor in that round', async () => {
    gateway.failing = {};
    await start();
    clock.wrong = -HOUR;
    await round();
    const kinds = ['stream.open', 'clock.anchor'];
    expect(streams().map((records) => records.map(({ entry }) => entry.kind))).toEqual([kinds, kinds]);
    const [before, after] = streams().map(([first]) => first!.entry.stream);
    const pushed = gateway.asked.filter((what) => what.startsWith('push'));
    expect(pushed).toEqual([`push ${before} 1-2`, `push ${after} 1-2`]);
  });

  test('is noticed though it comes in steps, each too small to be one', async () => {
    await start();
    for (const [step, expected] of [1, 1, 2].entries()) {
      clock.wrong = (step + 1) * 900;
      await round();
      expect(streams().length).toBe(expected);
    }
  });

  test('has left its trace when the power goes next: what was written before it has its true time all the same', async () => {
    clock.wrong = -HOUR;
    const opened = wallAt(clock.now);
    await start();
    clock.wrong = 0;
    await round();
    const put = wallAt(clock.now);
    clock.now += 60_000;
    clock.boot = { name: 'another', at: clock.now };
    gateway.failing = {};
    gateway.serverTime = wallAt(clock.now);
    await start();
    const book = new JournalBook();
    for (const record of streams().flat()) book.add(record);
    const times = streams().map(([first]) => timeOf(first!.entry.stream, first!.entry, book.clocks));
    expect(times).toEqual([opened, put, wallAt(clock.now)].map((at) => ({ at, final: true })));
  });

  test('waits for a disk that is full, and leaves no file behind at each try', async () => {
    await start();
    disk.full = true;
    clock.wrong = HOUR;
    for (let i = 0; i < 5; i++) await round();
    expect([disk.files.size, streams().length]).toEqual([1, 1]);
    disk.full = false;
    await round();
    const [before, after] = streams().map(([first]) => first!.entry);
    expect([disk.files.size, after!.body['previous']]).toMatchObject([2, { stream: before!.stream, seq: 1 }]);
  });
});
