import { randomBytes } from 'node:crypto';
import type { CouchDocument } from '@balie/sync-server/couch/couch.ts';
import { dropGeneration, rebuild } from '@balie/sync-server/resolver/rebuild.ts';
import { findLibrary } from '@balie/sync-server/resolver/registry.ts';
import { type Benchmark, byTurns, elapsed, median, rounded, roundedAll } from './benchmark.ts';
import type { National } from './national.ts';

const ROUNDS = 3;
const BATCH = 1000;

/** All entries of a library folded into a new generation. Beside writing what comes of it, with nothing to read or to fold. */
export const resolver: Benchmark = {
  name: 'resolver',
  summary: "a library's journals folded into a new generation; beside raw _bulk_docs of the same documents",
  seconds: 60,
  async run(national) {
    const documents = await stateDocuments(national);
    const folds: { readonly ms: number; readonly entries: number }[] = [];
    const writes: number[] = [];
    await byTurns(
      ROUNDS,
      async () => void folds.push(await foldOnce(national)),
      async () => void writes.push(await writeOnce(national, documents)),
    );
    const fold = median(folds.map(({ ms }) => ms));
    const { entries } = folds.at(-1)!;
    const write = median(writes);
    return {
      name: this.name,
      what: this.summary,
      unit: 'entries/s',
      value: rounded((entries / fold) * 1000),
      beside: `_bulk_docs of the same documents, ${BATCH} at a time`,
      limit: rounded((documents.length / write) * 1000),
      limitUnit: 'documents/s',
      ratio: rounded(fold / write),
      samples: ROUNDS,
      parts: roundedAll({ entries, documents: documents.length, foldMs: fold, writeMs: write }),
    };
  },
};

async function stateDocuments(national: National): Promise<readonly CouchDocument[]> {
  const { name } = await national.database();
  const found = await national.couch.range(name, { startkey: '', endkey: '\ufff0' });
  return found.map(({ _rev, ...document }) => document);
}

async function foldOnce({ couch, ready }: National): Promise<{ ms: number; entries: number }> {
  const old = (await findLibrary(couch, ready.library))!;
  let entries = 0;
  const ports = {
    couch,
    now: Date.now,
    newGeneration: () => randomBytes(6).toString('hex'),
    progress: (read: number) => (entries = read),
  };
  const ms = await elapsed(() => rebuild(ports, ready.library));
  await dropGeneration(couch, ready.library, old.generation);
  return { ms, entries };
}

async function writeOnce({ couch }: National, documents: readonly CouchDocument[]): Promise<number> {
  const database = `bench-${randomBytes(6).toString('hex')}`;
  await couch.createDatabase(database);
  const ms = await elapsed(async () => {
    for (let start = 0; start < documents.length; start += BATCH)
      await couch.bulk(database, documents.slice(start, start + BATCH));
  });
  await couch.dropDatabase(database);
  return ms;
}
