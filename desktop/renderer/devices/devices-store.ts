import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge, Reply } from '../../contract/contract.ts';
import type { DevicesView, PileView, ScanMisread, ScanRead } from '../../contract/devices.ts';
import type { PrintingView } from '../../contract/papers.ts';

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

interface Asked {
  readonly devices: DevicesView;
  readonly pile: PileView;
  readonly printing: PrintingView;
}

const retryMilliseconds = 500;

/** Reads devices, pads and printing once, and hears what changes from then on. An answer that is older than an event is let go. */
export function createDevicesStore(bridge: Pick<Bridge, 'call' | 'on'>): DevicesStore {
  const store = createStore<DevicesState>()(() => ({
    ...{ devices: null, pile: null, printing: null, heard: null },
  }));
  follow(
    'devices',
    (heard) => bridge.on('devices.changed', heard),
    () => bridge.call('devices.state', {}),
  );
  follow(
    'pile',
    (heard) => bridge.on('pile.changed', heard),
    () => bridge.call('pile.get', {}),
  );
  follow(
    'printing',
    (heard) => bridge.on('printing.changed', heard),
    () => bridge.call('printing.state', {}),
  );
  return store;

  function follow<K extends keyof Asked>(
    name: K,
    listen: (heard: (view: Asked[K]) => void) => unknown,
    ask: () => Promise<Reply<Asked[K]>>,
  ): void {
    const put = (view: Asked[K]): void => store.setState({ [name]: view });
    listen(put);
    void first();

    async function first(): Promise<void> {
      while (store.getState()[name] === null) {
        const reply = await ask().catch(() => null);
        if (store.getState()[name] !== null) return;
        if (reply?.ok) put(reply.result);
        else await new Promise((resolve) => setTimeout(resolve, retryMilliseconds));
      }
    }
  }
}
