import { useTranslation } from 'react-i18next';
import type { Answer } from '../../contract/answers.ts';
import { Icon } from '../app/icon.tsx';
import { KeyButton } from '../app/key-button.tsx';
import { useCounter, useScreens } from '../app/screens.tsx';
import css from './answer.module.css';
import { ItemLines } from './item-lines.tsx';
import questionCss from './question.module.css';

const keyOf = { lend: 'F5', take: 'F6', renew: 'F7' } as const;

/** Rule U1: the book is on loan to the open patron already; one key each, the same as the modes'. */
export function ChooseBody({ answer }: { readonly answer: Extract<Answer, { kind: 'choose' }> }) {
  const { t } = useTranslation();
  const { counter } = useScreens();
  const name = useCounter((state) => state.patron?.name);
  return (
    <>
      <div className={css['body']}>
        <ItemLines item={answer.item} />
        <p className={css['over']}>{name ? t('choose.question', { name }) : t('choose.questionNobody')}</p>
      </div>
      {answer.options.map((option) => (
        <div
          key={option}
          className={questionCss['option']}
          style={{ '--c': `var(--${option})` } as React.CSSProperties}
        >
          <Icon name={option} size={24} />
          <div>
            <div className={css['checkHead']}>{t(`choose.${option}`)}</div>
            <div className={css['checkWhy']}>{t(`choose.${option}Why`)}</div>
          </div>
          <KeyButton
            label={t(`choose.${option}`)}
            keycap={keyOf[option]}
            onPress={() => counter.choose(option)}
          />
        </div>
      ))}
      <div className={questionCss['strip']}>
        <KeyButton label={t('choose.leave')} keycap="F4" onPress={counter.cancel} />
      </div>
    </>
  );
}
