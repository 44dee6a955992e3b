import type { MisreadReason } from '../codecs/barcode/misread-reason.ts';
import type { Symbology } from '../codecs/barcode/symbology.ts';

/** One code that a scanner read whole and right. */
export interface Scan {
  /** All that the scanner sent for it, its own prefix and suffix included. */
  readonly raw: string;
  /** As the catalogue has it. */
  readonly code: string;
  /** Null where the scanner does not tell. */
  readonly symbology: Symbology | null;
  /** The scanner's name in the desk's profile: two scanners at one desk are two sources. */
  readonly source: string;
}

/** Something came that is no whole code. It is shown ("scan again") and never looked up: half a number may be a book's. */
export interface Misread {
  readonly raw: string;
  readonly source: string;
  readonly why: MisreadReason;
}

/** Why a scanner is not there, and with what to say so. `detail` is the operating system's word for it, for the log. */
export interface ScannerTrouble {
  readonly code:
    /** It cannot be opened: in use by another program, not allowed. */
    | 'refused'
    | 'unplugged'
    | 'lost'
    /** The system has no line of this name, or lists no HID device with these ids. */
    | 'not-listed'
    /** It is listed as something else than a HID POS scanner, mostly as a keyboard. */
    | 'not-hid-pos'
    /** More than one device has these ids; `count` of them. */
    | 'several-listed';
  /** `device` is always there: the serial path, or the ids. */
  readonly params: Readonly<Record<string, string | number>> & { readonly device: string };
  readonly detail: string;
}

export type ScannerState =
  | { readonly kind: 'starting' }
  /** `back` when it had been lost before. */
  | { readonly kind: 'ready' | 'back' }
  | { readonly kind: 'lost'; readonly why: ScannerTrouble }
  | { readonly kind: 'closed' };

export interface ScannerListener {
  scanned(scan: Scan): void;
  misread(misread: Misread): void;
  /** The state has changed, or it is lost for another reason than before. */
  changed(state: ScannerState): void;
}

/** A barcode scanner that comes back by itself after it was pulled, until it is closed. */
export interface Scanner {
  readonly source: string;
  readonly state: ScannerState;
  /** Returns how to stop listening. A listener hears what comes after it began. */
  listen(listener: ScannerListener): () => void;
  /** Looks for the scanner, and goes on looking. */
  start(): void;
  close(): Promise<void>;
}
