import { useTranslation } from 'react-i18next';
import type { Answer } from '../../contract/answers.ts';
import { useWording } from '../app/screens.tsx';
import { Sign } from '../app/sign.tsx';
import css from './answer.module.css';
import { ItemLines } from './item-lines.tsx';
import { undoneSentence } from './undone-sentence.ts';

/** Rule L8: what holds again, and what to make good by hand. */
export function UndoneBody({ answer }: { readonly answer: Extract<Answer, { kind: 'undone' }> }) {
  const { t } = useTranslation();
  const wording = useWording();
  return (
    <>
      <div className={css['body']}>
        {answer.item ? <ItemLines item={answer.item} /> : null}
        <p className={css['over']}>{undoneSentence(answer, t, wording)}</p>
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
