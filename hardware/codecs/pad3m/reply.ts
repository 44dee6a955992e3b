import { bytesOfUid, uidOf, type TagUid } from '../rfid/tag-uid.ts';
import { pad3mBlockSize } from './request.ts';

/** First byte of a reply's data (3M protocol specification 1.0.0, appendix A). */
export const pad3mStatus = {
  ok: 0x00,
  unknownCommand: 0x02,
  noTag: 0x06,
  noSuchMemory: 0x11,
  locked: 0x12,
  notRead: 0x15,
  notWritten: 0x16,
  notSupported: 0x30,
} as const;

export interface Pad3mTag {
  readonly uid: TagUid;
  readonly dsfid: number;
}

/** Null for what a tag does not have or does not tell. */
export interface Pad3mTagInfo {
  readonly uid: TagUid;
  readonly dsfid: number | null;
  readonly afi: number | null;
  readonly memory: { readonly blockSize: number; readonly blocks: number } | null;
}

const uidLength = 8;
const info = { dsfid: 0x01, afi: 0x02, memory: 0x04 } as const;

/** A pad may list a tag twice; here it stands once. Tag-It tags, which have 32-bit numbers, are left out. */
export function decodePad3mInventory(data: Uint8Array): Pad3mTag[] | null {
  const count = data[2] ?? 0;
  const line = 1 + uidLength;
  if (data.length !== 3 + count * line) return null;
  const tags = new Map<TagUid, Pad3mTag>();
  for (let at = 3; at < data.length; at += line) {
    const uid = uidOf(data.subarray(at + 1, at + line));
    if (uid?.startsWith('E0')) tags.set(uid, { uid, dsfid: data[at] ?? 0 });
  }
  return [...tags.values()];
}

export function encodePad3mInventory(tags: readonly Pad3mTag[]): Uint8Array {
  return Uint8Array.of(0, 3, tags.length, ...tags.flatMap(({ uid, dsfid }) => [dsfid, ...bytesOfUid(uid)]));
}

/** The blocks behind each other. Null where one is missing or could not be read (a lock byte above 3 is an error). */
export function decodePad3mBlocks(data: Uint8Array): Uint8Array | null {
  const count = data[uidLength] ?? 0;
  const line = 2 + pad3mBlockSize;
  const lines = data.subarray(uidLength + 1);
  if (lines.length !== count * line) return null;
  const bytes = new Uint8Array(count * pad3mBlockSize);
  for (let block = 0; block < count; block += 1) {
    const [, lock = 0, ...payload] = lines.subarray(block * line, (block + 1) * line);
    if (lock > 3) return null;
    bytes.set(payload, block * pad3mBlockSize);
  }
  return bytes;
}

export function encodePad3mBlocks(uid: TagUid, first: number, bytes: Uint8Array): Uint8Array {
  const count = bytes.length / pad3mBlockSize;
  const lines = Array.from({ length: count }, (_, block) => [
    (first + block) & 0xff,
    0,
    ...bytes.subarray(block * pad3mBlockSize, (block + 1) * pad3mBlockSize),
  ]);
  return Uint8Array.of(...bytesOfUid(uid), count, ...lines.flat());
}

/** Null where the reply is shorter than it says. Sizes are sent less one. */
export function decodePad3mTagInfo(data: Uint8Array): Pad3mTagInfo | null {
  const uid = uidOf(data.subarray(0, uidLength));
  const available = data[uidLength];
  if (uid === null || available === undefined) return null;
  const fields = [...data.subarray(uidLength + 1)];
  const dsfid = available & info.dsfid ? (fields.shift() ?? null) : null;
  const afi = available & info.afi ? (fields.shift() ?? null) : null;
  const [blockSize, blocks] = fields;
  const memory =
    available & info.memory && blockSize !== undefined && blocks !== undefined
      ? { blockSize: blockSize + 1, blocks: blocks + 1 }
      : null;
  return { uid, dsfid, afi, memory };
}

export function encodePad3mTagInfo({ uid, dsfid, afi, memory }: Pad3mTagInfo): Uint8Array {
  const available =
    (dsfid === null ? 0 : info.dsfid) | (afi === null ? 0 : info.afi) | (memory === null ? 0 : info.memory);
  return Uint8Array.of(
    ...bytesOfUid(uid),
    available,
    ...(dsfid === null ? [] : [dsfid]),
    ...(afi === null ? [] : [afi]),
    ...(memory === null ? [] : [memory.blockSize - 1, memory.blocks - 1]),
  );
}
