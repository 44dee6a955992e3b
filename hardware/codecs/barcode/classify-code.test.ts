import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedCheck } from './check-digits.ts';
import { classifyCode } from './classify-code.ts';
import { type CodeRule, codeRuleSchema, usualCodes } from './code-settings.ts';
import type { Symbology } from './symbology.ts';

const rule = (given: Partial<CodeRule> & Pick<CodeRule, 'kind' | 'pattern'>): CodeRule =>
  codeRuleSchema.parse(given);
const kindOf = (code: string, symbology: Symbology | null = null) =>
  classifyCode({ code, symbology }, usualCodes).kind;
const luhn = (body: string): string => body + (expectedCheck(`${body}0`, 'luhn') ?? '');

describe('the usual codes', () => {
  it('tell cards, items and ISBNs apart, and know nothing of the rest', () => {
    expect(kindOf('30234000517861')).toBe('item');
    expect(kindOf(luhn('2023400051786'))).toBe('patron');
    expect(kindOf('9780306406157', 'ean13')).toBe('isbn');
    for (const code of ['', '4006381333931', '3023400051786', 'NL-0800070000', '302340005178610'])
      expect(kindOf(code), code).toBe('unknown');
  });

  it('promise no check digit for Flemish items', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^3000\d{10}$/), (code) => {
        expect(classifyCode({ code, symbology: 'code128' }, usualCodes)).toEqual({
          code,
          symbology: 'code128',
          kind: 'item',
          problems: [],
        });
      }),
    );
  });

  it('say what a misread digit should have been, and never take the code for something else', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('2', '301'),
        fc.stringMatching(/^\d{12}$/),
        fc.integer({ min: 1, max: 9 }),
        (first, rest, by) => {
          const good = luhn((first + rest).slice(0, 13));
          const found = String((Number(good.at(-1)) + by) % 10);
          expect(
            classifyCode({ code: good.slice(0, -1) + found, symbology: null }, usualCodes),
          ).toMatchObject({
            kind: first === '2' ? 'patron' : 'item',
            problems: [{ code: 'check-digit', params: { found, expected: good.at(-1) } }],
          });
        },
      ),
    );
  });
});

describe('the rules of a library', () => {
  it('the first pattern that fits decides, also when its check fails', () => {
    const rules = [
      rule({ kind: 'patron', pattern: '2\\d{13}', check: 'luhn' }),
      rule({ kind: 'item', pattern: '\\d{14}' }),
    ];
    const misread = `${luhn('2023400051786').slice(0, -1)}x`.replace(
      'x',
      luhn('2023400051786').endsWith('0') ? '1' : '0',
    );
    expect(classifyCode({ code: misread, symbology: null }, rules)).toMatchObject({
      kind: 'patron',
      problems: [{ code: 'check-digit' }],
    });
  });

  it('a pattern is for the whole code, also without ^ and $', () => {
    const rules = [rule({ kind: 'item', pattern: 'A|B\\d' })];
    expect(
      ['A', 'B1', 'A1', 'xA', 'B12'].map((code) => classifyCode({ code, symbology: null }, rules).kind),
    ).toEqual(['item', 'item', 'unknown', 'unknown', 'unknown']);
  });

  it('a symbology excludes only where the scanner tells another one', () => {
    const rules = [rule({ kind: 'item', pattern: '\\d{14}', symbologies: ['code128'] })];
    const kinds = ([null, 'code128', 'codabar'] as const).map(
      (symbology) => classifyCode({ code: '00000000000000', symbology }, rules).kind,
    );
    expect(kinds).toEqual(['item', 'item', 'unknown']);
  });

  it('drops a check character that the catalogue has not, once it has proved right', () => {
    const rules = [rule({ kind: 'item', pattern: '[0-9A-Z]+', check: 'mod43', dropCheck: true })];
    expect(classifyCode({ code: 'CODE39W', symbology: 'code39' }, rules)).toMatchObject({
      code: 'CODE39',
      problems: [],
    });
    expect(classifyCode({ code: 'CODE39X', symbology: 'code39' }, rules)).toMatchObject({
      code: 'CODE39X',
      problems: [{ code: 'check-digit', params: { found: 'X', expected: 'W' } }],
    });
  });

  it('says that a check is asked of codes that cannot have it', () => {
    const rules = [rule({ kind: 'item', pattern: 'B.*', check: 'luhn' })];
    expect(classifyCode({ code: 'B12', symbology: null }, rules).problems).toEqual([
      { code: 'check-impossible', params: { check: 'luhn' } },
    ]);
  });

  it("takes off Codabar's ends and a book's price, and only from these", () => {
    const read = (code: string, symbology: Symbology | null) => classifyCode({ code, symbology }, usualCodes);
    expect(read('A30234000517861B', 'codabar')).toMatchObject({ code: '30234000517861', kind: 'item' });
    expect(read('A30234000517861B', 'code128')).toMatchObject({ code: 'A30234000517861B', kind: 'unknown' });
    expect(read('978030640615750995', 'ean13')).toMatchObject({ code: '9780306406157', kind: 'isbn' });
    expect(read('978030640615750995', 'code128')).toMatchObject({ kind: 'unknown' });
  });

  it('never throws, whatever was scanned', () => {
    fc.assert(
      fc.property(fc.string(), (code) => {
        expect(classifyCode({ code, symbology: 'codabar' }, usualCodes).code.length).toBeLessThanOrEqual(
          code.length,
        );
      }),
    );
  });
});
