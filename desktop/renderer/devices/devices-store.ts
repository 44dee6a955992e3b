import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../contract/contract.ts';
import type { DevicesView, PileView, ScanMisread, ScanRead } from '../../contract/devices.ts';
import type { PrintingView } from '../../contract/papers.ts';
import { followView } from '../app/follow-view.ts';

/** What the desk's devices said last; null until the core answered for the first time. */
export interface DevicesState {
  readonly devices: DevicesView | null;
  readonly pile: PileView | null;
  readonly printing: PrintingView | null;
  /** What a scanner sent last, whether it was a code or not. */
  readonly heard: ScanRead | ScanMisread | null;
}

export type DevicesStore = StoreApi<DevicesState>;

/** Whether a code was scanned, and not read from a card that was laid on a pad. */
export function isFromScanner({ source }: ScanRead, { devices }: DevicesState): boolean {
  return !devices?.devices.some(({ name, kind }) => kind === 'pad' && name === source);
}

/** Reads devices, pads and printing once, and hears what changes from then on. */
export function createDevicesStore(bridge: Pick<Bridge, 'call' | 'on'>): DevicesStore {
  const store = createStore<DevicesState>()(() => ({
    ...{ devices: null, pile: null, printing: null, heard: null },
  }));
  followView(
    (heard) => bridge.on('devices.changed', heard),
    () => bridge.call('devices.state', {}),
    (devices) => store.setState({ devices }),
  );
  followView(
    (heard) => bridge.on('pile.changed', heard),
    () => bridge.call('pile.get', {}),
    (pile) => store.setState({ pile }),
  );
  followView(
    (heard) => bridge.on('printing.changed', heard),
    () => bridge.call('printing.state', {}),
    (printing) => store.setState({ printing }),
  );
  return store;
}
