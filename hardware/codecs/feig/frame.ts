import { crc16Reflected } from '../crc16.ts';
import type { Probed } from '../frame-scanner.ts';

/** A FEIG OBID frame, either way. A reader answers in the form in which it was asked. */
export interface FeigFrame {
  /** `standard` counts its length in one byte, `advanced` in two, behind a byte 02. */
  readonly form: 'standard' | 'advanced';
  readonly address: number;
  readonly command: number;
  /** A reply begins with its status. */
  readonly data: Uint8Array;
}

/** Every reader hears this address. */
export const anyReader = 0xff;

const advancedMark = 0x02;
const around = { standard: 5, advanced: 7 } as const;
/** Longer than any reply to what we ask: 256 blocks of 8 bytes with their lock bytes. */
const longest = 2400;

export function encodeFeigFrame({ form, address, command, data }: FeigFrame): Uint8Array {
  const length = around[form] + data.length;
  const head = form === 'standard' ? [length] : [advancedMark, length >>> 8, length & 0xff];
  const covered = Uint8Array.of(...head, address, command, ...data);
  const crc = crc16Reflected(covered);
  return Uint8Array.of(...covered, crc & 0xff, crc >>> 8);
}

/** The longest `data` that fits a frame of one length byte. */
export const longestStandardData = 0xff - around.standard;

export function probeFeigFrame(bytes: Uint8Array): Probed<FeigFrame> {
  const form = bytes[0] === advancedMark ? 'advanced' : 'standard';
  const head = form === 'standard' ? 1 : 3;
  if (bytes.length < head) return { kind: 'part' };
  const length = form === 'standard' ? (bytes[0] ?? 0) : ((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0);
  if (length < around[form] || length > longest) return { kind: 'junk' };
  if (bytes.length < length) return { kind: 'part' };
  const crc = (bytes[length - 2] ?? 0) | ((bytes[length - 1] ?? 0) << 8);
  if (crc !== crc16Reflected(bytes.subarray(0, length - 2))) return { kind: 'junk' };
  const [address = 0, command = 0] = bytes.subarray(head);
  return {
    kind: 'frame',
    frame: { form, address, command, data: bytes.slice(head + 2, length - 2) },
    length,
  };
}
