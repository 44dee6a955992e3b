import { expect, it } from 'vitest';
import { createShellStore, takesScans, type ShellState } from './shell-state.ts';

const usual = createShellStore().getState();
const takes = (change: Partial<ShellState>): boolean => takesScans({ ...usual, ...change });

it('takes digits that come fast for a scan, on every screen and over a dialog, but not where a PIN is typed', () => {
  expect(
    [null, 'keys', 'paper', 'sign-in', 'pin'].map((dialog) => takes({ dialog } as Partial<ShellState>)),
  ).toEqual([true, true, true, false, false]);
  const pages = ['devices', 'tagging', 'walk'] as const;
  expect(pages.map((page) => takes({ screen: 'settings', page }))).toEqual([true, true, false]);
  expect(takes({ screen: 'counter', page: 'walk' })).toBe(true);
});
