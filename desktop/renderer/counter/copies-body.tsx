import { useTranslation } from 'react-i18next';
import type { Answer } from '../../contract/answers.ts';
import type { ItemView } from '../../contract/views.ts';
import { KeyButton } from '../app/key-button.tsx';
import { useScreens, useWording } from '../app/screens.tsx';
import { inFours } from '../app/wording.ts';
import css from './answer.module.css';
import { usePick } from './use-pick.ts';
import questionCss from './question.module.css';

/** Rule U3: an ISBN or EAN offers its copies. */
export function CopiesBody({ answer }: { readonly answer: Extract<Answer, { kind: 'copies' }> }) {
  const { t } = useTranslation();
  const { counter } = useScreens();
  const wording = useWording();
  const { copies } = answer;
  const pick = (index: number): void => {
    const copy = copies[index];
    if (copy) counter.scan(copy.barcode, 'picked');
  };
  const chosen = usePick(copies.length, pick);
  return (
    <>
      <div className={css['body']} data-short="">
        <h3 className={css['title']}>{answer.title || inFours(answer.code)}</h3>
        <p className={css['second']}>{copies.length > 0 ? t('copies.pick') : t('copies.none')}</p>
      </div>
      <div role="listbox" aria-label={t('answer.copies')}>
        {copies.map((copy, index) => (
          <div
            key={copy.barcode}
            role="option"
            aria-selected={chosen === index}
            className={questionCss['picked']}
            onClick={() => pick(index)}
          >
            <span>{inFours(copy.barcode)}</span>
            <span className={css['second']}>
              {[copy.branch, copy.shelf, copy.callNumber].filter(Boolean).join(' · ')}
            </span>
            <span className={copy.state === 'available' ? undefined : css['second']}>{stateText(copy)}</span>
          </div>
        ))}
      </div>
      <div className={questionCss['strip']}>
        <KeyButton label={t('copies.leave')} keycap="F4" onPress={counter.cancel} />
      </div>
    </>
  );

  function stateText(copy: ItemView): string {
    return copy.state === 'on-loan' && copy.due
      ? t('answer.due', { date: wording.shortDay(copy.due) })
      : t(`copies.state.${copy.state}`);
  }
}
