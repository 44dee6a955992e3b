/** FEIG sends the last byte of a block first. Bytes behind the last whole block are left out. */
export function reversedBlocks(bytes: Uint8Array, blockSize: number): Uint8Array {
  const count = blockSize > 0 ? Math.floor(bytes.length / blockSize) : 0;
  const turned = bytes.slice(0, count * blockSize);
  for (let block = 0; block < count; block += 1)
    turned.subarray(block * blockSize, (block + 1) * blockSize).reverse();
  return turned;
}
