import { expect, test } from 'vitest';
import { holdCode } from './hold-code.ts';

test('A7 a hold slip has a short code without a name, the same each time', () => {
  const code = holdCode('p-anna', 'entry:d1.a:00000001:0123456789abcdef');
  expect(code).toMatch(/^[0-9B-DF-HJKMNP-TV-Z]{2}-[0-9B-DF-HJKMNP-TV-Z]{3}$/);
  expect(holdCode('p-anna', 'entry:d1.a:00000001:0123456789abcdef')).toBe(code);
});

test('A7 two holds of one patron have two codes, and a shelf of them hardly ever two the same', () => {
  const codes = Array.from({ length: 500 }, (_, n) => holdCode('p-anna', `h${n}`));
  expect(new Set(codes).size).toBeGreaterThan(497);
  expect(holdCode('p-anna', 'h1')).not.toBe(holdCode('p-bob', 'h1'));
});
