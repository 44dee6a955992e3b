import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completePolicy } from '../policy/complete-policy.ts';
import { nationalDefault } from '../policy/national-default.ts';
import { policySchema } from '../policy/policy.ts';
import { accessMonth, accessSchema, oldestMonthKept } from './access.ts';

const day = (text: string): number => Date.parse(text);

test('A3 a month is kept as long as anything in it is not too old', () => {
  expect(oldestMonthKept(day('2026-11-23T12:00:00Z'), 24)).toBe('2024-11');
  expect(oldestMonthKept(day('2026-01-31T23:59:59Z'), 1)).toBe('2025-12');
  expect(oldestMonthKept(day('2026-03-31T00:00:00Z'), 1)).toBe('2026-02');
});

test('A3 nothing of the last so many months is in a month that goes, and all that goes is older', () => {
  const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 120 }), (now, months) => {
      const oldest = oldestMonthKept(now.getTime(), months);
      const limit = new Date(now);
      limit.setUTCDate(1);
      limit.setUTCMonth(limit.getUTCMonth() - months);
      expect(accessMonth(limit.getTime())).toBe(oldest);
      const [year, month] = oldest.split('-').map(Number) as [number, number];
      const lastThatGoes = Date.UTC(year, month - 1) - 1;
      expect(accessMonth(lastThatGoes) < oldest).toBe(true);
    }),
  );
});

test('A3 a line holds ids alone: nothing else has a place in it', () => {
  const line = {
    ...{ at: '2026-11-23T12:00:00.000Z', library: 'NL-0800070000', desk: 'noord', branch: 'centrum' },
    ...{ by: 'demo', patron: 'p1', how: 'card' },
  };
  expect(accessSchema.parse(line)).toEqual(line);
  expect(accessSchema.safeParse({ ...line, name: 'Anna' }).success).toBe(false);
  expect(accessSchema.safeParse({ ...line, card: 'CARD-0001' }).success).toBe(false);
});

test('A3 a policy of before says nothing of it, stays one, and has what the country has', () => {
  const { accessLogMonths, ...retention } = nationalDefault.retention;
  const before = { ...nationalDefault, retention };
  expect(policySchema.safeParse(before).success).toBe(true);
  expect(completePolicy(before).retention.accessLogMonths).toBe(accessLogMonths);
  expect(completePolicy({ retention: { ...retention, accessLogMonths: 6 } }).retention.accessLogMonths).toBe(
    6,
  );
  for (const wrong of [0, 121, 1.5])
    expect(
      policySchema.safeParse({ ...before, retention: { ...retention, accessLogMonths: wrong } }).success,
    ).toBe(false);
});
