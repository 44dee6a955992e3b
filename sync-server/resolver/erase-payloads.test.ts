import { payloadId } from '@balie/shared/journal/entry.ts';
import { NATIONAL, personalBeside } from '@balie/shared/protocol/databases.ts';
import { contactDoc, patronDoc } from '@balie/shared/protocol/document-ids.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import { beforeEach, expect, test } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { compareDatabases } from './compare-databases.ts';
import type { ResolverFinding } from './finding.ts';
import { rebuild } from './rebuild.ts';
import { createLibrary, type LibraryDocument } from './registry.ts';
import { type FeedDocument, feedDoc } from './resolver-memory.ts';
import { Resolver } from './resolver.ts';
import {
  contentOf,
  deliver,
  drain,
  ISIL,
  JOURNAL,
  START,
  TestingDesk,
  type Written,
} from './testing-desk.ts';

const NEXT_MONTH = 'journal-nl-0800070000-202602';

let couch: MemoryCouch;
let library: LibraryDocument;
let findings: ResolverFinding[];
let desk: TestingDesk;
let generations: number;

const report = (finding: ResolverFinding): void => void findings.push(finding);
const newResolver = (batch = 1000): Resolver =>
  new Resolver({ couch, now: () => START, library, batch, report });
const newGeneration = (): string => `gen${++generations}`;

beforeEach(async () => {
  couch = new MemoryCouch();
  findings = [];
  generations = 0;
  desk = new TestingDesk('balie-1.aaa');
  library = await createLibrary(
    { couch, newGeneration },
    { isil: ISIL, name: 'Test', timeZone: 'Europe/Amsterdam' },
  );
  await couch.createDatabase(JOURNAL);
});

function edit(at: number, patron: string, personal: Record<string, string>): Written {
  desk.write(at, {
    kind: 'patron.edit',
    body: { patron, set: {}, fields: Object.keys(personal) },
    personal,
  });
  return desk.written.at(-1)!;
}

function erase(at: number, patron: string): Written {
  desk.write(at, { kind: 'patron.erase', body: { patron, why: 'request' } });
  return desk.written.at(-1)!;
}

async function payloads(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const database of await couch.listDatabases('personal-'))
    for (const { id } of await couch.rangeIds(database, { startkey: '', endkey: '\ufff0' })) found.push(id);
  return found;
}

async function waiting(): Promise<readonly string[]> {
  const feeds = await couch.range<FeedDocument>(NATIONAL, { startkey: 'feed:', endkey: 'feed:\ufff0' });
  return feeds.flatMap((feed) => Object.keys(feed.waiting));
}

/** Two people, each with payloads in two months. */
async function twoPeople(): Promise<void> {
  desk.patron(1, 'p-1', { familyName: 'Jansen', street: 'Dorpsstraat 1' });
  desk.patron(2, 'p-2', { familyName: 'Pieters' });
  await deliver(couch, desk.written);
  await deliver(couch, [edit(3, 'p-1', { email: 'j@example.org' })], NEXT_MONTH);
  await deliver(couch, [edit(4, 'p-2', { email: 'p@example.org' })], NEXT_MONTH);
}

const ofOthers = (): readonly string[] =>
  desk.written.flatMap(({ entry, payload }) =>
    payload && (entry.body as { patron: string }).patron !== 'p-1' ? payload._id : [],
  );

test('A1 the payloads of who is erased go from every month, all their leaves, and nobody else’s', async () => {
  await twoPeople();
  const [{ payload }] = desk.written as [Written];
  const [copied] = [{ ...payload!, _rev: '1-ffffffffffffffffffffffffffffffff' }];
  await couch.bulk(personalBeside(JOURNAL), [copied], { newEdits: false });
  await couch.bulk(personalBeside(NEXT_MONTH), [payload!], { newEdits: false });
  const resolver = newResolver();
  await drain(resolver);
  await deliver(couch, [erase(9, 'p-1')], NEXT_MONTH);
  await drain(resolver);
  expect(await payloads()).toEqual(ofOthers());
  const documents = (await contentOf(couch, library.database)) as Record<string, StateDocument>;
  for (const id of [patronDoc('p-1'), contactDoc('p-1')]) expect(documents[id]!.personal).toEqual({});
  expect(Object.keys(documents[patronDoc('p-2')]!.personal!)).toHaveLength(2);
});

