import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import { journalsOf } from '@balie/sync-server/couch/journals-of.ts';
import { compareDatabases } from '@balie/sync-server/resolver/compare-databases.ts';
import type { Machine } from '../machine.ts';
import type { SimulatedServer } from '../simulated-server.ts';
import type { Chronicle } from '../world/chronicle.ts';
import type { World } from '../world/world.ts';
import { bookProblems } from './books.ts';
import { centreProblems } from './centre.ts';
import { chainProblems } from './chains.ts';
import { deskProblems } from './desks.ts';
import { exceptionProblems, settlingProblems } from './exceptions.ts';
import type { Hearing } from './hearing.ts';
import { holdProblems } from './holds.ts';
import { moneyProblems } from './money.ts';
import { payloadProblems } from './payloads.ts';
import { peopleProblems } from './people.ts';
import { requestProblems } from './requests.ts';

export interface Verdict {
  readonly entries: number;
  readonly acknowledged: number;
  readonly lost: readonly string[];
  readonly violations: readonly string[];
  /** How many entries of each kind the journals have. */
  readonly kinds: Readonly<Record<string, number>>;
}

export interface Evidence {
  readonly world: World;
  readonly chronicle: Chronicle;
  readonly server: SimulatedServer;
  readonly machines: readonly Machine[];
  readonly forksAllowed: boolean;
}

/** What a resolver may meet and go on from. Anything else it met is a bug. */
const ALLOWED_FINDINGS = new Set([
  'journal-rewound',
  'settled-again',
  'payload-missing',
  'step failed: CouchError',
  'step failed: OvertakenError',
  'step failed: Error',
]);

/** Compares what the product says with what really happened, once everything is quiet. */
export async function judge({
  world,
  chronicle,
  server,
  machines,
  forksAllowed,
}: Evidence): Promise<Verdict> {
  const violations: string[] = [];
  const entries = await entriesOf(world, server);
  const acknowledged = new Set([
    ...machines.flatMap((m) => [...m.acknowledged]),
    ...chronicle.entries.map(({ _id }) => _id),
  ]);
  violations.push(...chainProblems(entries.values(), forksAllowed));
  for (const library of world.libraries) {
    const own = machines.filter((machine) => machine.library === library);
    const { documents, conflicts } = await documentsOf(library, server);
    const hearing: Hearing = { library, world, chronicle, machines: own, documents };
    violations.push(...conflicts);
    for (const problems of [
      bookProblems,
      peopleProblems,
      holdProblems,
      moneyProblems,
      exceptionProblems,
      settlingProblems,
      centreProblems,
      requestProblems,
      timeProblems,
    ])
      violations.push(...problems(hearing));
    for (const machine of own) violations.push(...(await deskProblems(machine, hearing)));
    violations.push(...(await rebuildProblems(library, server)));
    violations.push(...(await payloadProblems(library, world, server, entries)));
  }
  for (const [kind, count] of server.findings)
    if (!ALLOWED_FINDINGS.has(kind)) violations.push(`the resolver met ${count} times: ${kind}`);
  for (const refusal of server.refusals) violations.push(`refused: ${refusal}`);
  for (const { name, unheard } of machines)
    for (const id of unheard)
      if (entries.has(id)) violations.push(`${name} was revoked, and the journals have its ${id}`);
  const lost = [...acknowledged].filter((id) => !entries.has(id));
  return {
    ...{ entries: entries.size, acknowledged: acknowledged.size, lost, violations },
    kinds: countKinds(entries.values()),
  };
}

function countKinds(entries: Iterable<AnyEntry>): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const { kind } of entries) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return kinds;
}

async function entriesOf(
  { libraries }: World,
  { couch }: SimulatedServer,
): Promise<ReadonlyMap<string, AnyEntry>> {
  const entries = new Map<string, AnyEntry>();
  for (const library of libraries)
    for (const journal of await journalsOf(couch, library))
      for (const entry of await couch.range<AnyEntry>(journal, {
        startkey: 'entry:',
        endkey: 'entry:\ufff0',
      }))
        entries.set(entry._id, entry);
  return entries;
}

async function documentsOf(
  library: string,
  server: SimulatedServer,
): Promise<Pick<Hearing, 'documents'> & { readonly conflicts: readonly string[] }> {
  const { couch } = server;
  const database = server.databaseOf(library);
  const ids = (await couch.rangeIds(database, { startkey: '', endkey: '\ufff0' })).map((row) => row.id);
  const found = await couch.getMany<StateDocument>(database, ids);
  return {
    documents: new Map([...found].map(([id, { winner }]) => [id, winner])),
    conflicts: [...found].flatMap(([id, { conflicts }]) =>
      conflicts.length ? [`${id} has ${conflicts.length + 1} leaves on the server`] : [],
    ),
  };
}

function timeProblems({ documents }: Hearing): readonly string[] {
  return [...documents].flatMap(([id, { facts }]) => {
    const early = Object.entries(facts ?? {}).filter(([, fact]) => !fact.final);
    return early.length ? [`${id} has provisional times: ${early.map(([entry]) => entry).join(' ')}`] : [];
  });
}

async function rebuildProblems(library: string, server: SimulatedServer): Promise<readonly string[]> {
  const before = server.databaseOf(library);
  await server.rebuild(library);
  const different = await compareDatabases(server.couch, before, server.databaseOf(library));
  return different.map((id) => `a rebuild gives another ${id}`);
}
