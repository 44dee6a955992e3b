import type { Screens } from '../app/screens.tsx';

/** Asks a PIN of the open patron. A question that stands is answered first. */
export function openPin({ counter, shell }: Pick<Screens, 'counter' | 'shell'>): void {
  const { patron, shown } = counter.store.getState();
  if (patron && !shown?.open) shell.setState({ dialog: 'pin' });
}
