/** The bits of bytes, highest first, as a text of 0 and 1. Tags are short and read a few times a second. */
export function bitsOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
}

/** Whole bytes, the last filled up with the beginning of `filling`. */
export function bytesOfBits(bits: string, filling: string): Uint8Array {
  const filled = bits + filling.slice(0, (8 - (bits.length % 8)) % 8);
  return Uint8Array.from(filled.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
