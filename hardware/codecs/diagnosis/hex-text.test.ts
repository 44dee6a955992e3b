import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexOf } from '../hex.ts';
import { readHexText } from './hex-text.ts';

const bytes = fc.uint8Array({ minLength: 1, maxLength: 80 });

describe('bytes as people paste them', () => {
  it('are read in either case, with any signs between and any marks before', () => {
    const written = fc.record({
      bytes,
      lower: fc.boolean(),
      mark: fc.constantFrom('', '0x', '0X', '\\x', '$'),
      between: fc.constantFrom(' ', ':', ', ', '-', '\n', '\t', '; '),
    });
    fc.assert(
      fc.property(written, ({ bytes: given, lower, mark, between }) => {
        const pairs = Array.from(given, (byte) => `${mark}${hexOf(Uint8Array.of(byte))}`);
        const text = ` ${pairs.join(between)}\n`;
        expect(readHexText(lower ? text.toLowerCase() : text)).toEqual({ ok: true, bytes: given });
        const plain = hexOf(given);
        for (const whole of [plain, plain.toLowerCase(), `0x${plain}`])
          expect(readHexText(whole)).toEqual({ ok: true, bytes: given });
      }),
    );
  });

  it('may leave out the zero of a byte that stands alone', () => {
    expect(readHexText('0x1 0x2 ff')).toEqual({ ok: true, bytes: Uint8Array.of(1, 2, 255) });
  });

  it('that are none are refused with a sentence that shows where', () => {
    expect(readHexText('')).toEqual({ ok: false, why: 'There are no bytes.' });
    expect(readHexText('11 0g')).toEqual({
      ok: false,
      why: '"g" in "0g" is no hexadecimal digit (0-9, a-f).',
    });
    expect(readHexText('11010')).toMatchObject({
      ok: false,
      why: expect.stringContaining('has 5') as string,
    });
  });

  it('never throw, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const read = readHexText(text);
        if (!read.ok) expect(read.why).toMatch(/\.$/);
      }),
    );
  });
});
