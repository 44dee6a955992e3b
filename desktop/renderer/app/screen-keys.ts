import type { PreferencesStore } from './preferences.ts';
import type { ShellState, ShellStore } from './shell-state.ts';

interface Parts {
  readonly window: Window;
  readonly shell: ShellStore;
  readonly preferences: PreferencesStore;
}

/** Ctrl and the place of a screen in the navigation, as its keycap shows. */
export const screenKeys: Readonly<Record<ShellState['screen'], string>> = { counter: '1', settings: '7' };

/** The keys that work on every screen. At the counter its own listener has F1 and the language, for scans come first there. */
export function listenForScreenKeys({ window, shell, preferences }: Parts): () => void {
  function key(event: KeyboardEvent): void {
    const elsewhere = shell.getState().screen !== 'counter';
    if (event.ctrlKey && !event.altKey && !event.shiftKey) {
      const [screen] = Object.entries(screenKeys).find(([, digit]) => event.code === `Digit${digit}`) ?? [];
      if (screen === undefined) return;
      shell.setState({ screen: screen as ShellState['screen'], dialog: null });
    } else if (elsewhere && event.key === 'F1')
      shell.setState({ dialog: shell.getState().dialog === 'keys' ? null : 'keys' });
    else if (elsewhere && event.ctrlKey && event.shiftKey && event.code === 'KeyL')
      preferences.setState({ language: preferences.getState().language === 'nl' ? 'en' : 'nl' });
    else return;
    event.preventDefault();
  }
  window.addEventListener('keydown', key);
  return () => window.removeEventListener('keydown', key);
}
