import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureCode } from '../../contract/failures.ts';
import type { PaperView } from '../../contract/papers.ts';
import { Dialog } from '../app/dialog.tsx';
import { KeyButton } from '../app/key-button.tsx';
import { useScreens, useShell } from '../app/screens.tsx';
import { Wrong } from '../app/wrong.tsx';
import css from './paper.module.css';

/** A receipt or slip exactly as it is printed, on paper that is white in the dark too. */
export function PaperDialog() {
  const { t } = useTranslation();
  const paper = useShell((state) => state.paper);
  return (
    <Dialog name="paper" title={paper ? t(`paper.kind.${paper.kind}`) : ''} width={30}>
      {paper ? <Paper paper={paper} /> : null}
    </Dialog>
  );
}

function Paper({ paper }: { readonly paper: PaperView }) {
  const { t } = useTranslation();
  const { shell, bridge } = useScreens();
  const [failed, setFailed] = useState<FailureCode | null>(null);
  /** Two presses before there is an answer print once. */
  const printing = useRef(false);
  const close = (): void => shell.setState({ dialog: null });
  const print = async (): Promise<void> => {
    if (printing.current) return;
    printing.current = true;
    const reply = await bridge.call('paper.print', paper.wanted);
    printing.current = false;
    if (reply.ok) close();
    else setFailed(reply.error.code);
  };
  return (
    <>
      <img
        className={css['paper']}
        data-testid="paper"
        alt={paper.text}
        src={`data:image/svg+xml,${encodeURIComponent(paper.picture)}`}
      />
      {failed === null ? null : <Wrong code={failed} />}
      <div className={css['foot']}>
        <KeyButton label={t('paper.print')} keycap="Enter" filled first onPress={() => void print()} />
        <KeyButton label={t('app.close')} keycap="Esc" onPress={close} />
      </div>
    </>
  );
}
