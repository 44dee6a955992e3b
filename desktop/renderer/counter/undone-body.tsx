import { useTranslation } from 'react-i18next';
import type { Answer } from '../../contract/views.ts';
import { Sign } from '../app/sign.tsx';
import css from './answer.module.css';
import { ItemLines } from './item-lines.tsx';

/** Rule L8: what was taken back, and what to make good by hand. */
export function UndoneBody({ answer }: { readonly answer: Extract<Answer, { kind: 'undone' }> }) {
  const { t } = useTranslation();
  return (
    <>
      <div className={css['body']}>
        {answer.item ? <ItemLines item={answer.item} /> : null}
        <p className={css['over']}>{t(`undone.${answer.act}`)}</p>
      </div>
      {answer.reverse.length > 0 ? (
        <ul>
          {answer.reverse.map((one) => (
            <li key={one} className={css['check']} data-level="notice">
              <Sign name="look" size={24} />
              <div className={css['checkHead']}>{t(`undone.reverse.${one}`)}</div>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
