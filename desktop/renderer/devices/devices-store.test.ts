import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Bridge, EventName } from '../../contract/contract.ts';
import type { DevicesView } from '../../contract/devices.ts';
import { usualTyping } from '../testing/typing.ts';
import { createDevicesStore, isFromScanner } from './devices-store.ts';

const view = (name: string): DevicesView => ({
  devices: [{ name, kind: 'scanner', state: { code: 'ready', params: {} } }],
  ...{ problems: [], unsecured: 0, inventory: null, typing: usualTyping },
});

function lines() {
  const listeners = new Map<EventName, (payload: never) => void>();
  const asked: { name: string; answer: (reply: unknown) => void }[] = [];
  const bridge = {
    call: (name: string) => new Promise((answer) => asked.push({ name, answer })),
    on: (name: EventName, listener: (payload: never) => void) => listeners.set(name, listener),
  } as unknown as Bridge;
  const store = createDevicesStore(bridge);
  const tell = (name: EventName, payload: unknown): void => listeners.get(name)?.(payload as never);
  const call = (name: string) => asked.findLast((one) => one.name === name)!;
  const rest = () => vi.advanceTimersByTimeAsync(0);
  return { store, tell, call, rest };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the devices’ store', () => {
  it('asks until the core answers, and hears what changes', async () => {
    const { store, tell, call, rest } = lines();
    call('devices.state').answer({ ok: false, error: { code: 'core-restarted', message: '' } });
    await vi.advanceTimersByTimeAsync(500);
    call('devices.state').answer({ ok: true, result: view('links') });
    await rest();
    expect(store.getState().devices).toEqual(view('links'));
    tell('devices.changed', view('rechts'));
    expect(store.getState().devices).toEqual(view('rechts'));
  });

  it('lets an answer go that came behind an event, for it may be older', async () => {
    const { store, tell, call, rest } = lines();
    tell('devices.changed', view('nieuw'));
    call('devices.state').answer({ ok: true, result: view('oud') });
    await rest();
    expect(store.getState().devices).toEqual(view('nieuw'));
  });
});

describe('who read a code', () => {
  it('is a scanner, or a pad on which a card was laid', () => {
    const { store, tell } = lines();
    const { devices } = view('links');
    tell('devices.changed', {
      ...view('links'),
      devices: [...devices, { name: 'plaat', kind: 'pad', state: { code: 'ready', params: {} } }],
    });
    const by = (source: string) => isFromScanner({ code: '1', symbology: null, source }, store.getState());
    expect([by('links'), by('plaat')]).toEqual([true, false]);
  });
});
