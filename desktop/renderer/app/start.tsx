import './tokens.css';
import '@mantine/core/styles.layer.css';
import { createRoot } from 'react-dom/client';
import { createStore } from 'zustand/vanilla';
import type { Bridge } from '../../contract/contract.ts';
import type { DeskState } from '../../contract/views.ts';
import { openActs } from '../counter/acts.ts';
import { createCounterDesk } from '../counter/counter-desk.ts';
import { failedTags } from '../counter/pad-rows.ts';
import { emptyCounter, type CounterState } from '../counter/session.ts';
import { createDevicesStore } from '../devices/devices-store.ts';
import { listenForTypedScans } from '../devices/scan-keys.ts';
import { followScans } from '../devices/scans.ts';
import { createTaggingDesk } from '../devices/tagging-desk.ts';
import { createTypedScans } from '../devices/typed-scans.ts';
import { followView } from './follow-view.ts';
import { createLanguage } from './language.ts';
import { createPreferences } from './preferences.ts';
import type { Screens } from './screens.tsx';
import { createShellStore, takesScans } from './shell-state.ts';
import { Shell } from './shell.tsx';
import { createSounds } from './sound.ts';

/** Composes the screens over a bridge and shows them in `root`. */
export async function startScreens(
  bridge: Bridge,
  root: HTMLElement,
  now: () => number = Date.now,
): Promise<void> {
  const preferences = createPreferences(bridge, localStorage);
  const language = createLanguage(preferences.getState().language);
  preferences.subscribe((chosen) => {
    if (chosen.language !== language.language) void language.changeLanguage(chosen.language);
  });

  const desk = createStore<{ readonly state: DeskState | null }>()(() => ({ state: null }));
  followView(
    (heard) => bridge.on('desk.state', heard),
    () => bridge.call('desk.state', {}),
    (state) => desk.setState({ state }),
  );

  const uuid = () => crypto.randomUUID();
  const play = createSounds(() => preferences.getState().sound);
  const counter = createCounterDesk({
    bridge,
    store: createStore<CounterState>()(() => emptyCounter(uuid())),
    uuid,
    play,
  });
  bridge.on('patron.changed', ({ id }) => counter.refreshPatron(id));

  const shell = createShellStore();
  const devices = createDevicesStore(bridge);
  devices.subscribe((now, before) => {
    if (failedTags(now.pile) > failedTags(before.pile)) play('stop');
  });
  const tagging = createTaggingDesk({ bridge, devices, play });
  const scans = followScans({ bridge, devices, shell, counter, tagging, play });
  const typed = createTypedScans({ devices, scans });
  listenForTypedScans({ window, typed, areTaken: () => takesScans(shell.getState()) });

  const screens: Screens = {
    bridge,
    counter,
    acts: await openActs(bridge, 'balie'),
    preferences,
    desk,
    shell,
    devices,
    tagging,
    now,
  };
  createRoot(root).render(<Shell screens={screens} language={language} />);
}
