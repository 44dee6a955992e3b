import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedCheck } from './check-digits.ts';

const code39 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%';
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const rules = [
  { rule: 'luhn', bodies: digits(13), alphabet: '0123456789' },
  { rule: 'ean13', bodies: digits(12), alphabet: '0123456789' },
  {
    rule: 'mod43',
    bodies: fc.array(fc.constantFrom(...code39), { minLength: 1, maxLength: 20 }).map((all) => all.join('')),
    alphabet: code39,
  },
] as const;

describe('check digits', () => {
  it('are those of codes whose digit is known', () => {
    expect(expectedCheck('30234000517861', 'luhn')).toBe('1');
    expect(expectedCheck('79927398713', 'luhn')).toBe('3');
    expect(expectedCheck('9780306406157', 'ean13')).toBe('7');
    expect(expectedCheck('4006381333931', 'ean13')).toBe('1');
    expect(expectedCheck('CODE39W', 'mod43')).toBe('W');
  });

  it.each(rules)('$rule finds every single character that was misread', ({ rule, bodies, alphabet }) => {
    fc.assert(
      fc.property(bodies, fc.nat(), fc.constantFrom(...alphabet), (body, place, other) => {
        const whole = body + (expectedCheck(`${body}0`, rule) ?? '');
        expect(expectedCheck(whole, rule)).toBe(whole.at(-1));
        const at = place % whole.length;
        const misread = whole.slice(0, at) + other + whole.slice(at + 1);
        expect(expectedCheck(misread, rule) === misread.at(-1)).toBe(misread === whole);
      }),
    );
  });

  it('luhn finds neighbours that changed places, but for 09 and 90', () => {
    fc.assert(
      fc.property(digits(13), fc.nat(11), (body, at) => {
        const whole = body + (expectedCheck(`${body}0`, 'luhn') ?? '');
        const [one = '', two = ''] = whole.slice(at, at + 2);
        fc.pre(one !== two && !['09', '90'].includes(one + two));
        const turned = whole.slice(0, at) + two + one + whole.slice(at + 2);
        expect(expectedCheck(turned, 'luhn')).not.toBe(turned.at(-1));
      }),
    );
  });

  it('say nothing of codes they are not made for', () => {
    for (const code of ['', '7', '3023400051786X', '３０２']) expect(expectedCheck(code, 'luhn')).toBeNull();
    for (const code of ['', '978030640615', '97803064061570'])
      expect(expectedCheck(code, 'ean13')).toBeNull();
    for (const code of ['', 'A', 'aBC', 'É12']) expect(expectedCheck(code, 'mod43')).toBeNull();
  });
});
