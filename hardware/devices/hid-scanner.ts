import type { ScanReading } from '../codecs/barcode/hear-scan.ts';
import type { MisreadReason } from '../codecs/barcode/misread-reason.ts';
import { longestCode } from '../codecs/barcode/read-code.ts';
import { findScanner, type HidIds, namedIds, wakingFeature } from '../codecs/hid-pos/hid-ids.ts';
import {
  hearReport,
  hearSilence,
  type HidPosDamage,
  type HidPosHeard,
  type HidPosState,
} from '../codecs/hid-pos/reports.ts';
import type { HidApi, ListedHid } from '../ports/hid.ts';
import type { Scanner, ScannerListener, ScannerState, ScannerTrouble } from '../ports/scanner.ts';
import type { Timer } from '../ports/timer.ts';
import { HidSession } from './hid-session.ts';
import { IdleWatch } from './idle-watch.ts';
import { KeptLink } from './kept-link.ts';
import { ScannerOutput, ScannerTroubleError } from './scanner-output.ts';

export interface HidScannerParts {
  readonly source: string;
  readonly ids: HidIds;
  readonly hid: HidApi;
  readonly reading: ScanReading;
  readonly timer: Timer;
  /** How often to look what is plugged in, ms: the system does not say so by itself. */
  readonly pollMs?: number;
}

/** The reports of one scan follow each other within milliseconds; after this nothing more comes, ms. */
const reportsFollowWithin = 500;

/** A USB scanner in HID POS mode. */
export class HidScanner implements Scanner {
  readonly source: string;
  readonly #parts: HidScannerParts;
  readonly #device: string;
  readonly #output: ScannerOutput;
  readonly #kept: KeptLink<HidSession>;
  readonly #silence: IdleWatch;
  #heard: HidPosState = null;

  constructor(parts: HidScannerParts) {
    const { timer, pollMs = 1000 } = parts;
    this.#parts = parts;
    this.source = parts.source;
    this.#device = namedIds(parts.ids);
    this.#output = new ScannerOutput({ ...parts, device: this.#device });
    this.#silence = new IdleWatch(timer, reportsFollowWithin, () => this.#take(hearSilence(this.#heard)));
    this.#kept = new KeptLink({
      open: () => this.#open(pollMs),
      timer,
      retry: { first: pollMs, last: pollMs },
      opened: (session) => {
        session.onReport((report) => this.#report(report));
        this.#output.ready();
      },
      lost: (cause) => {
        this.#endOfReports();
        this.#output.lost(cause);
      },
    });
  }

  get state(): ScannerState {
    return this.#output.state;
  }

  listen(listener: ScannerListener): () => void {
    return this.#output.listen(listener);
  }

  start(): void {
    this.#kept.start();
  }

  async close(): Promise<void> {
    await this.#kept.close();
    this.#endOfReports();
    this.#output.closed();
  }

  async #open(pollMs: number): Promise<HidSession> {
    const { hid, timer } = this.#parts;
    const { path, vendorId } = this.#chosen(await hid.list());
    const device = await hid.open(path);
    const feature = wakingFeature(vendorId);
    try {
      if (feature) await device.sendFeature(feature);
    } catch (error) {
      await device.close();
      throw error;
    }
    return new HidSession({ device, path, hid, timer, pollMs });
  }

  #chosen(listed: readonly ListedHid[]): ListedHid {
    const found = findScanner(listed, this.#parts.ids);
    switch (found.kind) {
      case 'one':
        return found.device;
      case 'several':
        throw this.#trouble('several-listed', `${found.count} devices have these ids`, {
          count: found.count,
        });
      case 'not-hid-pos':
        throw this.#trouble('not-hid-pos', 'listed, but not with usage page 8C, usage 02');
      case 'none':
        throw this.#trouble('not-listed', 'no device has these ids');
    }
  }

  #trouble(code: ScannerTrouble['code'], detail: string, more: Readonly<Record<string, number>> = {}): Error {
    return new ScannerTroubleError({
      code,
      params: { device: this.#device, ...more },
      detail: `${this.#device}: ${detail}`,
    });
  }

  #report(report: Uint8Array): void {
    this.#take(hearReport(this.#heard, report));
    this.#silence.touch();
  }

  #endOfReports(): void {
    this.#silence.stop();
    this.#take(hearSilence(this.#heard));
  }

  #take({ state, heard }: { readonly state: HidPosState; readonly heard: readonly HidPosHeard[] }): void {
    this.#heard = state;
    for (const one of heard) {
      if (one.kind === 'scanned') this.#output.scanned(one.bytes, one.aim);
      else this.#output.misread(one.bytes, reasonOf(one.what));
    }
  }
}

function reasonOf(what: HidPosDamage): MisreadReason {
  switch (what) {
    case 'cut-off':
      return { code: 'cut-off', params: {} };
    case 'too-long':
      return { code: 'too-long', params: { longest: longestCode } };
    case 'aim':
    case 'length':
      return { code: 'report-damaged', params: { part: what } };
  }
}
