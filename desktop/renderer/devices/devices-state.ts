import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../contract/contract.ts';
import type { DevicesView, PileView } from '../../contract/devices.ts';
import type { PrintingView } from '../../contract/papers.ts';

/** The devices of this desk as the core told last; null until it did. */
export interface DevicesState {
  readonly devices: DevicesView | null;
  readonly pile: PileView | null;
  readonly printing: PrintingView | null;
  /** What the desk's own scanners read while the screen of devices stands open, the newest. */
  readonly scanned: { readonly code: string; readonly number: number } | null;
}

export type DevicesStore = StoreApi<DevicesState>;

export const noDevicesYet: DevicesState = { devices: null, pile: null, printing: null, scanned: null };

/** Hears of every change, and asks once for what stood before. An event that came meanwhile is newer than the answer. */
export function watchDevices(bridge: Bridge, store: DevicesStore): void {
  bridge.on('devices.changed', (devices) => store.setState({ devices }));
  bridge.on('pile.changed', (pile) => store.setState({ pile }));
  bridge.on('printing.changed', (printing) => store.setState({ printing }));
  void bridge.call('devices.state', {}).then((reply) => {
    if (reply.ok && !store.getState().devices) store.setState({ devices: reply.result });
  });
  void bridge.call('pile.get', {}).then((reply) => {
    if (reply.ok && !store.getState().pile) store.setState({ pile: reply.result });
  });
  void bridge.call('printing.state', {}).then((reply) => {
    if (reply.ok && !store.getState().printing) store.setState({ printing: reply.result });
  });
}

/** How many tags lie on the pads, and how many of them could be read. */
export function readOf({ items, cards, foreign, unreadable }: PileView): {
  readonly read: number;
  readonly all: number;
} {
  const read = items.reduce((sum, { uids }) => sum + uids.length, cards.length) + foreign.length;
  return { read, all: read + unreadable.length };
}