test('A1 of merged ids only the payloads of the erased one go, and both documents keep the other’s', async () => {
  await twoPeople();
  desk.write(5, { kind: 'patron.merge', body: { patron: 'p-1', into: 'p-2' } });
  await deliver(couch, [...desk.written.slice(-1), erase(6, 'p-1')]);
  await drain(newResolver());
  expect(await payloads()).toEqual(ofOthers());
  const documents = (await contentOf(couch, library.database)) as Record<string, StateDocument>;
  for (const id of [patronDoc('p-1'), patronDoc('p-2')])
    expect(Object.keys(documents[id]!.personal!).map(payloadId)).toEqual(ofOthers());
});

test('A1 erasing is done in full wherever a step was cut off', async () => {
  await twoPeople();
  await drain(newResolver());
  await deliver(couch, [erase(9, 'p-1')], NEXT_MONTH);
  const before = couch.snapshot();
  await drain(newResolver());
  const whole = await contentOf(couch, library.database);
  let bulks = 0;
  for (let stop = 0; stop < 12; stop++)
    for (const answer of ['thrown', 'rows'] as const) {
      couch.restore(before);
      bulks = 0;
      const fault = { write: () => answer === 'thrown' && stop % 2 === 1, answer };
      couch.faults = { bulk: () => (bulks++ === stop ? fault : undefined) };
      await newResolver()
        .step()
        .catch(() => undefined);
      couch.faults = {};
      await drain(newResolver());
      expect(await payloads(), `cut off at write ${stop}, ${answer}`).toEqual(ofOthers());
      expect(await contentOf(couch, library.database), `cut off at write ${stop}`).toEqual(whole);
    }
  expect(bulks).toBeGreaterThan(3);
});

test('A1 what comes late about an erased id is neither kept, waited for nor reported', async () => {
  await twoPeople();
  await deliver(couch, [erase(9, 'p-1')]);
  const resolver = newResolver();
  await drain(resolver);
  const [brought, without] = [edit(10, 'p-1', { telephone: '1' }), edit(11, 'p-1', { telephone: '2' })];
  await deliver(couch, [brought, { ...without, payload: null }], NEXT_MONTH);
  await drain(resolver);
  expect(await payloads()).toEqual(ofOthers());
  expect(await waiting()).toEqual([]);
  expect(findings).toEqual([]);
});

test('A1 nobody waits any longer for a payload of who was erased meanwhile', async () => {
  desk.patron(1, 'p-1', { familyName: 'Jansen' });
  const [registered] = desk.written as [Written];
  await deliver(couch, [{ ...registered, payload: null }]);
  const resolver = newResolver();
  await drain(resolver);
  expect(await waiting()).toEqual([registered.entry._id]);
  await deliver(couch, [erase(2, 'p-1')]);
  await drain(resolver);
  expect(await waiting()).toEqual([]);
  await deliver(couch, [registered]);
  await resolver.rewind();
  await drain(resolver);
  expect(await payloads()).toEqual([]);
});

test('A1 reading all again, and a rebuild step by step, miss nothing of who was erased', async () => {
  await twoPeople();
  await deliver(couch, [erase(9, 'p-1')], NEXT_MONTH);
  const resolver = newResolver();
  await drain(resolver);
  await resolver.rewind();
  await drain(newResolver(1));
  for (let again = 0; again < 2; again++) {
    const { database } = await rebuild({ couch, now: () => START, newGeneration, report }, ISIL);
    expect(await compareDatabases(couch, library.database, database)).toEqual([]);
  }
  expect(findings).toEqual([]);
  expect(await waiting()).toEqual([]);
});

test('A1 a rebuild in small steps asks the generation before who was erased', async () => {
  await twoPeople();
  await deliver(couch, [erase(9, 'p-1')], NEXT_MONTH);
  await drain(newResolver());
  const before = await couch.range<StateDocument>(library.database, { startkey: '', endkey: '\ufff0' });
  const database = `${library.database}-next`;
  await couch.createDatabase(database);
  const next = new Resolver({
    ...{ couch, now: () => START, batch: 1, report },
    library: { isil: ISIL, generation: 'next', database },
    before: async (ids) =>
      new Map(before.flatMap((document) => (ids.includes(document._id) ? [[document._id, document]] : []))),
  });
  await next.step();
  const feed = feedDoc({ isil: ISIL, generation: 'next' });
  expect((await couch.getMany<FeedDocument>(NATIONAL, [feed])).get(feed)!.winner.waiting).toEqual({});
  await drain(next);
  expect(findings).toEqual([]);
  expect(await compareDatabases(couch, library.database, database)).toEqual([]);
});
