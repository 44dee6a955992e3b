import { LinkLife } from '../devices/link-life.ts';
import { encodeReports } from '../codecs/hid-pos/reports.ts';
import { LinkError } from '../ports/byte-link.ts';
import type { HidApi, HidDevice, ListedHid } from '../ports/hid.ts';
import { bytesOf, type ScannerDevice } from './scanner-device.ts';

/** The HID devices of a machine that has none: simulated ones are plugged into it. */
export class SimulatedHid implements HidApi {
  readonly #plugged = new Map<string, { readonly listed: readonly ListedHid[]; life: LinkLife | null }>();
  /** Feature reports in the order in which they came, by path. */
  readonly features: { readonly path: string; readonly report: Uint8Array }[] = [];
  /** Whether an open device hears that it was pulled; some systems only drop it from their list. */
  tellsPulled = true;

  list(): Promise<readonly ListedHid[]> {
    return Promise.resolve([...this.#plugged.values()].flatMap(({ listed }) => listed));
  }

  open(path: string): Promise<HidDevice> {
    const device = this.#plugged.get(path);
    if (!device) return Promise.reject(new LinkError({ why: 'absent', detail: `${path}: no such device` }));
    const life = new LinkLife();
    device.life = life;
    return Promise.resolve({
      onReport: life.onBytes,
      onEnd: life.onEnd,
      sendFeature: (report) => Promise.resolve(void this.features.push({ path, report })),
      close: () => Promise.resolve(life.finish({ why: 'closed', detail: `${path} was closed` })),
    });
  }

  /** Plugs a device in, as the system lists it: once for each of its collections, all under one path. */
  plug(...listed: readonly ListedHid[]): void {
    for (const { path } of listed) this.#plugged.set(path, { listed, life: null });
  }

  unplug(path: string): void {
    const device = this.#plugged.get(path);
    this.#plugged.delete(path);
    if (this.tellsPulled) device?.life?.finish({ why: 'unplugged', detail: `${path}: could not read` });
  }

  report(path: string, report: Uint8Array): void {
    const life = this.#plugged.get(path)?.life;
    if (life?.end === null) life.receive(report);
  }
}

/** What a USB scanner in HID POS mode is listed as. */
export function listedScanner(changes: Partial<ListedHid> = {}): ListedHid {
  return {
    path: '/dev/hidraw0',
    vendorId: 0x05e0,
    productId: 0x1300,
    serialNumber: 'S1',
    manufacturer: 'Symbol Technologies',
    product: 'Bar Code Scanner',
    usagePage: 0x8c,
    usage: 0x02,
    ...changes,
  };
}

/** A HID POS scanner in a simulated machine. */
export class SimulatedHidScanner implements ScannerDevice {
  readonly #hid: SimulatedHid;
  readonly #listed: ListedHid;
  readonly #shifted: boolean;

  /** `shifted` as some devices do: the AIM id one byte further. */
  constructor(hid: SimulatedHid, listed: ListedHid, shifted = false) {
    this.#hid = hid;
    this.#listed = listed;
    this.#shifted = shifted;
  }

  scan(code: string, aim = ']C0'): Promise<void> {
    return this.#reports(encodeReports({ bytes: bytesOf(code), aim, shifted: this.#shifted }));
  }

  /** Long enough for two reports, of which the second never comes. */
  begin(code: string): Promise<void> {
    const bytes = bytesOf(code.padEnd(60, '0'));
    return this.#reports(encodeReports({ bytes, aim: ']C0', shifted: this.#shifted }).slice(0, 1));
  }

  junk(): Promise<void> {
    return this.#reports([Uint8Array.from({ length: 64 }, (_, at) => (at === 0 ? 0x02 : 0xff))]);
  }

  unplug(): Promise<void> {
    return Promise.resolve(this.#hid.unplug(this.#listed.path));
  }

  plug(): Promise<void> {
    return Promise.resolve(this.#hid.plug(this.#listed));
  }

  #reports(reports: readonly Uint8Array[]): Promise<void> {
    for (const report of reports) this.#hid.report(this.#listed.path, report);
    return Promise.resolve();
  }
}
