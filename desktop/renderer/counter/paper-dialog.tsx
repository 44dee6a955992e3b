import { Modal } from '@mantine/core';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../app/key-button.tsx';
import { useScreens, useShell } from '../app/screens.tsx';
import { Paper } from './paper.tsx';
import css from './paper.module.css';

/** A receipt or slip as it is printed; Enter prints it and nothing else of the screen. */
export function PaperDialog() {
  const { t } = useTranslation();
  const { shell } = useScreens();
  const paper = useShell((state) => (state.dialog === 'paper' ? state.paper : null));
  const close = (): void => shell.setState({ dialog: null, paper: null });
  return (
    <Modal
      opened={paper !== null}
      onClose={close}
      title={paper ? t(`paper.kind.${paper.kind}`) : ''}
      size="auto"
      centered
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      styles={{ title: { font: '600 var(--t-name)' } }}
    >
      {paper ? (
        <div className={css['seen']} data-testid="paper" tabIndex={0}>
          <Paper paper={paper} />
        </div>
      ) : null}
      {paper
        ? createPortal(
            <div className={css['printed']}>
              <Paper paper={paper} />
            </div>,
            document.body,
          )
        : null}
      <div className={css['foot']}>
        <KeyButton label={t('paper.print')} keycap="Enter" filled first onPress={() => window.print()} />
        <KeyButton label={t('app.close')} keycap="Esc" onPress={close} />
      </div>
    </Modal>
  );
}
