import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import type { QueueState } from '@balie/shared/holds/queue-state.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { readEntry } from '@balie/shared/journal/read-entry.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { CATALOGUE } from '@balie/shared/protocol/databases.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import { FaultyDisk } from '@balie/shared/testing/faulty-disk.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { journalsOf } from '../couch/journals-of.ts';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { Receiver } from '../gateway/receive.ts';
import { CouchRegistry } from '../gateway/registry.ts';
import { centreDesk, CentreJournal } from '../journal/centre-journal.ts';
import { registerCentreDesk } from '../journal/centre-key.ts';
import { createLibrary } from '../resolver/registry.ts';
import { Resolver } from '../resolver/resolver.ts';
import { patronIdOf } from './import-drafts.ts';
import { HOLDS, ITEMS, LOANS, OUT, PATRONS, plan, toBoth } from './small-export.ts';
import { writeImport } from './write-import.ts';

const START = Date.parse('2026-11-22T12:00Z');
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
  for (const isil of ['NL-A', 'NL-B']) {
    await createLibrary(
      { couch, newGeneration: () => 'g1' },
      { isil, name: isil, timeZone: 'Europe/Amsterdam' },
    );
  }
});

function journal(): CentreJournal {
  const progress = { settled: async () => new Map() };
  const receiver = new Receiver({
    couch,
    registry: new CouchRegistry(couch, () => now),
    progress,
    now: () => now,
    verify: () => true,
  });
  return new CentreJournal({
    role: 'import',
    diskOf: (desk) => disks.get(desk) ?? disks.set(desk, new FaultyDisk()).get(desk)!,
    now: () => now,
    reading: () => ({ wall: now, mono: 1000 + now - START, boot: 'boot' }),
    random: () => `${epoch++}`.padStart(20, '0').split('').reverse().join(''),
    sign: () => 'c2ln',
    program: 'test',
    register: (library, desk) => registerCentreDesk(couch, library, desk, 'key'),
    deliver: (library, { entries, payloads }) =>
      receiver.push(library, { entries: [...entries], payloads: [...payloads] }),
    received: async (library, stream) =>
      (await receiver.numbers(library, [stream])).streams[stream]!.received,
    undelivered: () => undefined,
  });
}

/** One run of the command: a fresh process, which has its earlier files sent first. */
async function run(changed: Partial<typeof files> = {}, marc = MARC) {
  const own = journal();
  await own.resend('NL-A');
  await own.resend('NL-B');
  const append = async (isil: string, drafts: readonly Draft[]): Promise<void> => {
    const { delivered } = await own.append(isil, drafts);
    if (!delivered) throw new Error('not delivered');
  };
  const steps: number[] = [];
  const target = {
    couch,
    append,
    importDesk: (isil: string) => centreDesk('import', isil),
    progress: ({ done }: { done: number }) => void steps.push(done),
  };
  now += 60_000;
  const settings = { timeZone: 'Europe/Amsterdam', policy: nationalDefault };
  return { ...(await writeImport(plan({ ...files, ...changed }, toBoth, marc), target, settings)), steps };
}

async function entries(isil: string): Promise<readonly AnyEntry[]> {
  const all = [];
  for (const name of await journalsOf(couch, isil))
    all.push(...(await couch.range<AnyEntry>(name, { startkey: 'entry:', endkey: 'entry:\ufff0' })));
  return all;
}

async function state<T>(isil: string, id: string): Promise<T> {
  const library = { isil, generation: 'g1', database: `library-${isil.toLowerCase()}-g1` };
  const resolver = new Resolver({ couch, now: () => now, library });
  while ((await resolver.step()).more);
  return (await couch.getMany<StateDocument>(library.database, [id])).get(id)?.winner.state as T;
}

describe('writeImport', () => {
  test('journals entries that every program reads, in an order in which nothing is named before it is there', async () => {
    const written = await run();
    const all = [...(await entries('NL-A')), ...(await entries('NL-B'))];
    expect(written).toMatchObject({ titles: 1, entries: all.length - 4, unchanged: 0 });
    expect(all.map((entry) => readEntry(entry))).toMatchObject(
      all.map((entry) => ({ ok: true, entry, known: true })),
    );
    const opening = [
      'stream.open',
      'clock.anchor',
      'branch.set',
      'calendar.set',
      'policy.set',
      'item.open',
      'patron.open',
      'loan.open',
      'hold.open',
    ];
    expect([...new Set((await entries('NL-A')).map((entry) => entry.kind))]).toEqual(opening);
    expect(JSON.stringify(all)).not.toContain('Jansen');
    expect(written.steps.length).toBeGreaterThan(2);
  });

  test('[L7] gives loans, holds, titles and unlisted items, with names apart', async () => {
    await run();
    const patron = patronIdOf('NL-A', plan(files, toBoth).libraries[0]!.patrons[0]!.sourceKey);
    expect(await state<ItemState>('NL-A', 'item:i1')).toMatchObject({
      attributes: { title: 'nl-x.1' },
      loan: { patron, due: '2026-11-22' },
    });
    expect(await state<ItemState>('NL-A', 'item:x9')).toMatchObject({ attributes: null, loan: { patron } });
    expect((await state<QueueState>('NL-A', 'queue:title:nl-x.1')).holds).toMatchObject([
      { patron, status: 'waiting' },
    ]);
    const [stored] = await couch.range<StateDocument>('library-nl-a-g1', {
      startkey: `patron:${patron}`,
      endkey: `patron:${patron}`,
    });
    expect(Object.values(stored!.personal!)).toMatchObject([{ familyName: 'Jansen' }]);
    expect((await couch.getMany('library-nl-a-g1', ['title:nl-x.1'])).size).toBe(1);
  });

  test('run again it journals nothing, and of a changed export only what changed', async () => {
    await run();
    const everything = async () => [
      await entries('NL-A'),
      await entries('NL-B'),
      await couch.range(CATALOGUE, { startkey: 'a', endkey: 'z' }),
    ];
    const before = await everything();
    expect(await run()).toMatchObject({ titles: 0, entries: 0 });
    expect(await everything()).toEqual(before);
    const changed = () =>
      run({ patrons: PATRONS.replace('Jansen', 'Janssen') }, MARC.replace('Havelaar', 'H.'));
    expect(await changed()).toMatchObject({ titles: 1, entries: 1 });
    expect(await changed()).toMatchObject({ titles: 0, entries: 0 });
  });

  test('broken off half-way it goes on where it was', async () => {
    couch.faults = {
      bulk: (database) =>
        database.startsWith('journal-nl-b') ? { write: (_, i) => i < 3, answer: 'thrown' } : undefined,
    };
    await expect(run()).rejects.toThrow('not delivered');
    couch.faults = {};
    expect(await run()).toMatchObject({ titles: 0, entries: 0 });
    expect((await entries('NL-B')).flatMap((entry) => entry.body['source'] ?? []).length).toBeGreaterThan(3);
    expect(await run()).toMatchObject({ entries: 0 });
  });
});
