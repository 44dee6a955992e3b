import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitAim, symbologies, symbologyOf } from './symbology.ts';

describe('AIM ids', () => {
  it('name the symbologies that libraries print', () => {
    const named = [
      [']A0', 14, 'code39'],
      [']C0', 14, 'code128'],
      [']C1', 20, 'gs1-128'],
      [']E0', 13, 'ean13'],
      [']E3', 18, 'ean13'],
      [']E0', 12, 'upc'],
      [']E4', 8, 'ean8'],
      [']F1', 14, 'codabar'],
      [']I0', 14, 'itf'],
      [']Q1', 40, 'qr'],
      [']d2', 20, 'datamatrix'],
      [']X0', 5, 'other'],
    ] as const;
    for (const [aim, length, symbology] of named) expect(symbologyOf(aim, length), aim).toBe(symbology);
  });

  it('are null for what is none, and one of the known names for what is', () => {
    for (const text of ['', ']', ']C', 'C0]', ']11', ']C00', ']é0']) expect(symbologyOf(text, 14)).toBeNull();
    fc.assert(
      fc.property(fc.stringMatching(/^\][A-Za-z][0-9A-Za-z]$/), fc.nat(60), (aim, length) => {
        expect(symbologies).toContain(symbologyOf(aim, length));
      }),
    );
  });

  it('are split off the front only, and nothing of the text is lost', () => {
    expect(splitAim(']C030234')).toEqual({ aim: ']C0', rest: '30234' });
    expect(splitAim('30234]C0')).toEqual({ aim: null, rest: '30234]C0' });
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { aim, rest } = splitAim(text);
        expect((aim ?? '') + rest).toBe(text);
      }),
    );
  });
});
