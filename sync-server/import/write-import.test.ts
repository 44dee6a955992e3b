import { readEntry } from '@balie/shared/journal/read-entry.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import type { QueueState } from '@balie/shared/holds/queue-state.ts';
import { policySchema } from '@balie/shared/policy/policy.ts';
import { CATALOGUE } from '@balie/shared/protocol/databases.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import { FaultyDisk } from '@balie/shared/testing/faulty-disk.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { journalsOf } from '../couch/journals-of.ts';
import { Receiver } from '../gateway/receive.ts';
import { CouchRegistry } from '../gateway/registry.ts';
import { CentreJournal } from '../journal/centre-journal.ts';
import { registerCentreDesk } from '../journal/centre-key.ts';
import { createLibrary } from '../resolver/registry.ts';
import { Resolver } from '../resolver/resolver.ts';
import { patronIdOf, titleIdOf } from './import-ids.ts';
import { HOLDS, ITEMS, LOANS, OUT, PATRONS, plan, toBoth } from './small-export.ts';
import { writeImport } from './write-import.ts';

const START = Date.parse('2026-11-22T12:00Z');
const LIBRARIES = ['NL-A', 'NL-B'];
const MARC = `<record><leader>00000nam a2200000 a 4500</leader><controlfield tag="001">1</controlfield><controlfield tag="003">NL-X</controlfield>
<datafield tag="245" ind1="0" ind2="0"><subfield code="a">Max Havelaar</subfield></datafield></record>`;
const files = {
  items: ITEMS,
  patrons: PATRONS,
  loans: `${LOANS}i1,p1,A-1,${OUT},,\nx9,p1,A-1,${OUT},,\n`,
  holds: `${HOLDS}title,1,p1,A-1,2026-11-01T10:00:00+01:00,,,\n`,
};

let couch: MemoryCouch;
let disks: Map<string, FaultyDisk>;
let now: number;
let epoch = 0;

beforeEach(async () => {
  couch = new MemoryCouch();
  disks = new Map();
  now = START;
  for (const isil of LIBRARIES) {
    await createLibrary({ couch, newGeneration: () => 'g1' }, { isil, name: isil, timeZone: 'Europe/Amsterdam' });
  }
});

function journal(): CentreJournal {
  const progress = { settled: async () => new Map() };
  const receiver = new Receiver({ couch, registry: new CouchRegistry(couch, () => now), progress, now: () => now, verify: () => true });
  return new CentreJournal({
    role: 'import',
    diskOf: (desk) => disks.get(desk) ?? disks.set(desk, new FaultyDisk()).get(desk)!,
    now: () => now,
    reading: () => ({ wall: now, mono: 1000 + now - START, boot: 'boot' }),
    random: () => `${epoch++}`.padStart(20, '0').split('').reverse().join(''),
    sign: () => 'c2ln',
    program: 'test',
    register: (library, desk) => registerCentreDesk(couch, library, desk, 'key'),
    deliver: (library, { entries, payloads }) => receiver.push(library, { entries: [...entries], payloads: [...payloads] }),
    received: async (library, stream) => (await receiver.numbers(library, [stream])).streams[stream]!.received,
    undelivered: () => undefined,
  });
}

async function run(changed: Partial<typeof files> = {}, marc = MARC) {
  const steps: (readonly [number, number])[] = [];
  const ports = { couch, journal: journal(), timeZone: 'Europe/Amsterdam', progress: (done: number, total: number) => steps.push([done, total]) };
  return { written: await writeImport(ports, plan({ ...files, ...changed }, toBoth, marc)), steps };
}

async function entries(isil: string): Promise<readonly AnyEntry[]> {
  const all = [];
  for (const name of await journalsOf(couch, isil)) all.push(...(await couch.range<AnyEntry>(name, { startkey: 'entry:', endkey: 'entry:\ufff0' })));
  return all;
}

async function state<T>(isil: string, id: string): Promise<T> {
  const library = { isil, generation: 'g1', database: `library-${isil.toLowerCase()}-g1` };
  const resolver = new Resolver({ couch, now: () => now, library });
  while ((await resolver.step()).more);
  return (await couch.getMany<StateDocument>(library.database, [id])).get(id)?.winner.state as T;
}

