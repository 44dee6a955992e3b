import { crc16 } from '../crc16.ts';
import { textOfUtf8, utf8Of } from './utf8.ts';

/** Fields of the basic block of ISO 28560-3, with the extension blocks behind it. */
export interface DanishTag {
  /** 4 bits each. */
  readonly version: number;
  readonly usage: number;
  readonly parts: number;
  readonly ordinal: number;
  /** At most 16 bytes of UTF-8. */
  readonly item: string;
  /** Two letters, or nothing. */
  readonly country: string;
  /** ISIL without country and hyphen; at most 11 bytes, 9 on tags of 32 bytes. */
  readonly library: string;
  readonly extensions: readonly DanishExtension[];
}

/** `filler` is one byte of nothing. Ids: 1 library, 2 acquisition, 3 supplement, 4 title, 5 interlibrary loan. */
type DanishExtension = 'filler' | { readonly id: number; readonly data: Uint8Array };

export interface DecodedDanishTag {
  readonly tag: DanishTag;
  readonly crcOk: boolean;
  readonly usageHigh: boolean;
  readonly extensionsBroken: boolean;
}

const full = 34;
const short = 32;
const crcAt = 19;
const version = 1;
const extensionHead = 4;

/** Null where these bytes cannot be such a tag, whatever its checksum: no version, no text, too short. */
export function decodeDanishTag(bytes: Uint8Array): DecodedDanishTag | null {
  if (bytes.length < short) return null;
  const block = bytes.slice(0, full);
  const [head = 0, parts = 0, ordinal = 0] = block;
  const usageHigh = (head & 0x0f) === version && head >>> 4 !== version;
  const [high, low] = [head >>> 4, head & 0x0f];
  if (!usageHigh && high !== version) return null;
  const [item, country, library] = [fieldOf(block, 3, 19), fieldOf(block, 21, 23), fieldOf(block, 23, full)];
  if (item === null || country === null || library === null || item === '') return null;
  const stored = (block[crcAt] ?? 0) | ((block[crcAt + 1] ?? 0) << 8);
  const { extensions, broken } = decodeExtensions(bytes.subarray(full));
  return {
    tag: {
      version: usageHigh ? low : high,
      usage: usageHigh ? high : low,
      parts,
      ordinal,
      item,
      country,
      library,
      extensions,
    },
    crcOk: stored === crcOf(block),
    usageHigh,
    extensionsBroken: broken,
  };
}

/**
 * The tag's bytes for a memory of so many bytes, with an end behind the extension blocks where there is room for it.
 * Null where a field or an extension block does not fit.
 */
export function encodeDanishTag(tag: DanishTag, memory: number, usageHigh = false): Uint8Array | null {
  if (memory < short) return null;
  const block = new Uint8Array(Math.min(memory, full));
  const [high, low] = usageHigh ? [tag.usage, tag.version] : [tag.version, tag.usage];
  block.set([((high & 0x0f) << 4) | (low & 0x0f), tag.parts, tag.ordinal]);
  const fields = [
    { text: tag.item, from: 3, to: 19 },
    { text: tag.country, from: 21, to: 23 },
    { text: tag.library, from: 23, to: block.length },
  ];
  for (const { text, from, to } of fields) {
    const bytes = utf8Of(text);
    if (bytes.length > to - from) return null;
    block.set(bytes, from);
  }
  const crc = crcOf(block);
  block.set([crc & 0xff, crc >>> 8], crcAt);

  const extensions = tag.extensions.flatMap(encodeExtension);
  const used = block.length + extensions.length;
  if (used > memory) return null;
  return Uint8Array.of(...block, ...extensions, ...(used < memory ? [0] : []));
}

/** Over everything but the checksum itself; a block of 32 bytes counts as if two bytes 00 followed. */
function crcOf(block: Uint8Array): number {
  const counted = new Uint8Array(full - 2);
  counted.set(block.subarray(0, crcAt));
  counted.set(block.subarray(crcAt + 2), crcAt);
  return crc16(counted);
}

/** Text up to the first 00, behind which all is 00. Null where it is not so, or holds what no label holds. */
function fieldOf(block: Uint8Array, from: number, to: number): string | null {
  const field = block.subarray(from, to);
  const length = field.indexOf(0) < 0 ? field.length : field.indexOf(0);
  if (field.subarray(length).some((byte) => byte !== 0)) return null;
  const text = textOfUtf8(field.subarray(0, length));
  return text === null || /\p{Cc}/u.test(text) ? null : text;
}

function decodeExtensions(bytes: Uint8Array): { extensions: DanishExtension[]; broken: boolean } {
  const extensions: DanishExtension[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes[at] ?? 0;
    if (length === 0) break;
    const block = bytes.subarray(at, at + length);
    if (length === 1) extensions.push('filler');
    else if (block.length === length && length >= extensionHead && xorOf(block) === 0)
      extensions.push({ id: (block[1] ?? 0) | ((block[2] ?? 0) << 8), data: block.slice(extensionHead) });
    else return { extensions, broken: true };
    at += length;
  }
  return { extensions, broken: false };
}

function encodeExtension(extension: DanishExtension): readonly number[] {
  if (extension === 'filler') return [1];
  const { id, data } = extension;
  const block = Uint8Array.of(extensionHead + data.length, id & 0xff, id >>> 8, 0, ...data);
  block[3] = xorOf(block);
  return Array.from(block);
}

function xorOf(bytes: Uint8Array): number {
  return bytes.reduce((xor, byte) => xor ^ byte, 0);
}
