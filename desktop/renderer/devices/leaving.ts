import type { PreferencesStore } from '../app/preferences.ts';
import type { ShellStore } from '../app/shell-state.ts';

interface Parts {
  readonly window: Window;
  readonly shell: ShellStore;
  readonly preferences: PreferencesStore;
}

/** The keys of the counter that lead back to it; those for keys and language do here what they do there. Returns how to stop listening. */
export function listenForLeaving({ window, shell, preferences }: Parts): () => void {
  function key(event: KeyboardEvent): void {
    if (event.key === 'F1') {
      event.preventDefault();
      shell.setState({ dialog: shell.getState().dialog === 'keys' ? null : 'keys' });
    } else if (event.ctrlKey && event.shiftKey && event.code === 'KeyL') {
      event.preventDefault();
      preferences.setState({ language: preferences.getState().language === 'nl' ? 'en' : 'nl' });
    } else if (shell.getState().dialog === null && ['F4', 'F5', 'F6', 'F7', 'F12'].includes(event.key)) {
      event.preventDefault();
      shell.setState({ screen: 'counter' });
    }
  }

  window.addEventListener('keydown', key);
  return () => window.removeEventListener('keydown', key);
}
