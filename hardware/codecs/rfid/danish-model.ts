import { decodeDanishTag, encodeDanishTag, type DanishTag, type DecodedDanishTag } from './danish-tag.ts';
import { codeOfUsage, isSayable, usageOf, type ItemLabel } from './item-label.ts';
import { laidOver, reverseBlocks, type TagMemory } from './tag-memory.ts';
import type { TagModel, TagQuirk, TagReading } from './tag-model.ts';

const dsfid = 0x3e;
const version = 1;

/** The Danish model, ISO 28560-3, with what is known of its less careful writers. */
export const danishModel: TagModel = {
  id: 'iso-28560-3',
  dsfid,

  read(memory, found) {
    const ways = [decodeWay(memory, false), decodeWay(memory, true)].filter((way) => way !== null);
    const sound = ways.find(({ decoded }) => decoded.crcOk);
    if (sound)
      return {
        kind: 'label',
        model: 'iso-28560-3',
        label: labelOf(sound.decoded.tag),
        crc: 'ok',
        quirks: sound.quirks,
      };
    const likely = ways.find(({ decoded }) => looksLikeALabel(decoded.tag));
    if (likely === undefined && found !== dsfid) return null;
    return {
      kind: 'damaged',
      model: 'iso-28560-3',
      label: likely ? labelOf(likely.decoded.tag) : null,
      crc: 'wrong',
      quirks: likely?.quirks ?? [],
    };
  },

  write(label, memory, before) {
    const owner = /^([A-Z]{2})-([\x21-\x7e]+)$/.exec(label.owner ?? '');
    if (!isSayable(label) || (label.owner !== null && owner === null))
      return { ok: false, code: 'label-not-sayable' };
    const quirks = quirksOf(before);
    const reversed = quirks.includes('blocks-reversed');
    const present = reversed ? { ...memory, bytes: reverseBlocks(memory.bytes) } : memory;
    const old = before.kind === 'label' ? decodeDanishTag(present.bytes)?.tag : undefined;
    const tag: DanishTag = {
      version,
      usage: codeOfUsage(label.usage, old?.usage),
      parts: label.parts,
      ordinal: label.ordinal,
      item: label.item,
      country: owner?.[1] ?? '',
      library: owner?.[2] ?? '',
      extensions: old?.item === label.item ? old.extensions : [],
    };
    const image = encodeDanishTag(tag, memory.bytes.length, quirks.includes('usage-high'));
    if (image === null) return { ok: false, code: 'label-does-not-fit' };
    const bytes = laidOver(present, image);
    return { ok: true, bytes: reversed ? reverseBlocks(bytes) : bytes };
  },
};

function decodeWay(
  memory: TagMemory,
  reversed: boolean,
): { decoded: DecodedDanishTag; quirks: readonly TagQuirk[] } | null {
  const decoded = decodeDanishTag(reversed ? reverseBlocks(memory.bytes) : memory.bytes);
  if (decoded === null) return null;
  const quirks: readonly (TagQuirk | false)[] = [
    reversed && 'blocks-reversed',
    decoded.usageHigh && 'usage-high',
    decoded.extensionsBroken && 'extensions-broken',
  ];
  return { decoded, quirks: quirks.filter((quirk) => quirk !== false) };
}

function quirksOf(reading: TagReading): readonly TagQuirk[] {
  return (reading.kind === 'label' || reading.kind === 'damaged') && reading.model === 'iso-28560-3'
    ? reading.quirks
    : [];
}

/** Enough of a label that a wrong checksum means damage, and not that the bytes are something else. */
function looksLikeALabel({ parts, ordinal, country, item }: DanishTag): boolean {
  return ordinal <= Math.max(1, parts) && /^([A-Z]{2})?$/.test(country) && /^[\x21-\x7e]{4,}$/.test(item);
}

function labelOf(tag: DanishTag): ItemLabel {
  return {
    item: tag.item,
    owner: tag.country !== '' && tag.library !== '' ? `${tag.country}-${tag.library}` : null,
    usage: usageOf(tag.usage),
    parts: tag.parts,
    ordinal: tag.ordinal,
  };
}
