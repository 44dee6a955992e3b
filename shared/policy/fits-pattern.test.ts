import { expect, test } from 'vitest';
import { fitsPattern } from './fits-pattern.ts';

test.each([
  ['30100281774501', '3\\d{13}', true],
  ['x30100281774501', '3\\d{13}', false],
  ['301002817745019', '3\\d{13}', false],
  ['301002817745019', '^3\\d{13}$', false],
  ['K12', 'K1|K12', true],
  ['K123', '^K1|K12$', false],
])('%s by %s', (number, pattern, fits) => {
  expect(fitsPattern(number, pattern)).toBe(fits);
});
