import { checkCode } from './check-code.ts';
import type { CodeForms, ScannerFormat } from './code-settings.ts';
import { type ReadCode, readCode, readText } from './read-code.ts';

/** How the scans of one scanner are read, whatever it is connected by. */
export type ScanReading = ScannerFormat & CodeForms;

/** The last code that a scanner sent whole, and when, ms. */
export interface LastScan {
  readonly raw: string;
  readonly at: number;
}

/** All that came for one scan: bytes, or what a scanner typed. `aim` is the AIM id where it came apart (HID POS). */
interface Sent {
  readonly sent: Uint8Array | string;
  readonly aim: string | null;
  /** Milliseconds on any clock that only goes forward. */
  readonly at: number;
}

/**
 * Reads one scan, by the same settings for scanners on a serial line, in HID POS mode, and that type. `read` is null where it is the last
 * scan once more: a code that is held before the scanner comes again and again, and each time begins the wait anew.
 */
export function hearScan(
  last: LastScan | null,
  { sent, aim, at }: Sent,
  reading: ScanReading,
): { readonly last: LastScan | null; readonly read: ReadCode | null } {
  const read = typeof sent === 'string' ? readText(sent, aim, reading) : readCode(sent, aim, reading);
  if (!read.ok) return { last, read };
  const { raw } = read;
  const heard = { raw, at };
  if (last !== null && last.raw === raw && at - last.at < reading.sameScanMs)
    return { last: heard, read: null };
  const checked = checkCode(read, reading);
  return { last: heard, read: checked.ok ? { ...read, code: checked.code } : { ...checked, raw } };
}
