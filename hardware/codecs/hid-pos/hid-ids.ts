import type { ListedHid } from '../../ports/hid.ts';

/** By what a scanner is found among the HID devices: its vendor, and as much more as tells it from the others. */
export interface HidIds {
  readonly vendorId: number;
  readonly productId?: number | undefined;
  readonly serialNumber?: string | undefined;
  readonly path?: string | undefined;
}

/** Makers of scanners that libraries have (usb.ids). */
export const scannerMakers: Readonly<Record<number, string>> = {
  0x05e0: 'Zebra',
  0x05f9: 'Datalogic',
  0x0c2e: 'Honeywell',
  0x23d0: 'Honeywell',
};

const scannerPage = 0x8c;
const scannerUsage = 0x02;
const keyboardPage = 0x01;
const keyboardUsage = 0x06;

export function isHidPosScanner({ usagePage, usage }: ListedHid): boolean {
  return usagePage === scannerPage && usage === scannerUsage;
}

export function isKeyboard({ usagePage, usage }: ListedHid): boolean {
  return usagePage === keyboardPage && usage === keyboardUsage;
}

export type HidFound =
  | { readonly kind: 'one'; readonly device: ListedHid }
  | { readonly kind: 'none' | 'not-hid-pos' }
  | { readonly kind: 'several'; readonly count: number };

/**
 * The one HID POS scanner with these ids. Where the system tells no usage at all, the ids decide alone. One device may
 * be listed several times, once for each of its collections.
 */
export function findScanner(listed: readonly ListedHid[], ids: HidIds): HidFound {
  const ours = listed.filter((device) => hasIds(device, ids));
  const scanners = ours.filter((device) => isHidPosScanner(device) || device.usagePage === null);
  const [device, ...others] = [...new Map(scanners.map((scanner) => [scanner.path, scanner])).values()];
  if (!device) return { kind: ours.length > 0 ? 'not-hid-pos' : 'none' };
  return others.length > 0 ? { kind: 'several', count: others.length + 1 } : { kind: 'one', device };
}

function hasIds(device: ListedHid, { vendorId, productId, serialNumber, path }: HidIds): boolean {
  return (
    device.vendorId === vendorId &&
    (productId === undefined || device.productId === productId) &&
    (serialNumber === undefined || device.serialNumber === serialNumber) &&
    (path === undefined || device.path === path)
  );
}

/** The feature report that a Honeywell wants before it sends scans as HID POS; null for others. */
export function wakingFeature(vendorId: number): Uint8Array | null {
  return scannerMakers[vendorId] === 'Honeywell' ? Uint8Array.of(0xfe, 0x01) : null;
}

/** `0C2E:0B61`, with the serial number or path where that is what tells it from others. */
export function namedIds({ vendorId, productId, serialNumber, path }: HidIds): string {
  const ids = [vendorId, productId].filter((id) => id !== undefined).map(hexId);
  return [ids.join(':'), serialNumber, path].filter((part) => part !== undefined).join(' ');
}

/** Four digits, as makers and systems write them. */
export function hexId(id: number): string {
  return id.toString(16).toUpperCase().padStart(4, '0');
}
