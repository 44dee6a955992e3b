import type { z } from 'zod';
import type { ListedHid } from '../../ports/hid.ts';
import { hexId, isHidPosScanner, isKeyboard, scannerMakers } from '../hid-pos/hid-ids.ts';
import type { scannerLinkSchema } from '../profile/links.ts';

/** A serial line as `SerialPort.list()` gives it; ids are hexadecimal, in either case. */
export interface ListedSerial {
  readonly path: string;
  readonly manufacturer?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly pnpId?: string | undefined;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
}

/** "This looks like ...": what a device on this machine may be, for a person to say yes to. */
export interface Proposal {
  readonly looksLike:
    /** A scanner that a profile can name now. */
    | 'scanner'
    /** A scanner in keyboard mode: it works as it is, and is told from other scanners only in HID POS or serial mode. */
    | 'typing-scanner'
    /** A FEIG reader that shows itself as a serial line. */
    | 'rfid-pad'
    /** An adapter: a scanner, pad or printer may be behind it. */
    | 'serial-adapter';
  readonly maker: string;
  /** The name that the device gives itself, or null. */
  readonly product: string | null;
  /** What goes into the profile as `link`. */
  readonly link: ProposedLink;
}

type ProposedLink = Extract<
  z.input<typeof scannerLinkSchema>,
  { readonly kind: 'serial' | 'hid' | 'keyboard' }
>;

const feig = 0x0ab1;

/** Makers of the chips in USB-to-serial cables (usb.ids). */
const adapterMakers: Readonly<Record<number, string>> = {
  0x0403: 'FTDI',
  0x0557: 'ATEN',
  0x067b: 'Prolific',
  0x10c4: 'Silicon Labs',
  0x1a86: 'QinHeng',
};

/** Matches what the system lists with what is known; what nothing is known of is left out. */
export function proposalsFor(
  serial: readonly ListedSerial[],
  hid: readonly ListedHid[],
): readonly Proposal[] {
  return [...scannersAmong(hid), ...typingScannersAmong(hid), ...serial.flatMap(ofSerial)];
}

function scannersAmong(hid: readonly ListedHid[]): Proposal[] {
  const scanners = eachOnce(hid.filter(isHidPosScanner));
  return scanners.map((scanner) => ({
    looksLike: 'scanner',
    maker: makerOf(scanner),
    product: scanner.product,
    link: hidLinkOf(scanner, scanners),
  }));
}

/** Known makers only: other keyboards are keyboards. A scanner in HID POS mode may list a keyboard beside it. */
function typingScannersAmong(hid: readonly ListedHid[]): Proposal[] {
  const typing = hid.filter(
    (device) =>
      isKeyboard(device) &&
      scannerMakers[device.vendorId] !== undefined &&
      !hid.some((other) => isHidPosScanner(other) && isSameModel(other, device)),
  );
  return eachOnce(typing).map((device) => ({
    looksLike: 'typing-scanner',
    maker: makerOf(device),
    product: device.product,
    link: { kind: 'keyboard' },
  }));
}

/** As few ids as tell it from the other scanners that are plugged in. */
function hidLinkOf(scanner: ListedHid, all: readonly ListedHid[]): ProposedLink {
  const { vendorId, productId, serialNumber, path } = scanner;
  const ids = { kind: 'hid', vendorId: hexId(vendorId), productId: hexId(productId) } as const;
  const model = all.filter((other) => isSameModel(other, scanner));
  if (model.length === 1) return ids;
  const numbers = new Set(model.map((one) => one.serialNumber));
  const numbered = numbers.size === model.length && serialNumber !== null && !numbers.has(null);
  return numbered ? { ...ids, serialNumber } : { ...ids, path };
}

function ofSerial(line: ListedSerial): Proposal[] {
  const vendor = Number.parseInt(line.vendorId ?? '', 16);
  const scannerMaker = scannerMakers[vendor];
  const adapterMaker = adapterMakers[vendor];
  const link = { kind: 'serial', path: lastingPath(line) } as const;
  const product = line.manufacturer ?? null;
  if (scannerMaker !== undefined) return [{ looksLike: 'scanner', maker: scannerMaker, product, link }];
  if (vendor === feig) return [{ looksLike: 'rfid-pad', maker: 'FEIG', product, link }];
  if (adapterMaker !== undefined)
    return [{ looksLike: 'serial-adapter', maker: adapterMaker, product, link }];
  return [];
}

/** Linux numbers lines in the order in which they are plugged in; its links by id stay. */
function lastingPath({ path, pnpId }: ListedSerial): string {
  return path.startsWith('/dev/tty') && pnpId ? `/dev/serial/by-id/${pnpId}` : path;
}

function makerOf({ vendorId, manufacturer }: ListedHid): string {
  return scannerMakers[vendorId] ?? manufacturer ?? hexId(vendorId);
}

function isSameModel(one: ListedHid, other: ListedHid): boolean {
  return one.vendorId === other.vendorId && one.productId === other.productId;
}

function eachOnce(listed: readonly ListedHid[]): readonly ListedHid[] {
  return [...new Map(listed.map((device) => [device.path, device])).values()];
}
