import type { ShellStore } from '../app/shell-state.ts';

/** The keys of the counter that lead back to it; F1 shows the keys here too. Returns how to stop listening. */
export function listenForLeaving(window: Window, shell: ShellStore): () => void {
  function key(event: KeyboardEvent): void {
    if (event.key === 'F1') {
      event.preventDefault();
      shell.setState({ dialog: shell.getState().dialog === 'keys' ? null : 'keys' });
      return;
    }
    if (shell.getState().dialog !== null || !['F4', 'F5', 'F6', 'F7', 'F12'].includes(event.key)) return;
    event.preventDefault();
    shell.setState({ screen: 'counter' });
  }

  window.addEventListener('keydown', key);
  return () => window.removeEventListener('keydown', key);
}
