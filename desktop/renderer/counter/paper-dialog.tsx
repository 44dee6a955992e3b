import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PaperView } from '../../contract/papers.ts';
import { KeyButton } from '../app/key-button.tsx';
import { useScreens, useShell, useWording } from '../app/screens.tsx';
import type { Wording } from '../app/wording.ts';
import css from './paper.module.css';

/** A receipt or slip as it is printed, on paper that is white in the dark too. */
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
      size="30rem"
      centered
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      styles={{ title: { font: '600 var(--t-name)' } }}
    >
      {paper ? <Paper paper={paper} /> : null}
      <div className={css['foot']}>
        <KeyButton label={t('paper.print')} keycap="Enter" filled first onPress={() => window.print()} />
        <KeyButton label={t('app.close')} keycap="Esc" onPress={close} />
      </div>
    </Modal>
  );
}

function Paper({ paper }: { readonly paper: PaperView }) {
  const { t } = useTranslation();
  const wording = useWording();
  return (
    <article className={css['paper']} data-testid="paper" aria-label={t(`paper.kind.${paper.kind}`)}>
      <p className={css['head']}>{paper.branch}</p>
      <p className={css['head']}>{t(`paper.kind.${paper.kind}`)}</p>
      {paper.place ? <p className={css['large']}>{paper.place}</p> : null}
      {paper.to ? <p className={css['large']}>{paper.to}</p> : null}
      {paper.code ? <p className={css['head']}>{paper.code}</p> : null}
      {paper.item ? <p>{paper.item.title || paper.item.barcode}</p> : null}
      {paper.forHold ? <p>{t('paper.forHold')}</p> : null}
      <ul>
        {paper.lines.map((line, i) => (
          <li key={`${line.item?.barcode ?? ''}-${i}`}>
            <span>{line.item ? line.item.title || line.item.barcode : t('paper.charge')}</span>
            <span>{figureOf(line, wording)}</span>
          </li>
        ))}
      </ul>
      {paper.payment ? (
        <p className={css['head']}>
          {t(`paper.method.${paper.payment.method}`)} {wording.money(paper.payment.cents)}
        </p>
      ) : null}
      <p className={css['small']}>
        {wording.shortDay(wording.dateOf(paper.at))} {wording.time(paper.at)}
        {paper.payment ? ` · ${t('paper.number', { number: paper.payment.number })}` : ''}
        {paper.copy ? ` · ${t('paper.copy')}` : ''}
      </p>
    </article>
  );
}

function figureOf(line: PaperView['lines'][number], wording: Wording): string {
  if (line.due) return wording.shortDay(line.due);
  return line.cents ? wording.money(line.cents) : '';
}
