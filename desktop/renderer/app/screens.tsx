import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../contract/contract.ts';
import type { ActView } from '../../contract/acts.ts';
import type { DeskState } from '../../contract/views.ts';
import type { ActsCollection } from '../counter/acts.ts';
import type { CounterDesk } from '../counter/counter-desk.ts';
import type { CounterState } from '../counter/session.ts';
import type { DevicesState, DevicesStore } from '../devices/devices-store.ts';
import type { TaggingDesk } from '../devices/tagging-desk.ts';
import type { Preferences, PreferencesStore } from './preferences.ts';
import type { ShellState, ShellStore } from './shell-state.ts';
import { createWording, type Wording } from './wording.ts';

/** What every screen is given; made once in `start.tsx`. */
export interface Screens {
  readonly bridge: Bridge;
  readonly counter: CounterDesk;
  readonly acts: ActsCollection;
  readonly preferences: PreferencesStore;
  readonly desk: StoreApi<{ readonly state: DeskState | null }>;
  readonly shell: ShellStore;
  readonly devices: DevicesStore;
  readonly tagging: TaggingDesk;
  readonly now: () => number;
}

const Given = createContext<Screens | null>(null);

export function ScreensGiven({
  screens,
  children,
}: {
  readonly screens: Screens;
  readonly children: ReactNode;
}) {
  return <Given value={screens}>{children}</Given>;
}

export function useScreens(): Screens {
  const screens = use(Given);
  if (!screens) throw new Error('a screen stands outside ScreensGiven');
  return screens;
}

export function useCounter<T>(pick: (state: CounterState) => T): T {
  return useStore(useScreens().counter.store, pick);
}

export function usePreferences<T>(pick: (state: Preferences) => T): T {
  return useStore(useScreens().preferences, pick);
}

export function useShell<T>(pick: (state: ShellState) => T): T {
  return useStore(useScreens().shell, pick);
}

export function useDevices<T>(pick: (state: DevicesState) => T): T {
  return useStore(useScreens().devices, pick);
}

export function useDeskState(): DeskState | null {
  return useStore(useScreens().desk, (desk) => desk.state);
}

export function useWording(): Wording {
  const { i18n } = useTranslation();
  const timeZone = useDeskState()?.timeZone ?? 'Europe/Amsterdam';
  const { language } = i18n;
  return useMemo(() => createWording(i18n, timeZone), [i18n, language, timeZone]);
}

/** The present time, ms, renewed every few seconds. */
export function useNow(): number {
  const { now } = useScreens();
  const [at, setAt] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setAt(now()), 5_000);
    return () => clearInterval(timer);
  }, [now]);
  return at;
}

/** Today's acts of this desk, the newest first. */
export function useTodaysActs(): readonly ActView[] {
  const { acts } = useScreens();
  const wording = useWording();
  const today = wording.dateOf(useNow());
  const [found, setFound] = useState<readonly ActView[]>([]);
  useEffect(() => {
    const watch = acts.find({ sort: [{ seq: 'desc' }] }).$.subscribe((documents) => {
      setFound(documents.map((document) => document.toJSON() as ActView));
    });
    return () => watch.unsubscribe();
  }, [acts]);
  return useMemo(() => found.filter((act) => wording.dateOf(act.at) === today), [found, today, wording]);
}
