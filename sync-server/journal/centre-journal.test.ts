import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { FaultyDisk } from '@balie/shared/testing/faulty-disk.ts';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { Receiver } from '../gateway/receive.ts';
import { CouchRegistry } from '../gateway/registry.ts';
import { ed25519Verifier } from '../gateway/signature.ts';
import { createLibrary } from '../resolver/registry.ts';
import { Resolver } from '../resolver/resolver.ts';
import { ISIL } from '../resolver/testing-desk.ts';
import { CentreJournal } from './centre-journal.ts';
import { type CentreKey, centreKey, registerCentreDesk } from './centre-key.ts';
import { NodeDisk } from './node-disk.ts';

const START = Date.UTC(2026, 0, 5, 9);
const folder = await mkdtemp(join(tmpdir(), 'balie-centre-'));
const staff = (name: string): Draft => ({
  kind: 'staff.set',
  body: { staff: name, name, mayOverride: false, pin: 'x' },
  after: [],
});

let couch: MemoryCouch;
let disk: FaultyDisk;
let key: CentreKey;
let problems: unknown[];
let epoch = 0;

afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  couch = new MemoryCouch();
  disk = new FaultyDisk();
  problems = [];
  key = await centreKey(join(folder, 'centre.pem'));
  await createLibrary(
    { couch, newGeneration: () => 'g1' },
    { isil: ISIL, name: 'Test', timeZone: 'Europe/Amsterdam' },
  );
});

function journal(): CentreJournal {
  const progress = { settled: async () => new Map() };
  const receiver = new Receiver({
    couch,
    registry: new CouchRegistry(couch, () => START),
    progress,
    now: () => START,
    verify: ed25519Verifier(),
  });
  return new CentreJournal({
    role: 'centre',
    diskOf: () => disk,
    now: () => START,
    reading: () => ({ wall: START - 5000, mono: 1000, boot: 'boot' }),
    random: () => `epoch${String(epoch++).padStart(20, '0')}`.split('').reverse().join(''),
    sign: key.sign,
    program: 'test',
    register: (library, desk) => registerCentreDesk(couch, library, desk, key.publicKey),
    deliver: (library, { entries, payloads }) =>
      receiver.push(library, { entries: [...entries], payloads: [...payloads] }),
    received: async (library, stream) =>
      (await receiver.numbers(library, [stream])).streams[stream]!.received,
    undelivered: (_, error) => problems.push(error),
  });
}

async function folded(): Promise<readonly unknown[]> {
  const library = { isil: ISIL, generation: 'g1', database: 'library-nl-0800070000-g1' };
  await new Resolver({ couch, now: () => START, library }).step();
  return couch.range(library.database, { startkey: 'staff:', endkey: 'staff:\ufff0' });
}

describe('CentreJournal', () => {
  test("brings a signed entry with the server's time through the gateway", async () => {
    const { entries, delivered } = await journal().append(ISIL, [staff('anna')]);
    expect([entries.at(-1)!.kind, delivered]).toEqual(['staff.set', true]);
    const [document] = await folded();
    expect(document).toMatchObject({ _id: 'staff:anna', state: { body: { name: 'anna' } } });
    expect(Object.values((document as { facts: object }).facts)).toMatchObject([{ at: START, final: true }]);
  });

  test('keeps what the database did not take, and brings it with the next, or at the next start', async () => {
    const one = journal();
    await one.append(ISIL, [staff('anna')]);
    couch.faults = {
      bulk: (database) =>
        database.startsWith('journal-') ? { write: () => false, answer: 'thrown' } : undefined,
    };
    expect(await one.append(ISIL, [staff('bob')])).toMatchObject({ delivered: false });
    expect(problems).toHaveLength(1);
    await expect(one.resend(ISIL)).rejects.toThrow('connection was lost');
    couch.faults = {};
    expect(await one.append(ISIL, [staff('cees')])).toMatchObject({ delivered: true });
    expect(await folded()).toHaveLength(3);
    couch.faults = {
      bulk: (database) =>
        database.startsWith('journal-') ? { write: () => false, answer: 'lost' } : undefined,
    };
    expect(await one.append(ISIL, [staff('dirk')])).toMatchObject({ delivered: false });
    couch.faults = {};
    expect(await journal().resend(ISIL)).toBe(1);
    expect(await folded()).toHaveLength(4);
    expect(await journal().resend(ISIL)).toBe(0);
  });

  test('brings again what a restored database has lost', async () => {
    const before = couch.snapshot();
    await journal().append(ISIL, [staff('anna'), staff('bob')]);
    couch.restore(before);
    const again = journal();
    await again.append(ISIL, [staff('cees')]);
    expect(await folded()).toHaveLength(3);
  });

  test('rejects what is not on the disk, and goes on after it', async () => {
    const one = journal();
    await one.append(ISIL, [staff('anna')]);
    disk.failNext = { error: new Error('ENOSPC'), torn: 30 };
    await expect(one.append(ISIL, [staff('bob')])).rejects.toThrow('ENOSPC');
    expect(await one.append(ISIL, [staff('cees')])).toMatchObject({ delivered: true });
    expect((await folded()).map((d) => (d as { _id: string })._id)).toEqual(['staff:anna', 'staff:cees']);
  });

  test('refuses a draft that the gateway would refuse, before any of them is written', async () => {
    const one = journal();
    await one.append(ISIL, [staff('anna')]);
    const before = [...disk.files.values()].join('');
    const long = {
      ...staff('bob'),
      body: { staff: 'bob', name: 'x'.repeat(81), mayOverride: false, pin: 'x' },
    } as Draft;
    await expect(one.append(ISIL, [staff('cees'), long])).rejects.toThrow('name');
    expect([...disk.files.values()].join('')).toBe(before);
  });

  test('makes one key, for this user only, and minds when a desk has another', async () => {
    expect((await centreKey(join(folder, 'centre.pem'))).publicKey).toBe(key.publicKey);
    expect((await stat(join(folder, 'centre.pem'))).mode & 0o777).toBe(0o600);
    const [a, b] = await Promise.all([
      centreKey(join(folder, 'new', 'k.pem')),
      centreKey(join(folder, 'new', 'k.pem')),
    ]);
    expect(a!.publicKey).toBe(b!.publicKey);
    await registerCentreDesk(couch, ISIL, 'centre-x', key.publicKey);
    await expect(registerCentreDesk(couch, ISIL, 'centre-x', a!.publicKey)).rejects.toThrow('another key');
  });
});

test('NodeDisk appends, lists, reads back, cuts and removes', async () => {
  const node = new NodeDisk(join(folder, 'files'));
  expect(await node.list()).toEqual([]);
  const file = await node.open('a.journal');
  await file.appendSynced('one\n');
  await file.appendSynced('two\n');
  await file.close();
  const again = await node.open('a.journal');
  await again.appendSynced('three\n');
  await again.close();
  expect(await node.read('a.journal')).toBe('one\ntwo\nthree\n');
  await node.truncate('a.journal', 4);
  expect(await node.read('a.journal')).toBe('one\n');
  expect(await node.list()).toEqual(['a.journal']);
  await node.remove('a.journal');
  expect(await node.list()).toEqual([]);
});
