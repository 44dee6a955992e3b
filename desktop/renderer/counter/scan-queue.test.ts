import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScanQueue, type StepEnd } from './scan-queue.ts';

const later = (turns: number) => new Promise<void>((resolve) => setTimeout(resolve, turns));

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('scan queue', () => {
  it('answers every scan once, in the order in which they came, however long each takes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ takes: fc.nat(3), gap: fc.nat(2) }), { maxLength: 15 }),
        async (scans) => {
          const done: number[] = [];
          let waiting = -1;
          const queue = createScanQueue((length) => (waiting = length));
          for (const [i, scan] of scans.entries()) {
            queue.put(async () => {
              await later(scan.takes);
              done.push(i);
              return 'next';
            });
            await vi.advanceTimersByTimeAsync(scan.gap);
          }
          await vi.advanceTimersByTimeAsync(100);
          expect(done).toEqual(scans.map((_, i) => i));
          if (scans.length) expect(waiting).toBe(0);
        },
      ),
    );
  });

  it('holds the scans that came before a question, and runs its answer first', async () => {
    const done: string[] = [];
    const step = (name: string, end: StepEnd) => async () => {
      await later(1);
      done.push(name);
      return end;
    };
    const lengths: number[] = [];
    const queue = createScanQueue((length) => lengths.push(length));
    queue.put(step('blocked', 'wait'));
    queue.put(step('second', 'next'));
    queue.put(step('third', 'next'));
    await vi.advanceTimersByTimeAsync(20);
    expect(done).toEqual(['blocked']);
    expect(lengths.at(-1)).toBe(2);
    queue.putFirst(step('override', 'next'));
    await vi.advanceTimersByTimeAsync(20);
    expect(done).toEqual(['blocked', 'override', 'second', 'third']);
  });

  it('takes a new scan, or leaving, as the end of a question', async () => {
    const done: string[] = [];
    const queue = createScanQueue(() => undefined);
    queue.put(async () => (done.push('question'), 'wait'));
    await vi.advanceTimersByTimeAsync(5);
    queue.put(async () => (done.push('next'), 'wait'));
    await vi.advanceTimersByTimeAsync(5);
    expect(done).toEqual(['question', 'next']);
    queue.goOn();
    queue.put(async () => (done.push('last'), 'next'));
    await vi.advanceTimersByTimeAsync(5);
    expect(done).toEqual(['question', 'next', 'last']);
  });
});
