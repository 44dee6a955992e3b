import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../hex.ts';
import { arbitraryLabel } from './arbitrary-label.ts';
import { encodeDanishTag } from './danish-tag.ts';
import type { ItemLabel } from './item-label.ts';
import { reverseBlocks, type TagMemory } from './tag-memory.ts';
import type { TagModelId, TagReading } from './tag-model.ts';
import { TagModels } from './tag-models.ts';

const danish = new TagModels(['iso-28560-3', 'iso-28560-2']);
const objects = new TagModels(['iso-28560-2', 'iso-28560-3']);
const book: ItemLabel = {
  item: '30234000517861',
  owner: 'NL-0800070000',
  usage: 'circulating',
  parts: 3,
  ordinal: 2,
};

const memoryOf = (bytes: Uint8Array): TagMemory => ({ blockSize: 4, bytes });
const empty = (length = 112): TagMemory => memoryOf(new Uint8Array(length));

function written(models: TagModels, label: ItemLabel, memory = empty(), before?: TagReading): TagMemory {
  const image = models.write(label, memory, before ?? { kind: 'blank' });
  if (!image.ok) throw new Error(image.code);
  return memoryOf(image.bytes);
}

function danishBytes(usageHigh: boolean, usage = 1): Uint8Array {
  const extensions = [{ id: 1, data: Uint8Array.of(7) }];
  const tag = {
    version: 1,
    usage,
    parts: 1,
    ordinal: 1,
    item: '1000000136',
    country: 'DK',
    library: '718500',
  };
  const bytes = new Uint8Array(112);
  bytes.set(encodeDanishTag({ ...tag, extensions }, 112, usageHigh) ?? []);
  return bytes;
}

