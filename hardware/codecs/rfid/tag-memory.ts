/** User memory of an ISO 15693 tag, as far as it was read, the first byte of block 0 first. */
export interface TagMemory {
  /** Bytes in a block: 4 on nearly all tags, 8 on some. */
  readonly blockSize: number;
  readonly bytes: Uint8Array;
}

/** Turns each whole block of 4 bytes round, as some writers do; doing it twice gives the same bytes. */
export function reverseBlocks(bytes: Uint8Array): Uint8Array {
  const turned = Uint8Array.from(bytes);
  for (let at = 0; at + 4 <= turned.length; at += 4) turned.subarray(at, at + 4).reverse();
  return turned;
}

/** `image` laid over what stands in memory; what it does not reach stays as it is. */
export function laidOver(memory: TagMemory, image: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(memory.bytes);
  bytes.set(image);
  return bytes;
}
