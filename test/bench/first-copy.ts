import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import PouchDB from 'pouchdb';
import { type Benchmark, byTurns, elapsed, median, rounded, roundedAll } from './benchmark.ts';
import { openMeasuredDesk } from './measured-desk.ts';
import type { National } from './national.ts';

const ROUNDS = 3;
const LOOK_MS = 5;
/** What the desk's own pull asks for at once. */
const BATCH = 1000;

/** A new desk's first copy, ready to work with: replica whole and index full. Beside PouchDB's own pull of the same database. */
export const firstCopy: Benchmark = {
  name: 'first-copy',
  summary: "a new desk's first copy through the gateway, indexed; beside a plain PouchDB pull",
  seconds: 60,
  async run(national) {
    const desks: string[] = [];
    for (let round = 0; round < ROUNDS; round++) desks.push(await national.enrolledDesk());
    await national.still();
    const { url, documents } = await national.database();
    const copies: { readonly whole: number; readonly ready: number; readonly index: number }[] = [];
    const pulls: number[] = [];
    await byTurns(
      ROUNDS,
      async () => void copies.push(await copyOnce(desks[copies.length]!, documents)),
      async () => void pulls.push(await pullOnce(national, url, documents)),
    );
    const ready = median(copies.map((copy) => copy.ready));
    const pull = median(pulls);
    return {
      name: this.name,
      what: this.summary,
      unit: 'documents/s',
      value: rounded((documents / ready) * 1000),
      beside: 'plain PouchDB pull into LevelDB, straight from the database',
      limit: rounded((documents / pull) * 1000),
      limitUnit: 'documents/s',
      ratio: rounded(ready / pull),
      samples: ROUNDS,
      parts: roundedAll({
        documents,
        readyMs: ready,
        wholeMs: median(copies.map((copy) => copy.whole)),
        indexMs: median(copies.map((copy) => copy.index)),
        pullMs: pull,
      }),
    };
  },
};

async function copyOnce(
  folder: string,
  documents: number,
): Promise<{ whole: number; ready: number; index: number }> {
  const began = performance.now();
  const { whole, indexed, meter, close } = await openMeasuredDesk(folder);
  const wholeAt = await whole;
  while (indexed() < documents) await wait(LOOK_MS);
  const ready = performance.now() - began;
  const { index = 0 } = meter.take().ms;
  await close();
  return { whole: wholeAt - began, ready, index };
}

async function pullOnce(national: National, url: string, documents: number): Promise<number> {
  const source = new PouchDB(url, { skip_setup: true });
  const target = new PouchDB(join(await national.freshFolder('pull'), 'replica'));
  const ms = await elapsed(async () => PouchDB.replicate(source, target, { batch_size: BATCH }));
  const { doc_count } = await target.info();
  await target.close();
  await source.close();
  if (doc_count < documents) throw new Error(`the plain pull brought ${doc_count} of ${documents} documents`);
  return ms;
}
