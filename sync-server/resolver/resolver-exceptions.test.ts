import { itemQueue } from '@balie/shared/protocol/document-ids.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryCouch } from '../couch/memory-couch.ts';
import type { ResolverFinding } from './finding.ts';
import { createLibrary, type LibraryDocument } from './registry.ts';
import { Resolver } from './resolver.ts';
import { contentOf, deliver, drain, ISIL, JOURNAL, START, TestingDesk } from './testing-desk.ts';

let couch: MemoryCouch;
let library: LibraryDocument;
let findings: ResolverFinding[];
let generations: number;

const newGeneration = (): string => `gen${++generations}`;

beforeEach(async () => {
  couch = new MemoryCouch();
  generations = 0;
  findings = [];
  library = await createLibrary(
    { couch, newGeneration },
    { isil: ISIL, name: 'Test', timeZone: 'Europe/Amsterdam' },
  );
  await couch.createDatabase(JOURNAL);
});

function newResolver(batch = 1000, on = couch): Resolver {
  return new Resolver({
    couch: on,
    now: () => START,
    library,
    batch,
    report: (finding) => findings.push(finding),
  });
}

/** A step that ends before its next write once it wrote so often; false when it came to its end. */
async function stopsAfter(writes: number, resolver: Resolver): Promise<boolean> {
  let left = writes;
  couch.faults = { bulk: () => (left-- > 0 ? undefined : { write: () => false, answer: 'thrown' }) };
  const stopped = await resolver.step().then(
    () => false,
    () => true,
  );
  couch.faults = {};
  return stopped;
}

describe('exceptions and merged ids', () => {
  test('an exception vanishes when it no longer follows, but not after someone settled it', async () => {
    const a = new TestingDesk('balie-1.aaa');
    const b = new TestingDesk('balie-2.bbb');
    const queue = itemQueue('B1');
    const hold = a.hold(10, queue, 'p-1');
    a.takeBack(20, 'B1', { hold: hold._id, queue, patron: 'p-1' });
    b.cancel(30, queue, hold._id);
    const resolver = newResolver();
    await deliver(couch, [...a.written, ...b.written]);
    await drain(resolver);
    const exceptions = async (): Promise<string[]> =>
      Object.keys(await contentOf(couch, library.database)).filter((id) => id.startsWith('exception:'));
    expect(await exceptions()).toEqual([`exception:reshelve:${a.written[1]!.entry._id}`]);
    const before = couch.snapshot();
    a.takeBack(40, 'B1');
    await deliver(couch, a.written);
    await drain(resolver);
    expect(await exceptions()).toEqual([]);
    couch.restore(before);
    const [id] = await exceptions();
    b.write(50, { kind: 'exception.settle', body: { exception: id!, answer: 'reshelved' } });
    await deliver(couch, [...a.written, ...b.written]);
    await drain(newResolver());
    expect(await exceptions()).toEqual([id]);
    const settled = (await contentOf(couch, library.database))[id!];
    expect(settled).toMatchObject({ about: null, settled: { answer: 'reshelved', at: START + 50 } });
  });

  test('a settled exception is as it must be, wherever the step stopped after which it followed no more', async () => {
    const a = new TestingDesk('balie-1.aaa');
    const queue = itemQueue('B1');
    const hold = a.hold(10, queue, 'p-1');
    const capture = a.takeBack(20, 'B1', { hold: hold._id, queue, patron: 'p-1' });
    a.cancel(30, queue, hold._id);
    const id = `exception:reshelve:${capture._id}`;
    a.write(50, { kind: 'exception.settle', body: { exception: id, answer: 'reshelved' } });
    await deliver(couch, a.written);
    await drain(newResolver());
    expect((await contentOf(couch, library.database))[id]).toMatchObject({ about: queue });
    a.takeBack(40, 'B1');
    await deliver(couch, a.written);
    const before = couch.snapshot();
    await drain(newResolver());
    const wanted = await contentOf(couch, library.database);
    expect(wanted[id]).toMatchObject({ about: null, settled: { answer: 'reshelved' } });
    for (let written = 0, stopped = true; stopped; written++) {
      couch.restore(before);
      stopped = await stopsAfter(written, newResolver());
      await drain(newResolver());
      expect(await contentOf(couch, library.database), `after ${written} writes`).toEqual(wanted);
    }
  });

  test('an exception that was settled before its cause came to light is settled', async () => {
    const a = new TestingDesk('balie-1.aaa');
    const b = new TestingDesk('balie-2.bbb');
    const queue = itemQueue('B1');
    const hold = a.hold(10, queue, 'p-1');
    a.takeBack(20, 'B1', { hold: hold._id, queue, patron: 'p-1' });
    a.cancel(30, queue, hold._id);
    const id = `exception:reshelve:${a.written[1]!.entry._id}`;
    b.write(50, { kind: 'exception.settle', body: { exception: id, answer: 'reshelved' } });
    const resolver = newResolver();
    await deliver(couch, b.written);
    await drain(resolver);
    await deliver(couch, a.written);
    await drain(resolver);
    expect((await contentOf(couch, library.database))[id]).toMatchObject({
      about: queue,
      params: { item: 'B1' },
      settled: { answer: 'reshelved' },
    });
  });

  test('documents of merged ids hold the same facts, whichever came first', async () => {
    const a = new TestingDesk('balie-1.aaa');
    const b = new TestingDesk('balie-2.bbb');
    a.patron(10, 'p-1', { familyName: 'Jansen' });
    a.patron(20, 'p-2', { familyName: 'Janssen' });
    b.write(30, { kind: 'patron.merge', body: { patron: 'p-2', into: 'p-1' } });
    a.write(40, { kind: 'patron.block', body: { patron: 'p-2', reason: 'conduct', until: null } });
    const resolver = newResolver();
    for (const one of [b.written[0]!, a.written[2]!, a.written[0]!, a.written[1]!]) {
      await deliver(couch, [one]);
      await drain(resolver);
    }
    const content = (await contentOf(couch, library.database)) as Record<string, StateDocument>;
    expect(Object.keys(content['patron:p-1']!.facts)).toHaveLength(4);
    expect(content['patron:p-2']!.facts).toEqual(content['patron:p-1']!.facts);
    expect(content['patron:p-2']!.personal).toEqual(content['patron:p-1']!.personal);
    expect(Object.keys(content['patron:p-1']!.personal!)).toHaveLength(2);
  });
});
