import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import { inspectChain } from '@balie/shared/journal/chain.ts';
import { type AnyEntry } from '@balie/shared/journal/entry.ts';
import { inOrder } from '@balie/shared/journal/order.ts';
import { itemDoc } from '@balie/shared/protocol/document-ids.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import { canonicalJson } from '@balie/shared/journal/canonical.ts';
import { compareDatabases } from '@balie/sync-server/resolver/compare-databases.ts';
import { journalsOf } from '@balie/sync-server/resolver/journal-feed.ts';
import type { Machine } from './machine.ts';
import type { SimulatedServer } from './simulated-server.ts';
import type { Book, World } from './world.ts';

export interface Verdict {
  readonly entries: number;
  readonly acknowledged: number;
  readonly lost: readonly string[];
  readonly violations: readonly string[];
}

/** What a person may still have to look at, however well everything went: two desks apart captured for one hold (H3, H4). */
const ALLOWED_EXCEPTIONS = new Set(['captured-twice', 'reshelve']);

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
export async function judge(
  world: World,
  server: SimulatedServer,
  machines: readonly Machine[],
  forksAllowed: boolean,
): Promise<Verdict> {
  const violations: string[] = [];
  const entries = new Map<string, AnyEntry>();
  for (const library of world.libraries) {
    for (const journal of await journalsOf(server.couch, library)) {
      for (const entry of await server.couch.range<AnyEntry>(journal, {
        startkey: 'entry:',
        endkey: 'entry:\ufff0',
      }))
        entries.set(entry._id, entry);
    }
  }
  const acknowledged = new Set(machines.flatMap((m) => [...m.acknowledged]));
  const lost = [...acknowledged].filter((id) => !entries.has(id));
  violations.push(...chainProblems(entries.values(), forksAllowed));
  for (const library of world.libraries) {
    const items = await libraryProblems(library, world, server, violations);
    for (const machine of machines)
      if (machine.library === library) violations.push(...(await deskProblems(machine, items)));
  }
  for (const [kind, count] of server.findings)
    if (!ALLOWED_FINDINGS.has(kind)) violations.push(`the resolver met ${count} times: ${kind}`);
  for (const refusal of server.refusals) violations.push(`refused: ${refusal}`);
  return { entries: entries.size, acknowledged: acknowledged.size, lost, violations };
}

async function libraryProblems(
  library: string,
  world: World,
  server: SimulatedServer,
  violations: string[],
): Promise<ReadonlyMap<string, StateDocument>> {
  const { couch } = server;
  const database = server.databaseOf(library);
  const ids = (await couch.rangeIds(database, { startkey: '', endkey: '\ufff0' })).map((row) => row.id);
  const documents = await couch.getMany<StateDocument>(database, ids);
  const items = new Map<string, StateDocument>();
  for (const [id, { winner, conflicts }] of documents) {
    if (conflicts.length) violations.push(`${id} has ${conflicts.length + 1} leaves on the server`);
    if (id.startsWith('item:')) items.set(id.slice(5), winner);
    if (id.startsWith('exception:') && !ALLOWED_EXCEPTIONS.has(id.split(':')[1]!))
      violations.push(`an exception without a cause: ${id}`);
    const early = Object.entries(winner.facts ?? {}).filter(([, fact]) => !fact.final);
    if (early.length) violations.push(`${id} has provisional times: ${early.map(([e]) => e).join(' ')}`);
  }
  for (const book of world.books)
    if (book.library === library) violations.push(...bookProblems(book, items.get(book.barcode)));
  await server.rebuild(library);
  for (const id of await compareDatabases(couch, database, server.databaseOf(library)))
    violations.push(`a rebuild gives another ${id}`);
  return items;
}

function bookProblems(book: Book, document: StateDocument | undefined): readonly string[] {
  const { where } = book;
  const item = document?.state as ItemState | undefined;
  const really = {
    patron: where.kind === 'patron' ? where.patron : null,
    at: book.handledAt,
    transitTo: book.slip,
  };
  const says = {
    patron: item?.loan?.patron ?? null,
    at: item?.at ?? null,
    transitTo: item?.transitTo ?? null,
  };
  if (canonicalJson(really) === canonicalJson(says)) return [];
  return [
    `${book.barcode} is ${JSON.stringify(really)}, the centre says ${JSON.stringify(says)}\n${lines([...book.story.slice(-12), 'folded as', ...timelineOf(document).slice(-12)])}`,
  ];
}

function timelineOf(document: StateDocument | undefined): readonly string[] {
  return inOrder(document?.facts ?? {}).map(({ id, fact }) => {
    const patron = 'patron' in fact.body ? ` ${fact.body.patron}` : '';
    return `${new Date(fact.at).toISOString().slice(5, 19)} ${fact.kind}${patron} at ${fact.branch}, ${id}, clock ${fact.wall - fact.at} ms off, boot ${fact.boot}`;
  });
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `    ${text}`).join('\n');
}

/** Each desk sees each book as the centre does, and waits for nothing. */
async function deskProblems(
  machine: Machine,
  items: ReadonlyMap<string, StateDocument>,
): Promise<readonly string[]> {
  const { run } = machine;
  if (!run) return [`${machine.name} does not run`];
  const problems: string[] = [];
  const state = await run.desk.call('desk.state', {});
  if (!state.ok || state.result.waiting || state.result.refused || state.result.contact !== 'online') {
    problems.push(`${machine.name} is not at rest: ${JSON.stringify(state)}`);
  }
  for (const [barcode, { state: item }] of items) {
    const seen = await run.desk['view'].item(barcode);
    if (canonicalJson(seen) !== canonicalJson(item))
      problems.push(`${machine.name} sees ${itemDoc(barcode)} otherwise than the centre`);
  }
  return problems;
}

function chainProblems(entries: Iterable<AnyEntry>, forksAllowed: boolean): readonly string[] {
  const problems: string[] = [];
  const streams = new Map<string, AnyEntry[]>();
  for (const entry of entries) {
    const own = streams.get(entry.stream);
    if (own) own.push(entry);
    else streams.set(entry.stream, [entry]);
  }
  for (const [stream, own] of streams) {
    const { forks, holes, broken } = inspectChain(own);
    if (holes.length) problems.push(`${stream} lacks ${holes.join(' ')}`);
    if (broken.length) problems.push(`${stream} is broken at ${broken.join(' ')}`);
    if (forks.length && !forksAllowed) problems.push(`${stream} forks at ${forks.join(' ')}`);
  }
  return problems;
}
