import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../contract/failures.ts';
import type { PaperView, PaperWanted } from '../../contract/papers.ts';
import { KeyButton } from '../app/key-button.tsx';
import { useScreens, useShell, useWording } from '../app/screens.tsx';
import css from './paper.module.css';

/** A receipt or slip exactly as it is printed, on paper that is white in the dark too. */
export function PaperDialog() {
  const { t } = useTranslation();
  const wording = useWording();
  const { shell, bridge } = useScreens();
  const paper = useShell((state) => (state.dialog === 'paper' ? state.paper : null));
  const [failed, setFailed] = useState<FailureCode | null>(null);
  const close = (): void => {
    setFailed(null);
    shell.setState({ dialog: null, paper: null });
  };
  const print = async (wanted: PaperWanted): Promise<void> => {
    const reply = await bridge.call('paper.print', wanted);
    if (reply.ok) close();
    else setFailed(reply.error.code);
  };
  return (
    <Modal
      opened={paper !== null}
      onClose={close}
      title={paper ? t(`paper.kind.${paper.kind}`) : ''}
      size="30rem"
      centered
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      styles={{ title: { font: '600 var(--t-name)' } }}
    >
      {paper ? <Paper paper={paper} /> : null}
      {failed === null ? null : <p role="alert">{wording.refusal({ code: failed, params: {} })}</p>}
      <div className={css['foot']}>
        <KeyButton
          label={t('paper.print')}
          keycap="Enter"
          filled
          first
          onPress={() => void (paper && print(paper.wanted))}
        />
        <KeyButton label={t('app.close')} keycap="Esc" onPress={close} />
      </div>
    </Modal>
  );
}

function Paper({ paper }: { readonly paper: PaperView }) {
  return (
    <img
      className={css['paper']}
      data-testid="paper"
      alt={paper.text}
      src={`data:image/svg+xml,${encodeURIComponent(paper.picture)}`}
    />
  );
}
