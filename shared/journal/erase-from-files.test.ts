import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patronRegister } from '../patrons/testing-entries.ts';
import { FaultyDisk } from '../testing/faulty-disk.ts';
import { checkin } from '../testing/make-entry.ts';
import { inspectChain } from './chain.ts';
import { eraseFromFiles } from './erase-from-files.ts';
import { type JournalPorts, JournalWriter, type Recovered } from './journal-files.ts';
import { type JournalRecord, readJournal, withoutPayloads } from './journal-lines.ts';
import { readEntry } from './read-entry.ts';
import type { Draft, Place } from './seal.ts';

const place: Place = {
  ...{ library: 'NL-0999000001', branch: 'centrum', staff: 'demo', session: null },
  ...{ rules: 1, policy: 'p' },
};
const lent: Draft = { ...checkin('b'), after: [] } as Draft;
const person = (id: string): Draft =>
  ({ ...patronRegister(id), after: [], personal: { familyName: `name-of-${id}-é` } }) as Draft;

let epoch = 0;

function ports(disk: FaultyDisk): JournalPorts {
  return {
    disk,
    reading: () => ({ wall: 1_000_000 + epoch, mono: 5000 + epoch, boot: 'boot' }),
    random: () => `e${epoch++}`.padEnd(20, 'x'),
    sign: () => 'sig',
    desk: 'd1',
    program: 'test',
    home: place,
  };
}

/** Three runs of a desk, in each of which two people register, one of them in an act of three entries. */
async function threeRuns(): Promise<FaultyDisk> {
  const disk = new FaultyDisk();
  for (let run = 0; run < 3; run++) {
    const { writer } = await JournalWriter.open(ports(disk));
    await writer.append([person('kid'), lent, lent], place);
    await writer.append([person('mum')], place);
    await writer.close();
  }
  return disk;
}

function recordsOn(disk: FaultyDisk): readonly JournalRecord[] {
  return [...disk.files.values()].flatMap((text) => readJournal(text).records);
}

const ofKid = (records: readonly JournalRecord[]): ReadonlySet<string> =>
  new Set(records.flatMap(({ entry }) => (entry.body['patron'] === 'kid' ? entry._id : [])));

test('A1 payloads go from all files; entries, hashes, chain and everybody else’s payloads stay', async () => {
  const disk = await threeRuns();
  const before = recordsOn(disk);
  const kid = ofKid(before);
  await eraseFromFiles(disk, kid);
  const after = recordsOn(disk);
  expect(after.map(({ entry }) => entry)).toEqual(before.map(({ entry }) => entry));
  expect(after.every(({ entry }) => readEntry(entry).ok)).toBe(true);
  expect(inspectChain(after.map(({ entry }) => entry))).toMatchObject({ broken: [], holes: [] });
  expect(after.filter(({ payload }) => payload).length).toBe(3);
  expect(after.every(({ entry, payload }) => !payload || !kid.has(entry._id))).toBe(true);
  expect([...disk.files.values()].join('')).not.toContain('name-of-kid');
});

test('A1 a desk that stops at any file has lost nothing, and goes on at its next start', async () => {
  for (let stop = 0; stop <= 3; stop++) {
    const disk = await threeRuns();
    const before = recordsOn(disk);
    const { replace } = disk;
    let replaced = 0;
    disk.replace = (name, text) =>
      replaced++ === stop ? Promise.reject(new Error('the power went')) : replace.call(disk, name, text);
    const cut = eraseFromFiles(disk, ofKid(before));
    if (stop < 3) await expect(cut).rejects.toThrow('the power went');
    else await cut;
    expect(recordsOn(disk).map(({ entry }) => entry)).toEqual(before.map(({ entry }) => entry));
    disk.replace = replace;
    await eraseFromFiles(disk, ofKid(before));
    expect([...disk.files.values()].join('')).not.toContain('name-of-kid');
    const { recovered } = (await JournalWriter.open(ports(disk))) as { recovered: Recovered };
    expect(recovered.problems).toEqual([]);
  }
});

test('A1 of a file that was cut, or damaged anywhere, erasing changes no line but those it is about', async () => {
  const disk = await threeRuns();
  const [text] = disk.files.values() as Iterable<string> as [string];
  const kid = ofKid(readJournal(text).records);
  fc.assert(
    fc.property(fc.nat(text.length), fc.nat(text.length - 1), fc.nat(255), (cut, at, byte) => {
      const bad = `${text.slice(0, at)}${String.fromCharCode(byte)}${text.slice(at + 1)}`.slice(0, cut);
      const erased = withoutPayloads(bad, kid);
      const [before, after] = [readJournal(bad), readJournal(erased)];
      expect(after.damaged).toEqual(before.damaged);
      expect(after.records).toEqual(
        before.records.map((record) => (kid.has(record.entry._id) ? { ...record, payload: null } : record)),
      );
      expect(erased.slice(after.wholeLength).length).toBeLessThanOrEqual(bad.length - before.wholeLength);
      expect(withoutPayloads(erased, kid)).toBe(erased);
    }),
    { numRuns: 1000, seed: 5 },
  );
});
