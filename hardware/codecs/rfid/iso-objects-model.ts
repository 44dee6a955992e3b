import { compact, expand } from './compaction.ts';
import { packIsil, unpackIsil } from './isil-compaction.ts';
import { decodeObjects, encodeObjects, type DecodedObjects, type IsoObject } from './iso-objects.ts';
import { codeOfUsage, isSayable, usageOf, type ItemLabel } from './item-label.ts';
import { laidOver } from './tag-memory.ts';
import type { TagModel } from './tag-model.ts';
import { isText } from './utf8.ts';

const dsfid = 0x06;
const oids = { item: 1, content: 2, owner: 3, set: 4, usage: 5 } as const;

/** ISO 28560-2: data elements behind each other, each with its number. */
export const isoObjectsModel: TagModel = {
  id: 'iso-28560-2',
  dsfid,

  read(memory, found) {
    const decoded = decodeObjects(memory.bytes);
    const label = labelOf(decoded);
    const sound = label !== null && decoded.end !== 'broken';
    const base = { model: 'iso-28560-2', crc: 'none', quirks: [] } as const;
    const likely =
      found === dsfid || ((found === 0 || found === null) && isPackedByTheBook(decoded.objects[0]));
    if (sound && likely) return { kind: 'label', label, ...base };
    return found === dsfid ? { kind: 'damaged', label, ...base } : null;
  },

  write(label, memory, before) {
    const isil = label.owner === null ? null : packIsil(label.owner);
    if (!isSayable(label) || (label.owner !== null && isil === null))
      return { ok: false, code: 'label-not-sayable' };
    const known = before.kind === 'label' && before.model === 'iso-28560-2';
    const objects = withLabel(known ? decodeObjects(memory.bytes).objects : [], label, isil);
    const image = encodeObjects(objects);
    if (image.length > memory.bytes.length || objects.some(({ data }) => data.length > 127))
      return { ok: false, code: 'label-does-not-fit' };
    const ended = image.length < memory.bytes.length ? Uint8Array.of(...image, 0) : image;
    return { ok: true, bytes: laidOver(memory, ended) };
  },
};

/** Without a checksum or a DSFID, a first element packed as nobody would is another model's bytes. */
function isPackedByTheBook(first: IsoObject | undefined): boolean {
  const text = first ? expand(first.compaction, first.data) : null;
  return text !== null && isText(text) && compact(text).compaction === first?.compaction;
}

/** Null where the item's number does not stand first, as the standard asks, or is no text. */
function labelOf({ objects }: DecodedObjects): ItemLabel | null {
  const first = objects[0];
  const item = first?.oid === oids.item ? expand(first.compaction, first.data) : null;
  if (item === null || item === '' || !isText(item)) return null;
  const owner = objects.find(({ oid }) => oid === oids.owner);
  const usage = objects.find(({ oid }) => oid === oids.usage);
  return {
    item,
    owner: owner ? ownerOf(owner) : null,
    usage: usage ? usageOf((usage.data[0] ?? 0) >>> 4) : 'unsaid',
    ...setOf(objects.find(({ oid }) => oid === oids.set)),
  };
}

function ownerOf({ compaction, data }: IsoObject): string | null {
  return compaction === 'application' ? unpackIsil(data) : expand(compaction, data);
}

/** Total and ordinal in as many digits each; an integer has lost the zero that it began with. */
function setOf(set: IsoObject | undefined): { parts: number; ordinal: number } {
  const digits = set ? expand(set.compaction, set.data) : null;
  if (digits === null || !/^\d{2,6}$/.test(digits)) return { parts: 1, ordinal: 1 };
  const even = digits.length % 2 ? `0${digits}` : digits;
  return { parts: Number(even.slice(0, even.length / 2)), ordinal: Number(even.slice(even.length / 2)) };
}

/** The label's elements in place of the old ones; what did not change keeps its bytes, for they may be locked. */
function withLabel(before: readonly IsoObject[], label: ItemLabel, isil: Uint8Array | null): IsoObject[] {
  const old = (oid: number): IsoObject | undefined => before.find((object) => object.oid === oid);
  const was = labelOf({ objects: before, length: 0, end: 'end' });
  const usageByte = old(oids.usage)?.data[0];
  const usage = codeOfUsage(label.usage, usageByte === undefined ? undefined : usageByte >>> 4);
  const width = Math.max(2, `${label.parts}`.length);
  const set = `${label.parts}`.padStart(width, '0') + `${label.ordinal}`.padStart(width, '0');
  const sameSet = was?.parts === label.parts && was.ordinal === label.ordinal;
  const wanted: ReadonlyMap<number, IsoObject | null> = new Map([
    [oids.item, was?.item === label.item ? (old(oids.item) ?? null) : element(oids.item, label.item)],
    [oids.owner, was?.owner === label.owner ? (old(oids.owner) ?? null) : isil && plain(oids.owner, isil)],
    [oids.set, sameSet ? (old(oids.set) ?? null) : label.parts > 1 ? element(oids.set, set) : null],
    [
      oids.usage,
      was?.usage === label.usage ? (old(oids.usage) ?? null) : plain(oids.usage, Uint8Array.of(usage << 4)),
    ],
  ]);
  const kept = before.flatMap((object) => {
    const now = wanted.get(object.oid);
    return now === undefined ? [object] : now === null ? [] : [now];
  });
  const added = [...wanted].flatMap(([oid, object]) => (object !== null && !old(oid) ? [object] : []));
  return indexed([...kept, ...added]);
}

/** Element 2 says by a bit each which elements from 3 on there are; where a tag has it, it has to stay true. */
function indexed(objects: readonly IsoObject[]): IsoObject[] {
  return objects.map((object) => {
    if (object.oid !== oids.content || object.compaction !== 'application') return object;
    const data = Uint8Array.from(object.data);
    for (const oid of [oids.owner, oids.set, oids.usage]) {
      const bit = 0x80 >>> (oid - oids.owner);
      const there = objects.some((other) => other.oid === oid);
      data[0] = there ? (data[0] ?? 0) | bit : (data[0] ?? 0) & ~bit;
    }
    return { ...object, data };
  });
}

function element(oid: number, text: string): IsoObject {
  return { oid, extension: null, ...compact(text), padding: null };
}

function plain(oid: number, data: Uint8Array): IsoObject {
  return { oid, extension: null, compaction: 'application', data, padding: null };
}
