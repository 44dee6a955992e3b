import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../hex.ts';
import { compactions } from './compaction.ts';
import { decodeObjects, encodeObjects, type IsoObject } from './iso-objects.ts';

const data = fc.uint8Array({ minLength: 1, maxLength: 20 });
const padding = fc.option(fc.uint8Array({ maxLength: 5 }));
const compaction = fc.constantFrom(...compactions);
const object: fc.Arbitrary<IsoObject> = fc.oneof(
  fc.record({
    oid: fc.integer({ min: 1, max: 14 }),
    extension: fc.constant(null),
    compaction,
    data,
    padding,
  }),
  fc.record({
    oid: fc.constant(15),
    extension: fc.integer({ min: 0, max: 255 }),
    compaction,
    data,
    padding,
  }),
);

describe('data elements of ISO 28560-2', () => {
  it('of the example in the standard are number, index and set', () => {
    const { objects, end } = decodeObjects(bytesOfHex('9100051CBE991A140201D0140204B3000000'));
    expect(end).toBe('end');
    expect(objects).toEqual([
      {
        oid: 1,
        extension: null,
        compaction: 'integer',
        data: bytesOfHex('1CBE991A14'),
        padding: new Uint8Array(),
      },
      { oid: 2, extension: null, compaction: 'application', data: bytesOfHex('D0'), padding: null },
      { oid: 4, extension: null, compaction: 'integer', data: bytesOfHex('04B3'), padding: null },
    ]);
  });

  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.array(object, { maxLength: 6 }), (objects) => {
        const bytes = encodeObjects(objects);
        expect(decodeObjects(bytes)).toEqual({ objects, length: bytes.length, end: 'memory' });
        expect(decodeObjects(Uint8Array.of(...bytes, 0, 7))).toMatchObject({ objects, end: 'end' });
      }),
    );
  });

  it('give back the very bytes from which they were read, as far as they could be', () => {
    const raw = fc.oneof(
      fc.uint8Array({ maxLength: 112 }),
      fc
        .array(fc.constantFrom(0x01, 0x11, 0x83, 0x4f, 0x00, 0x02, 0x05), { maxLength: 40 })
        .map((bytes) => Uint8Array.from(bytes)),
    );
    fc.assert(
      fc.property(raw, (bytes) => {
        const { objects, length } = decodeObjects(bytes);
        expect(encodeObjects(objects)).toEqual(bytes.slice(0, length));
      }),
      { numRuns: 1000 },
    );
  });
});
