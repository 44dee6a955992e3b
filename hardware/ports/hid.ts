import type { LinkEnd } from './byte-link.ts';

/** One HID interface as the system lists it. `path` opens it and changes when it is plugged elsewhere. */
export interface ListedHid {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string | null;
  readonly manufacturer: string | null;
  readonly product: string | null;
  /** Null where the system does not tell. */
  readonly usagePage: number | null;
  readonly usage: number | null;
}

export interface HidDevice {
  /** Each input report whole, its report id in front. Returns how to stop listening. */
  onReport(listener: (report: Uint8Array) => void): () => void;
  /** Once, when the device is pulled or closed. Who listens after the end is called at once. */
  onEnd(listener: (end: LinkEnd) => void): () => void;
  /** The report id in front; rejects with a `LinkError`. */
  sendFeature(report: Uint8Array): Promise<void>;
  /** Never rejects; closing twice is closing once. */
  close(): Promise<void>;
}

/** The HID devices of this machine. Both reject with a `LinkError`. */
export interface HidApi {
  list(): Promise<readonly ListedHid[]>;
  open(path: string): Promise<HidDevice>;
}
