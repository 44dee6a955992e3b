import type { PaperView } from '../../contract/papers.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';

type Dialog = 'keys' | 'sign-in' | 'paper' | 'pin';

/** Under Beheer. */
export type SettingsPage = 'devices' | 'tagging' | 'walk';

export interface ShellState {
  readonly screen: 'counter' | 'settings';
  readonly page: SettingsPage;
  readonly dialog: Dialog | null;
  /** What the dialog `paper` shows. */
  readonly paper: PaperView | null;
  /** Ctrl+L: beside the rest it shows the whole day; folded away by width it shows the list at all. */
  readonly wholeDay: boolean;
}

export type ShellStore = StoreApi<ShellState>;

export function createShellStore(): ShellStore {
  return createStore<ShellState>()(() => ({
    ...{ screen: 'counter', page: 'devices', dialog: null, paper: null, wholeDay: false },
  }));
}