describe('the models of a library', () => {
  it('read what they wrote, and leave the rest of the memory as it was', () => {
    fc.assert(
      fc.property(
        arbitraryLabel,
        fc.constantFrom(danish, objects),
        fc.uint8Array({ minLength: 112, maxLength: 112 }),
        (label, models, before) => {
          const memory = written(models, label, memoryOf(before));
          expect(memory.bytes).toHaveLength(112);
          expect(models.read(memory, null)).toMatchObject({ kind: 'label', label });
          expect(memory.bytes.subarray(80)).toEqual(before.subarray(80));
        },
      ),
    );
  });

  it('write the same bytes when a label is written over itself', () => {
    fc.assert(
      fc.property(arbitraryLabel, fc.constantFrom(danish, objects), (label, models) => {
        const memory = written(models, label);
        expect(written(models, label, memory, models.read(memory, null))).toEqual(memory);
      }),
    );
  });

  it('change a label on a tag as they found it: order of bytes, order of halves, extension blocks', () => {
    const ways = [true, false].flatMap((reversed) =>
      [true, false].map((usageHigh) => ({ reversed, usageHigh })),
    );
    for (const { reversed, usageHigh } of ways) {
      const straight = danishBytes(usageHigh, 2);
      const found = memoryOf(reversed ? reverseBlocks(straight) : straight);
      const before = danish.read(found, 0x3e);
      expect(before).toMatchObject({ kind: 'label', crc: 'ok', label: { usage: 'not-for-loan' } });
      const label = { ...(before as TagReading & { kind: 'label' }).label, usage: 'card' as const };
      const after = danish.read(written(danish, label, found, before), 0x3e);
      expect(after).toEqual({ ...before, label });
      const quirks = [...(reversed ? ['blocks-reversed'] : []), ...(usageHigh ? ['usage-high'] : [])];
      expect(after).toMatchObject({ quirks });
    }
  });

  it('never throw, and always say what a tag is, whatever lies on it', () => {
    const orders: readonly (readonly TagModelId[])[] = [
      ['iso-28560-3', 'iso-28560-2', 'nl-genpve-5'],
      ['iso-28560-2'],
      ['nl-genpve-5'],
      [],
    ];
    const likely = fc
      .tuple(
        fc.constantFrom(danishBytes(false), written(objects, book).bytes),
        fc.uint8Array({ maxLength: 6 }),
        fc.nat(112),
      )
      .map(([bytes, noise, at]) => {
        const noisy = Uint8Array.from(bytes);
        noisy.set(noise.subarray(0, 112 - at), at);
        return noisy;
      });
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 300 }), likely);
    fc.assert(
      fc.property(
        bytes,
        fc.constantFrom(null, 0, 6, 0x3e),
        fc.constantFrom(...orders),
        arbitraryLabel,
        (raw, dsfid, order, label) => {
          const models = new TagModels(order);
          const reading = models.read(memoryOf(raw), dsfid);
          const image = models.write(label, memoryOf(raw), reading);
          if (image.ok) {
            expect(image.bytes).toHaveLength(raw.length);
            expect(models.read(memoryOf(image.bytes), dsfid === 6 ? 6 : null)).toMatchObject({ label });
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('call a tag damaged whose checksum is wrong, with what it seems to say', () => {
    const bytes = danishBytes(false);
    bytes[5] = 0x39;
    expect(danish.read(memoryOf(bytes), 0)).toEqual({
      kind: 'damaged',
      model: 'iso-28560-3',
      label: { item: '1090000136', owner: 'DK-718500', usage: 'circulating', parts: 1, ordinal: 1 },
      crc: 'wrong',
      quirks: [],
    });
    const noise = memoryOf(Uint8Array.from({ length: 112 }, (_, at) => (at * 37) & 0xff));
    expect(danish.read(noise, 0x3e)).toMatchObject({ kind: 'damaged', label: null });
    expect(danish.read(noise, 0)).toEqual({ kind: 'unknown' });
    expect(objects.read(memoryOf(bytesOfHex('1105FF')), 0x06)).toMatchObject({
      kind: 'damaged',
      label: null,
    });
  });

  it('keep a Dutch tag unread and unwritten, and call an empty one blank', () => {
    const dutch = new TagModels(['nl-genpve-5', 'iso-28560-3', 'iso-28560-2']);
    const foreign = memoryOf(Uint8Array.from({ length: 112 }, (_, at) => (at * 37) & 0xff));
    const reading = dutch.read(foreign, 0);
    expect(reading).toEqual({ kind: 'unsupported-tag-model', model: 'nl-genpve-5' });
    expect(dutch.write(book, foreign, reading)).toEqual({ ok: false, code: 'unsupported-tag-model' });
    expect(dutch.read(memoryOf(danishBytes(false)), 0)).toMatchObject({ model: 'iso-28560-3' });
    expect(dutch.read(empty(), 0)).toEqual({ kind: 'blank' });
  });

  it('refuse a label that a tag cannot say or hold', () => {
    const blank: TagReading = { kind: 'blank' };
    const refusals = (label: ItemLabel, length = 112) =>
      [danish, objects].map((models) => models.write(label, empty(length), blank));
    const notSayable = { ok: false, code: 'label-not-sayable' };
    for (const label of [
      { ...book, item: '' },
      { ...book, item: 'a\u0000b' },
      { ...book, item: '\ud800' },
      { ...book, parts: 256 },
      { ...book, parts: 2, ordinal: 3 },
      { ...book, owner: 'NL 1 é' },
    ])
      expect(refusals(label)).toEqual([notSayable, notSayable]);
    const tooLong = { ok: false, code: 'label-does-not-fit' };
    expect(refusals(book, 16)).toEqual([tooLong, tooLong]);
    expect(danish.write(book, empty(32), blank)).toEqual(tooLong);
  });

  it('keep the elements of an ISO 28560-2 tag that a label does not name, and its index true', () => {
    const found = memoryOf(new Uint8Array(64));
    found.bytes.set(bytesOfHex('9100051CBE991A140201D0140204B346021234'));
    const before = objects.read(found, 6);
    expect(before).toMatchObject({ label: { item: '123456789012', parts: 12, ordinal: 3, usage: 'unsaid' } });
    const label = { ...book, item: '123456789012', parts: 1, ordinal: 1 };
    const after = written(objects, label, found, before);
    expect(after.bytes.subarray(0, 8)).toEqual(found.bytes.subarray(0, 8));
    expect(after.bytes[10]).toBe(0b1011_0000);
    expect(after.bytes.subarray(11, 15)).toEqual(bytesOfHex('46021234'));
    expect(objects.read(after, 6)).toMatchObject({ label });
  });
});
