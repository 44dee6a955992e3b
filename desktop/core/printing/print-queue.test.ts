import { MemoryPrinter } from '@balie/hardware/simulators/memory-printer.ts';
import { expect, test } from 'vitest';
import { PrintQueue, type PrintRecord, type PrintStorage, type QueuedJob } from './print-queue.ts';
import { queueLife } from './testing-queue-life.ts';

const job = (id: string): Omit<QueuedJob, 'state'> => ({
  ...{ id, of: `paper of ${id}`, kind: 'loans', madeAt: 1 },
  ...{ columns: 42, document: `${id} 1\n${id} 2` },
});

class MemoryStorage implements PrintStorage {
  record: PrintRecord | null = null;
  readonly saved: string[] = [];
  failing = false;

  load(): Promise<PrintRecord | null> {
    return Promise.resolve(this.record);
  }

  save(record: PrintRecord): Promise<void> {
    if (this.failing) return Promise.reject(Object.assign(new Error('no room'), { code: 'disk-full' }));
    this.record = record;
    this.saved.push(record.jobs.map(({ id, state }) => `${id} ${state}`).join());
    return Promise.resolve();
  }
}

interface Laid {
  readonly queue: PrintQueue;
  readonly printer: MemoryPrinter;
  readonly storage: MemoryStorage;
  /** Resolves once the queue stands like this. */
  until(jobs: readonly string[]): Promise<void>;
}

async function lay(storage = new MemoryStorage(), printer = new MemoryPrinter()): Promise<Laid> {
  let check: () => void = () => undefined;
  const queue = await PrintQueue.open({ storage, printer, changed: () => check() });
  const states = (): string => queue.jobs.map(({ id, state }) => `${id} ${state}`).join();
  return {
    ...{ queue, printer, storage },
    until: (jobs) =>
      new Promise((resolve) => {
        check = () => {
          if (states() === jobs.join()) resolve();
        };
        check();
      }),
  };
}

test('a job is put down before its first byte, and as printed after the printer said so', async () => {
  const { queue, printer, storage, until } = await lay();
  await queue.add(job('a'));
  await until([]);
  expect(printer.papers).toEqual(['a 1\na 2']);
  expect(storage.saved).toEqual(['a waiting', 'a sending', '']);
  expect(storage.record!.printed).toEqual([{ id: 'a', of: 'paper of a' }]);
  expect(queue.knows('paper of a')).toBe(true);
  await queue.add(job('a'));
  expect(printer.papers).toHaveLength(1);
});

test('what waits for paper survives a restart and is printed once, in order', async () => {
  const { queue, printer, storage } = await lay();
  printer.setPaper(0);
  await queue.add(job('a'));
  await queue.add(job('b'));
  await queue.close();
  const again = await lay(storage, printer);
  expect(again.queue.jobs.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  printer.setPaper(100);
  await again.until([]);
  expect(printer.papers).toEqual(['a 1\na 2', 'b 1\nb 2']);
});

test('what was being sent when the program ended is not sent again by itself: a person says what to do', async () => {
  const { queue, printer, storage, until } = await lay();
  printer.setPaper(1);
  for (const id of ['a', 'b', 'c']) await queue.add(job(id));
  await until(['a sending', 'b waiting', 'c waiting']);
  const next = await lay(storage, new MemoryPrinter());
  await next.until(['a asked']);
  expect(next.printer.papers.map((paper) => paper[0])).toEqual(['b', 'c']);
  await next.queue.answer('a', 'again');
  await next.until([]);
  expect(next.printer.papers.map((paper) => paper[0])).toEqual(['b', 'c', 'a']);
});

test('a job that a person saw on paper is done, and counts as printed; one that is not wanted does not', async () => {
  const { queue, printer, until } = await lay();
  printer.setPaper(1);
  await queue.add(job('a'));
  await queue.add(job('b'));
  await until(['a sending', 'b waiting']);
  await queue.answer('a', 'drop');
  printer.setPulled(true);
  await until(['a asked', 'b waiting']);
  await queue.answer('a', 'printed');
  await queue.answer('b', 'drop');
  expect([queue.jobs, queue.knows('paper of a'), queue.knows('paper of b')]).toEqual([[], true, false]);
});

test('nothing is taken in or sent that cannot be put down, and the reason is known', async () => {
  const { queue, printer, storage, until } = await lay();
  storage.failing = true;
  await expect(queue.add(job('a'))).rejects.toMatchObject({ code: 'print-queue-failed' });
  expect([queue.jobs, queue.trouble]).toEqual([[], 'disk-full']);
  storage.failing = false;
  printer.setPaper(0);
  await queue.add(job('b'));
  expect(queue.trouble).toBeNull();
  storage.failing = true;
  printer.setPaper(100);
  await queue.close();
  expect(printer.papers).toEqual([]);
  storage.failing = false;
  const next = await lay(storage, printer);
  await next.until([]);
  expect(printer.papers).toEqual(['b 1\nb 2']);
  await until(['b waiting']);
});

test('that a job was printed holds while the disk fails, and is put down with the next', async () => {
  const { queue, printer, storage, until } = await lay();
  printer.setPaper(1);
  await queue.add(job('a'));
  await until(['a sending']);
  storage.failing = true;
  printer.setPaper(100);
  await until([]);
  expect(queue.trouble).toBe('disk-full');
  storage.failing = false;
  await queue.add(job('b'));
  await until([]);
  expect(storage.record!.printed.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(printer.papers).toHaveLength(2);
});

test('in lives full of faults nothing is lost, and nothing doubled that no person asked for', async () => {
  for (let seed = 1; seed <= 400; seed++) {
    const story = await queueLife(seed);
    expect(story.wrong, `seed ${seed}:\n${story.told.join('\n')}`).toEqual([]);
  }
});

test('the faults do happen in those lives', async () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 100; seed++)
    for (const line of (await queueLife(seed)).told) seen.add(line.replace(/ job \d+$/, ''));
  const outcomes = [
    'printed',
    'unknown, on paper',
    'unknown, not on paper',
    'not printed',
    'ends in the middle, on paper',
  ];
  expect([...seen]).toEqual(
    expect.arrayContaining([...outcomes, 'the disk fails', 'a person asks again for']),
  );
});
