import { crc16 } from '../crc16.ts';
import type { Probed } from '../frame-scanner.ts';

/** A frame of a 3M pad 210 or 810, either way. */
export interface Pad3mFrame {
  readonly command: number;
  /** A reply begins with its status. */
  readonly data: Uint8Array;
}

const start = 0xd6;
/** Start and length. */
const head = 3;
/** What the length counts around the data: command and checksum. */
const around = 3;
const longest = 2400;

export function encodePad3mFrame({ command, data }: Pad3mFrame): Uint8Array {
  const length = around + data.length;
  const covered = Uint8Array.of(length >>> 8, length & 0xff, command, ...data);
  const crc = checksum(covered);
  return Uint8Array.of(start, ...covered, crc >>> 8, crc & 0xff);
}

export function probePad3mFrame(bytes: Uint8Array): Probed<Pad3mFrame> {
  if (bytes[0] !== start) return { kind: 'junk' };
  if (bytes.length < head) return { kind: 'part' };
  const length = ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0);
  if (length < around || length > longest) return { kind: 'junk' };
  const end = head + length;
  if (bytes.length < end) return { kind: 'part' };
  const crc = ((bytes[end - 2] ?? 0) << 8) | (bytes[end - 1] ?? 0);
  if (crc !== checksum(bytes.subarray(1, end - 2))) return { kind: 'junk' };
  return {
    kind: 'frame',
    frame: { command: bytes[head] ?? 0, data: bytes.slice(head + 1, end - 2) },
    length: end,
  };
}

/** Over everything between the start and itself. */
function checksum(covered: Uint8Array): number {
  return crc16(covered) ^ 0xffff;
}
