import { describe, expect, it } from 'vitest';
import { sipDay, sipEndOfDay, sipTime } from './dates.ts';

describe('dates of eighteen characters', () => {
  it('are written in the local time of the library, on both sides of summer time', () => {
    const at = (text: string): string => sipTime(Date.parse(text), 'Europe/Amsterdam');
    expect(at('2026-11-23T02:36:05Z')).toBe('20261123    033605');
    expect(at('2026-06-30T22:00:00Z')).toBe('20260701    000000');
    expect(sipEndOfDay('2026-12-14')).toBe('20261214    235900');
  });

  it('are read from what machines write, and blanks or nonsense are no day', () => {
    expect(['20261123    033605', '20261123   Z033605', '2026-11-23', ' 20261123'].map(sipDay)).toEqual(
      Array.from({ length: 4 }, () => '2026-11-23'),
    );
    expect(['', ' '.repeat(18), '20261323    000000', '20270229    000000', 'yesterday'].map(sipDay)).toEqual(
      Array.from({ length: 5 }, () => null),
    );
    expect(sipDay('20280229    000000')).toBe('2028-02-29');
  });
});
