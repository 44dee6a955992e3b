import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useScreens, useShell } from './screens.tsx';
import type { ShellState } from './shell-state.ts';

interface DialogProps {
  readonly name: NonNullable<ShellState['dialog']>;
  readonly title: string;
  /** In rem. */
  readonly width: number;
  readonly children: ReactNode;
}

/** One of the shell's dialogs. What stands in it begins anew each time it opens. */
export function Dialog({ name, title, width, children }: DialogProps) {
  const { t } = useTranslation();
  const { shell } = useScreens();
  const open = useShell((state) => state.dialog === name);
  return (
    <Modal
      opened={open}
      onClose={() => shell.setState({ dialog: null })}
      title={title}
      size={`${width}rem`}
      centered
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      styles={{ title: { font: '600 var(--t-name)' } }}
    >
      {children}
    </Modal>
  );
}
