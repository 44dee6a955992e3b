import { useEffect, useState } from 'react';
import { useScreens } from '../app/screens.tsx';

/** Arrows and Enter over a list on the counter, while nothing is typed and no dialog is open. Returns what is chosen. */
export function usePick(length: number, onPick: (index: number) => void): number {
  const { counter, shell } = useScreens();
  const [at, setAt] = useState(0);
  const chosen = Math.min(at, Math.max(0, length - 1));

  useEffect(() => {
    function key(event: KeyboardEvent): void {
      if (
        event.defaultPrevented ||
        length === 0 ||
        shell.getState().dialog !== null ||
        counter.store.getState().text
      )
        return;
      if (event.target instanceof HTMLButtonElement && event.key === 'Enter') return;
      if (event.key === 'ArrowDown') setAt((chosen + 1) % length);
      else if (event.key === 'ArrowUp') setAt((chosen + length - 1) % length);
      else if (event.key === 'Enter') onPick(chosen);
      else return;
      event.preventDefault();
    }
    window.addEventListener('keydown', key);
    return () => window.removeEventListener('keydown', key);
  });
  return chosen;
}
