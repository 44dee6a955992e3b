/** Four upper-case hex digits: the 16-bit two's complement of the sum of the bytes before `end`. */
export function checksum(bytes: Uint8Array, end: number = bytes.length): string {
  let sum = 0;
  for (let i = 0; i < end; i++) sum = (sum + bytes[i]!) & 0xffff;
  return ((0x10000 - sum) & 0xffff).toString(16).toUpperCase().padStart(4, '0');
}
