import { z } from 'zod';
import { scannerFormatShape } from '../barcode/code-settings.ts';
import type { ScanReading } from '../barcode/hear-scan.ts';
import { type WedgeLimits, wedgeLimits } from '../keyboard-wedge.ts';
import type { DeskProfile } from './desk-profile.ts';

/** How scanners that type are heard and read: all of them are one keyboard. */
export interface TypingScanner {
  /** Empty where the profile has no entry for it. */
  readonly name: string;
  readonly limits: WedgeLimits;
  readonly reading: ScanReading;
}

const usualFormat = z.strictObject(scannerFormatShape).parse({});

/** The profile's scanner of the kind `keyboard`, or what every desk has without one. */
export function typingScannerOf({ scanners, codes, otherCodes }: DeskProfile): TypingScanner {
  const forms = { codes, otherCodes };
  for (const { name, link, ...format } of scanners) {
    if (link.kind !== 'keyboard') continue;
    const { kind: _, ...limits } = link;
    return { name, limits, reading: { ...format, ...forms } };
  }
  return { name: '', limits: wedgeLimits, reading: { ...usualFormat, ...forms } };
}
