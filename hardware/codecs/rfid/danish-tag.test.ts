import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc16 } from '../crc16.ts';
import { bytesOfHex, hexOf } from '../hex.ts';
import { decodeDanishTag, encodeDanishTag, type DanishTag } from './danish-tag.ts';

interface Vector {
  readonly name: string;
  readonly hex: string;
  readonly expect: {
    readonly id: string;
    readonly parts?: number;
    readonly ordinal?: number;
    readonly country?: string;
    readonly library?: string;
    readonly mediaFormat?: number;
  };
}

const file = fileURLToPath(
  new URL('../../../../shared/data/protocols/rfid-tags-iso28560-3.json', import.meta.url),
);

describe.skipIf(!existsSync(file))('published tags (needs ../shared/data/protocols)', () => {
  const vectors = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Vector[]) : [];

  it.each(vectors)('$name reads as printed and comes back byte for byte', (vector) => {
    const bytes = bytesOfHex(vector.hex);
    const decoded = decodeDanishTag(bytes);
    const { id, mediaFormat, ...fields } = vector.expect;
    expect(decoded).toMatchObject({ crcOk: true, usageHigh: false, extensionsBroken: false });
    expect(decoded?.tag).toMatchObject({ version: 1, usage: 1, item: id, ...fields });
    if (mediaFormat !== undefined) {
      expect(decoded?.tag.extensions[0]).toMatchObject({ id: 1, data: Uint8Array.of(mediaFormat) });
    }
    expect(decoded && hexOf(encodeDanishTag(decoded.tag, bytes.length) ?? bytes.fill(0))).toBe(
      vector.hex.toUpperCase(),
    );
  });

  it('the tag with two extension blocks has one for the library and one for acquisition', () => {
    const long = vectors.find(({ hex }) => hex.length > 2 * 34);
    const decoded = decodeDanishTag(bytesOfHex(long?.hex ?? ''));
    expect(decoded?.tag.extensions.map((block) => (block === 'filler' ? 0 : block.id))).toEqual([1, 2]);
  });
});

const text = (longest: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: longest })
    .filter((it) => !/[\p{Cc}\p{Cs}]/u.test(it) && new TextEncoder().encode(it).length <= longest);
const nibble = fc.integer({ min: 0, max: 15 });
const byte = fc.integer({ min: 0, max: 255 });
const extension = fc.oneof(
  fc.constant('filler' as const),
  fc.record({ id: fc.integer({ min: 0, max: 0xffff }), data: fc.uint8Array({ maxLength: 30 }) }),
);
const tag: fc.Arbitrary<DanishTag> = fc.record({
  version: fc.constant(1),
  usage: nibble,
  parts: byte,
  ordinal: byte,
  item: text(16),
  country: fc.oneof(fc.constant(''), text(2)),
  library: fc.oneof(fc.constant(''), text(9)),
  extensions: fc.array(extension, { maxLength: 3 }),
});

describe('a Danish tag', () => {
  it('has the checksum that the standard gives for its own name', () => {
    expect(crc16(new TextEncoder().encode('RFID tag data model'))).toBe(0x1aee);
  });

  it('reads back as it was written, also with its two halves swapped', () => {
    fc.assert(
      fc.property(tag, fc.boolean(), (written, swapped) => {
        const usageHigh = swapped && written.usage !== 1;
        const decoded = decodeDanishTag(encodeDanishTag(written, 160, usageHigh) ?? new Uint8Array());
        expect(decoded).toEqual({ tag: written, crcOk: true, usageHigh, extensionsBroken: false });
      }),
    );
  });

  it('on 32 bytes reads the same as on 34 when the library fits', () => {
    fc.assert(
      fc.property(tag, (written) => {
        const short = { ...written, extensions: [] };
        const bytes = encodeDanishTag(short, 32);
        expect(bytes).toHaveLength(32);
        expect(decodeDanishTag(bytes ?? new Uint8Array())).toMatchObject({ tag: short, crcOk: true });
      }),
    );
  });

  it('with any one bit turned is not taken for sound', () => {
    fc.assert(
      fc.property(tag, fc.integer({ min: 0, max: 34 * 8 - 1 }), (written, bit) => {
        const bytes = encodeDanishTag(written, 34 + 120) ?? new Uint8Array();
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(decodeDanishTag(bytes)?.crcOk ?? false).toBe(false);
      }),
    );
  });

  it('says that extension blocks are broken, and keeps those before', () => {
    const bytes = bytesOfHex(
      `${hexOf(encodeDanishTag({ version: 1, usage: 1, parts: 1, ordinal: 1, item: '1', country: 'DK', library: '1', extensions: [] }, 34) ?? new Uint8Array())}0501000501` +
        '0601000001',
    );
    expect(decodeDanishTag(bytes)).toMatchObject({
      crcOk: true,
      extensionsBroken: true,
      tag: { extensions: [{ id: 1, data: Uint8Array.of(1) }] },
    });
  });

  it('is refused where it does not fit', () => {
    const long = { version: 1, usage: 1, parts: 1, ordinal: 1, country: 'NL', extensions: [] };
    const isil = { ...long, item: '30234000517861', library: '0800070000' };
    expect(encodeDanishTag(isil, 32)).toBeNull();
    expect(encodeDanishTag(isil, 34)).toHaveLength(34);
    expect(encodeDanishTag({ ...long, item: '12345678901234567', library: '' }, 34)).toBeNull();
    expect(encodeDanishTag({ ...isil, extensions: [{ id: 1, data: new Uint8Array(3) }] }, 40)).toBeNull();
  });
});
