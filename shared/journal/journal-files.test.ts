import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FaultyDisk } from '../testing/faulty-disk.ts';
import { checkin } from '../testing/make-entry.ts';
import { inspectChain } from './chain.ts';
import { type JournalPorts, JournalWriter } from './journal-files.ts';
import { journalLine, readJournal } from './journal-lines.ts';
import { readEntry } from './read-entry.ts';
import type { Draft, Place } from './seal.ts';

const place: Place = {
  library: 'NL-0999000001',
  branch: 'centrum',
  staff: 'demo',
  session: null,
  rules: 1,
  policy: 'p',
};
const draft = (item: string): Draft => ({ ...checkin(item), after: [] }) as Draft;

function ports(disk: FaultyDisk) {
  const reading = { wall: 1_000_000, mono: 5000, boot: 'boot' };
  let count = 0;
  const made: JournalPorts = {
    disk,
    reading: () => ({ ...reading }),
    random: () => `${count++}r${disk.files.size}`.padEnd(20, 'x'),
    sign: () => 'sig',
    desk: 'd1',
    program: 'test',
    home: place,
  };
  return { made, reading };
}

test('an append is on the disk before it is answered, and many share one sync', async () => {
  const disk = new FaultyDisk();
  const { writer } = await JournalWriter.open(ports(disk).made);
  const before = disk.syncs;
  const results = await Promise.all(['a', 'b', 'c'].map((item) => writer.append([draft(item)], place)));
  expect(disk.syncs - before).toBe(1);
  expect(results.map(([sealed]) => sealed!.entry.seq)).toEqual([2, 3, 4]);
  const text = [...disk.files.values()].join('');
  expect(readJournal(text).records.map((r) => r.entry._id)).toContain(results[2]![0]!.entry._id);
});

test('a failed write rejects, ends the stream, and the next append begins another that names the last tip', async () => {
  const disk = new FaultyDisk();
  const { writer } = await JournalWriter.open(ports(disk).made);
  const [first] = await writer.append([draft('a')], place);
  disk.failNext = { error: new Error('ENOSPC'), torn: 40 };
  await expect(writer.append([draft('b')], place)).rejects.toThrow('ENOSPC');
  const [opened, second] = await writer.append([draft('c')], place);
  expect(opened!.entry).toMatchObject({
    kind: 'stream.open',
    seq: 1,
    body: { previous: { stream: first!.entry.stream, seq: 2 } },
  });
  expect(second!.entry.seq).toBe(2);
  const { recovered } = await JournalWriter.open(ports(disk).made);
  const items = [...recovered.streams.values()].flat().flatMap((r) => r.entry.body['item'] ?? []);
  expect(items).toEqual(['a', 'c']);
  expect(recovered.problems).toEqual([]);
});

test('what reached the disk of a write that failed does not come to life at the next start', async () => {
  const disk = new FaultyDisk();
  const { writer } = await JournalWriter.open(ports(disk).made);
  await writer.append([draft('a')], place);
  disk.failNext = { error: new Error('EIO'), torn: 100_000 };
  await expect(writer.append([draft('b'), draft('c')], place)).rejects.toThrow('EIO');
  expect(await itemsOn(disk)).toEqual(['a']);
});

test('of an act of several entries all or nothing survives, wherever the power goes', async () => {
  const disk = new FaultyDisk();
  const { writer } = await JournalWriter.open(ports(disk).made);
  await writer.append([draft('a'), draft('b'), draft('c')], place);
  await writer.append([draft('d')], place);
  const [name, text] = [...disk.files][0]!;
  for (let cut = 0; cut <= text.length; cut += 7) {
    disk.files.clear();
    disk.files.set(name, text.slice(0, cut));
    expect(['', 'abc', 'abcd']).toContain((await itemsOn(disk)).join(''));
  }
});

async function itemsOn(disk: FaultyDisk): Promise<readonly unknown[]> {
  const { recovered } = await JournalWriter.open(ports(disk).made);
  return [...recovered.streams.values()].flat().flatMap((r) => r.entry.body['item'] ?? []);
}

test('a jump between wall and monotonic clock begins a new stream; a slow drift does not', async () => {
  const disk = new FaultyDisk();
  const { made, reading } = ports(disk);
  const { writer } = await JournalWriter.open(made);
  reading.wall += 61_000;
  reading.mono += 60_000;
  expect(await writer.append([draft('a')], place)).toHaveLength(1);
  reading.wall += 3_600_000;
  expect((await writer.append([draft('b')], place)).map((s) => s.entry.kind)).toEqual([
    'stream.open',
    'checkin',
  ]);
});

test('recovery names the stream that no other names, whatever the clock said when it was opened', async () => {
  const disk = new FaultyDisk();
  const { made, reading } = ports(disk);
  const first = await JournalWriter.open(made);
  await first.writer.append([draft('a')], place);
  await first.writer.close();
  reading.wall -= 900_000;
  const second = await JournalWriter.open(made);
  const [last] = await second.writer.append([draft('b')], place);
  await second.writer.close();
  const third = await JournalWriter.open(made);
  expect(third.opened[0]!.entry.body).toMatchObject({ previous: { stream: last!.entry.stream, seq: 2 } });
});

test('what is cut off at any byte leaves every whole line, and every entry reads and chains', async () => {
  const disk = new FaultyDisk();
  const { writer } = await JournalWriter.open(ports(disk).made);
  for (const item of ['é', 'b', '漢', 'd']) await writer.append([draft(item)], place);
  const text = [...disk.files.values()].join('');
  const whole = readJournal(text);
  expect(whole.records.map((r) => readEntry(r.entry).ok)).toEqual([true, true, true, true, true]);
  expect(inspectChain(whole.records.map((r) => r.entry))).toMatchObject({
    entries: 5,
    forks: [],
    holes: [],
    broken: [],
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: text.length }), (cut) => {
      const read = readJournal(text.slice(0, cut));
      expect(read.wholeLength).toBeLessThanOrEqual(cut);
      expect(read.records).toEqual(whole.records.slice(0, read.records.length));
      expect(text.slice(0, cut).split('\n').length - 1).toBe(read.records.length);
    }),
    { numRuns: 2000, seed: 2 },
  );
});

test('junk never throws, and a damaged line in the middle is named and skipped', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
      const text = String.fromCharCode(...bytes);
      expect(readJournal(text).wholeLength).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000, seed: 4 },
  );
  const line = journalLine({ entry: { kind: 'x' } as never, payload: null });
  expect(readJournal(`${line}junk\n${line}`)).toMatchObject({ damaged: [2], records: [{}, {}] });
});
