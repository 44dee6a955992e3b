import { expect, test } from 'vitest';
import { fitsPattern } from './fits-pattern.ts';

test('a pattern is for the whole number, however it is written', () => {
  const cases = [
    ['30100281774501', '3\\d{13}', true],
    ['x30100281774501', '3\\d{13}', false],
    ['301002817745019', '3\\d{13}', false],
    ['301002817745019', '^3\\d{13}$', false],
    ['K12', 'K1|K12', true],
    ['K123', '^K1|K12$', false],
  ] as const;
  for (const [number, pattern, fits] of cases)
    expect(fitsPattern(number, pattern), `${number} by ${pattern}`).toBe(fits);
});
