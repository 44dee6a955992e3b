import { hearScan, type LastScan } from '../../../hardware/codecs/barcode/hear-scan.ts';
import {
  hearKey,
  wedgeLimits,
  wedgeSilence,
  type Heard,
  type WedgeKey,
} from '../../../hardware/codecs/keyboard-wedge.ts';
import type { TypingView } from '../../contract/devices.ts';
import type { DevicesStore } from './devices-store.ts';
import type { Scans } from './scans.ts';

/** Scanners that type, as one: keys go in, scans come out, read by the settings of the desk. */
export interface TypedScans {
  /** Takes one key down. */
  hear(key: WedgeKey): Heard;
  /** Reads what was heard as a scan, at the time of its last key. */
  scanned(sent: string, at: number): void;
  /** A key that no scanner types: what came before it is no code. */
  forget(): void;
}

interface Parts {
  readonly devices: DevicesStore;
  readonly scans: Scans;
}

/** What is scanned before the core has told the settings waits for them: a prefix that stays on would make another number. */
export function createTypedScans({ devices, scans }: Parts): TypedScans {
  let state = wedgeSilence;
  let last: LastScan | null = null;
  let waiting: { readonly sent: string; readonly at: number }[] = [];
  const settings = (): TypingView | undefined => devices.getState().devices?.typing;

  devices.subscribe(readWaiting);

  function readWaiting(): void {
    const typing = settings();
    if (!typing) return;
    const scanned = waiting;
    waiting = [];
    for (const { sent, at } of scanned) read(sent, at, typing);
  }

  function read(sent: string, at: number, { name: source, reading }: TypingView): void {
    const heard = hearScan(last, { sent, aim: null, at }, reading);
    ({ last } = heard);
    if (heard.read === null) return;
    if (!heard.read.ok) return scans.misread({ source, ...heard.read.why });
    const { code, symbology } = heard.read;
    scans.read({ code, symbology, source });
  }

  return {
    hear(key) {
      const step = hearKey(state, key, settings()?.limits ?? wedgeLimits);
      ({ state } = step);
      return step.heard;
    },
    scanned(sent, at) {
      waiting.push({ sent, at });
      readWaiting();
    },
    forget() {
      state = wedgeSilence;
    },
  };
}
