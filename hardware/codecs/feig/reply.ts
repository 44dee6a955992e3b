import { bytesOfUid, uidOf, type TagUid } from '../rfid/tag-uid.ts';
import { reversedBlocks } from './reversed-blocks.ts';

/** First byte of a reply's data. */
export const feigStatus = {
  ok: 0x00,
  noTag: 0x01,
  dataOrCrc: 0x02,
  writeFailed: 0x03,
  noSuchAddress: 0x04,
  wrongTagType: 0x05,
  unknownCommand: 0x80,
  length: 0x81,
  notInScanMode: 0x82,
  rfTrouble: 0x83,
  rfWarning: 0x84,
  noValidData: 0x92,
  overflow: 0x93,
  moreData: 0x94,
  /** The tag's own ISO 15693 error code follows. */
  isoError: 0x95,
} as const;

/** Of ISO 15693, as a tag gives them. */
export const isoErrors = { noBlock: 0x10, alreadyLocked: 0x11, locked: 0x12, writeFailed: 0x13 } as const;

export interface InventoriedTag {
  readonly uid: TagUid;
  readonly dsfid: number;
}

export interface TagBlocks {
  readonly blockSize: number;
  /** In the order of the tag's memory. */
  readonly bytes: Uint8Array;
}

export interface SystemInfo {
  readonly uid: TagUid;
  readonly dsfid: number;
  readonly afi: number;
  readonly blockSize: number;
  readonly blocks: number;
}

/** The transponder type under which a reader lists ISO 15693 tags; of other types only the length is known. */
const iso15693 = 0x03;
const inventoried = 10;

/** Null where the bytes behind the status are no inventory of ISO 15693 tags. */
export function decodeInventory(data: Uint8Array): InventoriedTag[] | null {
  const [count = 0] = data;
  const tags: InventoriedTag[] = [];
  for (let at = 1; tags.length < count; at += inventoried) {
    const [type, dsfid = 0] = data.subarray(at);
    const uid = uidOf(data.subarray(at + 2, at + inventoried));
    if (type !== iso15693 || uid === null) return null;
    tags.push({ uid, dsfid });
  }
  return tags;
}

export function encodeInventory(tags: readonly InventoriedTag[]): Uint8Array {
  const lines = tags.flatMap(({ uid, dsfid }) => [iso15693, dsfid, ...bytesOfUid(uid)]);
  return Uint8Array.of(tags.length, ...lines);
}

/** Null where the reply is shorter than it says. The lock bytes are left out: a write tells who is locked. */
export function decodeBlocks(data: Uint8Array): TagBlocks | null {
  const [count = 0, blockSize = 0] = data;
  const line = 1 + blockSize;
  if (blockSize === 0 || data.length !== 2 + count * line) return null;
  const blocks = Array.from({ length: count }, (_, block) =>
    data.subarray(2 + block * line + 1, 2 + (block + 1) * line),
  );
  return {
    blockSize,
    bytes: reversedBlocks(Uint8Array.from(blocks.flatMap((block) => [...block])), blockSize),
  };
}

export function encodeBlocks({ blockSize, bytes }: TagBlocks): Uint8Array {
  const turned = reversedBlocks(bytes, blockSize);
  const lines = Array.from({ length: turned.length / blockSize }, (_, block) => [
    0,
    ...turned.subarray(block * blockSize, (block + 1) * blockSize),
  ]);
  return Uint8Array.of(lines.length, blockSize, ...lines.flat());
}

/** Null where the reply is shorter. A reader counts a tag's blocks and bytes as they are, not less one. */
export function decodeSystemInfo(data: Uint8Array): SystemInfo | null {
  const uid = uidOf(data.subarray(1, 9));
  const [afi, blockSize, blocks] = data.subarray(9);
  if (uid === null || afi === undefined || blockSize === undefined || blocks === undefined) return null;
  return { uid, dsfid: data[0] ?? 0, afi, blockSize, blocks };
}

export function encodeSystemInfo({ uid, dsfid, afi, blockSize, blocks }: SystemInfo): Uint8Array {
  const icReference = 1;
  return Uint8Array.of(dsfid, ...bytesOfUid(uid), afi, blockSize, blocks, icReference);
}
