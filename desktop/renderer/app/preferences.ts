import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../contract/contract.ts';
import type { Language } from './language.ts';

type ThemeChoice = Bridge['theme'];

export interface Preferences {
  readonly language: Language;
  readonly theme: ThemeChoice;
  readonly sound: boolean;
}

export interface Keeper {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
}

export type PreferencesStore = StoreApi<Preferences>;

const name = 'balie.preferences';

/** What this desk chose on the screen, above what it was started with. Kept for the next start. */
export function createPreferences(
  start: Pick<Bridge, 'language' | 'theme'>,
  keeper: Keeper,
): PreferencesStore {
  const store = createStore<Preferences>()(() => ({
    language: start.language,
    theme: start.theme,
    sound: true,
    ...readKept(keeper.getItem(name)),
  }));
  store.subscribe((now) => keeper.setItem(name, JSON.stringify(now)));
  return store;
}

function readKept(text: string | null): Partial<Preferences> {
  let kept: unknown;
  try {
    kept = JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
  if (typeof kept !== 'object' || kept === null) return {};
  const { language, theme, sound } = kept as Record<string, unknown>;
  return {
    ...(language === 'nl' || language === 'en' ? { language } : {}),
    ...(theme === 'light' || theme === 'dark' || theme === 'system' ? { theme } : {}),
    ...(typeof sound === 'boolean' ? { sound } : {}),
  };
}
