import { checkout, checkin, TestStream } from '@balie/shared/testing/make-entry.ts';
import { expect, it } from 'vitest';
import { checkJournal } from './sip2-journal.ts';
import { torture } from './sip2-torture.ts';

const seed = 20_261_123;

it(`fifty machines with every fault lend nothing twice and never bring the desk down (seed ${seed})`, async () => {
  const report = await torture({ seed, clients: 50, seconds: 3 });
  const { violations, faults, p95Ms, firstPinP95Ms } = report;
  console.info(
    `SIP2, 50 machines: p95 ${p95Ms} ms, first PIN ${firstPinP95Ms} ms, ${report.requests} requests`,
  );
  expect(violations).toEqual([]);
  expect(Object.entries(faults).filter(([, count]) => count === 0)).toEqual([]);
  expect(report.checkouts).toBeGreaterThan(20);
});

it('a loan too many, to another, or one that is missing is seen', () => {
  const stream = new TestStream('desk-1.x');
  const write = (...drafts: Parameters<TestStream['write']>[0][]) =>
    drafts.map((draft, at) => stream.write(draft, { at }));
  const expected = [{ machine: 'm', items: new Map([['B', { lent: 1, taken: 1 }]]) }];
  const right = write(checkout('B', 'anna'), checkin('B'));
  expect(checkJournal(right, expected).violations).toEqual([]);
  expect(checkJournal(right.slice(0, 1), expected).violations).toHaveLength(1);
  expect(checkJournal([...right, right[0]!], expected).violations).toHaveLength(1);
  const doubled = write(checkout('C', 'anna'), checkout('C', 'bram'));
  expect(checkJournal(doubled, []).violations).toEqual([
    expect.stringContaining('lent to bram, and anna has it'),
  ]);
});
