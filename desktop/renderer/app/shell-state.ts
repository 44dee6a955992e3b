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

/**
 * Whether digits that come fast are a scan now. A PIN is none, however fast it is typed: it would be looked up, and shown. A shelf may have a
 * code of its own, for the field that asks which one it is.
 */
export function takesScans({ screen, page, dialog }: ShellState): boolean {
  if (dialog === 'pin' || dialog === 'sign-in') return false;
  return screen === 'counter' || page !== 'walk';
}

export type ShellStore = StoreApi<ShellState>;

export function createShellStore(): ShellStore {
  return createStore<ShellState>()(() => ({
    ...{ screen: 'counter', page: 'devices', dialog: null, paper: null, wholeDay: false },
  }));
}
