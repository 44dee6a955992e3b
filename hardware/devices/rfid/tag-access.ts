import type { TagUid } from '../../codecs/rfid/tag-uid.ts';
import { PadFault, type PadCommands } from './pad-commands.ts';

/** What fits in one request or reply of every pad, and in what tags give at once. */
const bytesAtOnce = 64;

/** `count` blocks from `first`, in as many requests as it takes. Rejects with a `PadFault`. */
export async function readMemory(
  commands: PadCommands,
  uid: TagUid,
  blockSize: number,
  first: number,
  count: number,
): Promise<Uint8Array> {
  const bytes: number[] = [];
  const atOnce = blocksAtOnce(blockSize);
  for (let block = first; block < first + count; block += atOnce) {
    const wanted = Math.min(atOnce, first + count - block);
    bytes.push(...(await commands.read(uid, blockSize, block, wanted)));
  }
  return Uint8Array.from(bytes);
}

/** Whole blocks, read back. Rejects with a `PadFault`, `write-failed` where something else stands there. */
export async function writeConfirmed(
  commands: PadCommands,
  uid: TagUid,
  blockSize: number,
  first: number,
  bytes: Uint8Array,
): Promise<void> {
  if (bytes.length % blockSize !== 0)
    throw new Error(`${bytes.length} bytes are no whole blocks of ${blockSize}.`);
  const step = blocksAtOnce(blockSize) * blockSize;
  for (let at = 0; at < bytes.length; at += step)
    await commands.write(uid, blockSize, first + at / blockSize, bytes.subarray(at, at + step));
  const standing = await readMemory(commands, uid, blockSize, first, bytes.length / blockSize);
  if (standing.some((byte, at) => byte !== bytes[at]))
    throw new PadFault('write-failed', `Blocks from ${first} hold something else than was written.`);
}

/** Rejects with a `PadFault`, `write-failed` where another AFI is read back. */
export async function writeAfiConfirmed(commands: PadCommands, uid: TagUid, afi: number): Promise<void> {
  await commands.writeAfi(uid, afi);
  const standing = await commands.readAfi(uid);
  if (standing !== afi)
    throw new PadFault('write-failed', `The AFI is ${standing}, after ${afi} was written.`);
}

function blocksAtOnce(blockSize: number): number {
  return Math.max(1, Math.floor(bytesAtOnce / blockSize));
}
