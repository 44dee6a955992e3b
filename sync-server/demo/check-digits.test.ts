import { expect, it } from 'vitest';
import { demoEan, demoIsbn, libraryBarcode, mod10CheckDigit } from './check-digits.ts';

it('mod-10 agrees with numbers that others publish as examples', () => {
  const known = ['79927398713', '4111111111111111', '5555555555554444', '378282246310005'];
  for (const number of known)
    expect(mod10CheckDigit(number.slice(0, -1)), number).toBe(Number(number.at(-1)));
});

it('barcodes are 14 digits, ISBN and EAN 13; a serial that does not fit is refused', () => {
  expect(libraryBarcode('item', '9011', 1)).toMatch(/^3901100000001\d$/);
  expect(libraryBarcode('person', '9011', 1)).toMatch(/^2901100000001\d$/);
  expect([demoIsbn(1), demoEan(1)].map((code) => code.length)).toEqual([13, 13]);
  expect(() => libraryBarcode('item', '901', 1)).toThrow('expected 13 digits');
  expect(() => demoIsbn(10_000)).toThrow('expected 12 digits');
});
