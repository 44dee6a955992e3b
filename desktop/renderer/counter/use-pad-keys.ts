import { useEffect } from 'react';
import { useScreens } from '../app/screens.tsx';

interface PadKeys {
  /** Enter, where nothing is typed and nothing is asked. */
  readonly act: (() => void) | null;
  /** F8 goes on with what is incomplete. */
  readonly anyway: (() => void) | null;
  /** Alt+S tries security again. */
  readonly secure: (() => void) | null;
}

/** The keys of the pile on the pad. They give way to a dialog, a question and a search. */
export function usePadKeys({ act, anyway, secure }: PadKeys): void {
  const { counter, shell } = useScreens();
  useEffect(() => {
    function key(event: KeyboardEvent): void {
      const { text, shown } = counter.store.getState();
      if (event.defaultPrevented || event.repeat || shell.getState().dialog !== null || shown?.open) return;
      const onButton = event.target instanceof HTMLButtonElement;
      if (event.altKey && event.code === 'KeyS') secure?.();
      else if (event.key === 'Enter' && !text && !onButton) act?.();
      else if (event.key === 'F8' && !text) anyway?.();
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  });
}
