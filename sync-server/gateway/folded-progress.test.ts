import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import { beforeEach, expect, it } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import { type StreamDocument, streamDoc } from '../resolver/resolver-memory.ts';
import { newStream } from '../resolver/stream-state.ts';
import { FoldedProgress } from './folded-progress.ts';
import type { LibraryDocument } from './national-documents.ts';

const ISIL = 'NL-0800070000';
const OTHER = 'NL-0800070001';

let couch: MemoryCouch;
let generations: Map<string, string>;
let progress: FoldedProgress;

beforeEach(async () => {
  couch = new MemoryCouch();
  await couch.createDatabase(NATIONAL);
  generations = new Map([[ISIL, 'one']]);
  const library = async (isil: string): Promise<LibraryDocument | null> => {
    const generation = generations.get(isil);
    const named = { _id: `library:${isil}`, isil, name: isil, database: 'any', timeZone: 'UTC' };
    return generation ? { ...named, generation } : null;
  };
  progress = new FoldedProgress(couch, { library });
});

/** What a resolver writes: how far it folded a stream without a gap, and the highest number that it has seen. */
async function folded(isil: string, generation: string, stream: string, seq: number): Promise<void> {
  const of = { isil, generation };
  const tip = { seq, hash: 'f'.repeat(64) };
  const known = { ...newStream(stream), tip, highest: seq + 5 };
  const document: StreamDocument = { ...known, _id: streamDoc(of, stream), v: 1 };
  await couch.bulk(NATIONAL, [document]);
}

it('says how far each stream is folded without a gap, and leaves out what the resolver has not seen', async () => {
  await folded(ISIL, 'one', 'noord-0001.a', 7);
  await folded(ISIL, 'one', 'noord-0002.b', 3);
  await folded(ISIL, 'one', 'noord-0003.c', 9);
  const streams = ['noord-0001.a', 'noord-0002.b', 'noord-0004.d'];
  expect(await progress.settled(ISIL, streams)).toEqual(
    new Map([
      ['noord-0001.a', { folded: 7, safe: 0 }],
      ['noord-0002.b', { folded: 3, safe: 0 }],
    ]),
  );
});

it('asks the current generation alone: numbers fall when another one begins, and rise with it', async () => {
  await folded(ISIL, 'one', 'noord-0001.a', 7);
  generations.set(ISIL, 'two');
  expect(await progress.settled(ISIL, ['noord-0001.a'])).toEqual(new Map());
  await folded(ISIL, 'two', 'noord-0001.a', 2);
  expect(await progress.settled(ISIL, ['noord-0001.a'])).toEqual(
    new Map([['noord-0001.a', { folded: 2, safe: 0 }]]),
  );
});

it('knows nothing of a stream of that name in another library, nor of a library that is not registered', async () => {
  await folded(OTHER, 'one', 'noord-0001.a', 7);
  expect(await progress.settled(ISIL, ['noord-0001.a'])).toEqual(new Map());
  expect(await progress.settled(OTHER, ['noord-0001.a'])).toEqual(new Map());
});

it('asks the database nothing when there is nothing to know', async () => {
  await couch.dropDatabase(NATIONAL);
  expect(await progress.settled(ISIL, [])).toEqual(new Map());
  expect(await progress.settled(OTHER, ['noord-0001.a'])).toEqual(new Map());
});

it('fails when the database does: a desk is then told nothing, not that nothing is folded', async () => {
  await couch.dropDatabase(NATIONAL);
  await expect(progress.settled(ISIL, ['noord-0001.a'])).rejects.toMatchObject({ name: 'CouchError' });
});