describe('writeImport', () => {
  test('journals entries that read, in an order in which nothing is named before it is there', async () => {
    const { written, steps } = await run();
    expect(written.titles).toEqual({ written: 1, unchanged: 0 });
    const all = await entries('NL-A');
    expect(written.libraries[0]).toEqual({ isil: 'NL-A', journaled: all.length - 2, unchanged: 0 });
    expect(all.map((entry) => readEntry(entry))).toEqual(all.map((entry) => ({ ok: true, entry, known: true })));
    const kinds = [...new Set(all.map((entry) => entry.kind))];
    expect(kinds).toEqual([...['stream.open', 'branch.set', 'calendar.set', 'policy.set', 'item.open', 'patron.open', 'loan.open', 'hold.open', 'clock.anchor']]);
    const [policy] = all.filter((entry) => entry.kind === 'policy.set');
    expect(policySchema.safeParse(policy!.body['policy']).success).toBe(true);
    expect(steps.at(-1)![0]).toBe(steps.at(-1)![1]);
    expect(JSON.stringify(all)).not.toContain('Jansen');
  });

  test('[L7] gives loans, holds, titles and unlisted items, with names apart', async () => {
    await run();
    const patron = patronIdOf('NL-A', plan(files, toBoth).libraries[0]!.patrons[0]!.sourceKey);
    const title = titleIdOf('1', { source: 'NL-X' });
    expect(title).toBe('nl-x.1');
    expect(await state<ItemState>('NL-A', 'item:i1')).toMatchObject({ attributes: { title }, loan: { patron, due: '2026-11-22' } });
    expect(await state<ItemState>('NL-A', 'item:x9')).toMatchObject({ attributes: null, loan: { patron } });
    expect((await state<QueueState>('NL-A', `queue:title:${title}`)).holds).toMatchObject([{ patron, status: 'waiting' }]);
    const database = 'library-nl-a-g1';
    const [stored] = await couch.range<StateDocument>(database, { startkey: `patron:${patron}`, endkey: `patron:${patron}` });
    expect(Object.values(stored!.personal!)).toMatchObject([{ familyName: 'Jansen' }]);
    expect(await couch.getMany(database, [`title:${title}`])).toHaveProperty('size', 1);
  });

  test('run again it journals nothing, and of a changed export only what changed', async () => {
    await run();
    const before = [await entries('NL-A'), await entries('NL-B'), await couch.range(CATALOGUE, { startkey: 'a', endkey: 'z' })];
    now += 60_000;
    const again = await run();
    expect(again.written.libraries.map((library) => library.journaled)).toEqual([0, 0]);
    expect([await entries('NL-A'), await entries('NL-B'), await couch.range(CATALOGUE, { startkey: 'a', endkey: 'z' })]).toEqual(before);
    now += 60_000;
    const changed = await run({ patrons: PATRONS.replace('Jansen', 'Janssen') }, MARC.replace('Havelaar', 'H.'));
    expect(changed.written.libraries.map((library) => library.journaled)).toEqual([1, 0]);
    expect(changed.written.titles.written).toBe(1);
    now += 60_000;
    expect((await run({ patrons: PATRONS.replace('Jansen', 'Janssen') }, MARC.replace('Havelaar', 'H.'))).written.libraries[0]!.journaled).toBe(0);
  });

  test('broken off half-way it goes on where it was', async () => {
    couch.faults = { bulk: (database) => (database.startsWith('journal-nl-b') ? { write: (_, i) => i < 3, answer: 'thrown' } : undefined) };
    await expect(run()).rejects.toThrow('safe in its journal');
    couch.faults = {};
    now += 60_000;
    const { written } = await run();
    expect(written.libraries.map((library) => library.journaled)).toEqual([0, 0]);
    const sources = (await entries('NL-B')).flatMap((entry) => entry.body['source'] ?? []);
    expect(sources.length).toBeGreaterThan(3);
    expect((await run()).written.libraries.map((library) => library.journaled)).toEqual([0, 0]);
  });
});

test('a control number with odd letters gets an id of its own', () => {
  expect(titleIdOf('a/1', undefined)).toMatch(/^local\.a_1-[0-9a-f]{8}$/);
  expect(titleIdOf('a/1', undefined)).not.toBe(titleIdOf('a:1', undefined));
  expect(titleIdOf('x'.repeat(300), { source: 'OCoLC' }).length).toBeLessThan(120);
});
