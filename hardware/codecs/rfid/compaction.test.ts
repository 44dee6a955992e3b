import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../hex.ts';
import { compact, compactions, expand } from './compaction.ts';
import { packIsil, unpackIsil } from './isil-compaction.ts';

describe('compaction', () => {
  it.each([
    { text: '123456789012', compaction: 'integer', hex: '1CBE991A14' },
    { text: '1203', compaction: 'integer', hex: '04B3' },
    { text: '0203', compaction: 'numeric', hex: '0203' },
    { text: '01234', compaction: 'numeric', hex: '01234F' },
    { text: 'QA268.L55', compaction: 'six-bit', hex: '441CB6E2E335D6' },
    { text: 'ABC', compaction: 'five-bit', hex: '0886' },
    { text: 'Abcdefgh', compaction: 'seven-bit', hex: '838B1E4CB9B3E8' },
    { text: 'aé', compaction: 'octets', hex: '61E9' },
    { text: '€', compaction: 'utf-8', hex: 'E282AC' },
  ])('$text becomes $hex by $compaction, and comes back', ({ text, compaction, hex }) => {
    const packed = compact(text);
    expect({ compaction: packed.compaction, hex: hexOf(packed.data) }).toEqual({ compaction, hex });
    expect(expand(packed.compaction, packed.data)).toBe(text);
  });

  it('gives every text back', () => {
    const alphabets = [/^\d{1,30}$/, /^[A-Z]{1,20}$/, /^[ -_]{1,20}$/, /^[ -~]{1,20}$/].map((pattern) =>
      fc.stringMatching(pattern),
    );
    const text = fc.oneof(...alphabets, fc.string({ unit: 'grapheme', minLength: 1 }));
    fc.assert(
      fc.property(text, (given) => {
        const { compaction, data } = compact(given);
        expect(expand(compaction, data)).toBe(given);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...compactions), fc.uint8Array(), (compaction, bytes) => {
        expect(['string', 'object']).toContain(typeof expand(compaction, bytes));
        expect(['string', 'object']).toContain(typeof unpackIsil(bytes));
      }),
    );
  });
});

describe('an ISIL', () => {
  it('packs as the annex of the standard shows', () => {
    expect(hexOf(packIsil('DE-Heu1') ?? new Uint8Array())).toBe('21408E16BF1F');
    expect(unpackIsil(bytesOfHex('21408E16BF1F'))).toBe('DE-Heu1');
  });

  it('comes back, whatever its letters and digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Z]{2}-[A-Za-z0-9/:-]{1,11}$/), (isil) => {
        expect(unpackIsil(packIsil(isil) ?? new Uint8Array())).toBe(isil);
      }),
      { numRuns: 1000 },
    );
  });

  it('cannot hold another character', () => {
    expect(packIsil('NL-é')).toBeNull();
  });
});
