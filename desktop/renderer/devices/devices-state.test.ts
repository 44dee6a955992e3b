import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createFakeCore } from '../testing/fake-core.ts';
import { fakePile } from '../testing/fake-devices.ts';
import { noDevicesYet, readOf, watchDevices, type DevicesState } from './devices-state.ts';

it('counts tags, not books: one that cannot be read is missing from what was read', () => {
  const pile = fakePile(3, { 1: { uids: ['E0A1', 'E0A2'], parts: 2 } });
  expect(readOf(pile)).toEqual({ read: 4, all: 4 });
  const unreadable = [{ uid: 'E0FF', code: 'read-failed' }];
  expect(readOf({ ...pile, unreadable, foreign: [{ uid: 'E0EE', reading: 'unknown' }] })).toEqual({
    ...{ read: 5, all: 6 },
  });
});

it('asks for what stood before, and believes what was told meanwhile', async () => {
  const core = createFakeCore({ language: 'nl', theme: 'light', acts: 0 });
  const store = createStore<DevicesState>()(() => noDevicesYet);
  watchDevices(core.bridge, store);
  core.setPile(fakePile(2));
  await new Promise<void>((resolve) => {
    store.subscribe(({ devices, printing }) => devices && printing && resolve());
  });
  expect(store.getState().pile?.items).toHaveLength(2);
  core.setDevices({ problems: ['wrong'] });
  expect(store.getState().devices?.problems).toEqual(['wrong']);
});
