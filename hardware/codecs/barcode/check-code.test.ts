import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCode } from './check-code.ts';
import { expectedCheck } from './check-digits.ts';
import { type CodeForms, type CodeRule, codeRuleSchema, usualCodes } from './code-settings.ts';
import type { Symbology } from './symbology.ts';

const rule = (given: Partial<CodeRule> & Pick<CodeRule, 'pattern'>): CodeRule => codeRuleSchema.parse(given);
const forms = (codes: readonly CodeRule[], otherCodes: CodeForms['otherCodes'] = 'refused') => ({
  codes,
  otherCodes,
});
const usual = forms(usualCodes);
const luhn = (body: string): string => body + (expectedCheck(`${body}0`, 'luhn') ?? '');

/** The code as it goes on, or why it does not. */
function checked(code: string, given: CodeForms, symbology: Symbology | null = null): string {
  const answer = checkCode({ code, symbology }, given);
  return answer.ok ? answer.code : answer.why.code;
}

describe('the usual codes', () => {
  it('are cards, items and ISBNs; the rest goes on as it is, or is refused where the desk says so', () => {
    for (const code of ['30234000517861', luhn('2023400051786'), '9780306406157'])
      expect(checked(code, usual), code).toBe(code);
    for (const code of ['', '4006381333931', '4023400051786', 'NL-0800070000', '302340005178610']) {
      expect(checked(code, usual), code).toBe('no-pattern');
      expect(checked(code, forms(usualCodes, 'accepted')), code).toBe(code);
    }
  });

  it('promise no check digit for Flemish items', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^3000\d{10}$/), (code) => {
        expect(checked(code, usual, 'code128')).toBe(code);
      }),
    );
  });

  it('say what a misread digit should have been, and never take the code for something else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('2', '301'),
        fc.stringMatching(/^\d{12}$/),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('accepted', 'refused'),
        (first, rest, by, otherCodes) => {
          const good = luhn((first + rest).slice(0, 13));
          const found = String((Number(good.at(-1)) + by) % 10);
          const misread = { code: good.slice(0, -1) + found, symbology: null };
          expect(checkCode(misread, forms(usualCodes, otherCodes))).toEqual({
            ok: false,
            why: { code: 'check-digit', params: { found, expected: good.at(-1) } },
          });
        },
      ),
    );
  });
});

describe('the rules of a desk', () => {
  it('the first pattern that fits decides, also when its check fails', () => {
    const rules = forms([rule({ pattern: '2\\d{13}', check: 'luhn' }), rule({ pattern: '\\d{14}' })]);
    const good = luhn('2023400051786');
    const misread = good.slice(0, -1) + (good.endsWith('0') ? '1' : '0');
    expect([checked(good, rules), checked(misread, rules)]).toEqual([good, 'check-digit']);
  });

  it('a pattern is for the whole code, also without ^ and $', () => {
    const rules = forms([rule({ pattern: 'A|B\\d' })]);
    expect(['A', 'B1', 'A1', 'xA', 'B12'].filter((code) => checked(code, rules) === code)).toEqual([
      'A',
      'B1',
    ]);
  });

  it('a symbology excludes only where the scanner tells another one', () => {
    const rules = forms([rule({ pattern: '\\d{14}', symbologies: ['code128'] })]);
    const code = '00000000000000';
    expect(
      ([null, 'code128', 'codabar'] as const).map((symbology) => checked(code, rules, symbology)),
    ).toEqual([code, code, 'no-pattern']);
  });

  it('drops a check character that the catalogue has not, once it has proved right', () => {
    const rules = forms([rule({ pattern: '[0-9A-Z]+', check: 'mod43', dropCheck: true })]);
    expect(checked('CODE39W', rules, 'code39')).toBe('CODE39');
    expect(checkCode({ code: 'CODE39X', symbology: 'code39' }, rules)).toEqual({
      ok: false,
      why: { code: 'check-digit', params: { found: 'X', expected: 'W' } },
    });
    const unchecked = forms([rule({ pattern: '[0-9A-Z]+', dropCheck: true })]);
    expect(checked('CODE39W', unchecked)).toBe('CODE39W');
  });

  it('says that a check is asked of codes that cannot have it', () => {
    const rules = forms([rule({ pattern: 'B.*', check: 'luhn' })]);
    expect(checkCode({ code: 'B12', symbology: null }, rules)).toEqual({
      ok: false,
      why: { code: 'check-impossible', params: { check: 'luhn' } },
    });
  });

  it("takes off Codabar's ends and a book's price, and only from these", () => {
    expect(checked('A30234000517861B', usual, 'codabar')).toBe('30234000517861');
    expect(checked('A30234000517861B', usual, 'code128')).toBe('no-pattern');
    expect(checked('978030640615750995', usual, 'ean13')).toBe('9780306406157');
    expect(checked('978030640615750995', usual, 'code128')).toBe('no-pattern');
  });

  it('never throws, whatever was scanned', () => {
    fc.assert(
      fc.property(fc.string(), (code) => {
        const answer = checkCode({ code, symbology: 'codabar' }, forms(usualCodes, 'accepted'));
        if (answer.ok) expect(code).toContain(answer.code);
      }),
    );
  });
});
